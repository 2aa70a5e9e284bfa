/// What a kiosk promises, and what was seen of it.
public struct KioskPromise: Equatable, Sendable, Encodable {
  /// Such as "reads only what it shows".
  public let name: String
  public private(set) var holds: Bool
  /// What was tried where it holds, else what failed and why. Paths in it are as they were given.
  public private(set) var detail: String

  init(name: String, holds: Bool, detail: String) {
    (self.name, self.holds, self.detail) = (name, holds, detail)
  }

  /// A promise holds when every attempt to break it failed; one that did not is what there is to tell.
  mutating func add(_ other: KioskPromise) {
    if holds == other.holds { detail += (holds ? ", " : "; ") + other.detail } else if holds { detail = other.detail }
    holds = holds && other.holds
  }
}

public struct KioskReport: Equatable, Sendable {
  public let promises: [KioskPromise]

  public var isLocked: Bool { !promises.isEmpty && promises.allSatisfy(\.holds) }

  init(promises: [KioskPromise]) {
    self.promises = promises
  }

  /// A line a promise, its parts separated by tabs, as `init(lines:)` reads it.
  public var lines: String {
    promises.map { promise in
      let parts = [promise.holds ? "holds" : "fails", promise.name, promise.detail]
      return parts.map { $0.filter { $0 != "\t" && !$0.isNewline } }.joined(separator: "\t") + "\n"
    }.joined()
  }

  /// - Returns: nil for anything but whole lines of at least one report.
  public init?(lines: String) {
    guard lines.last == "\n" else { return nil }
    var promises: [KioskPromise] = []
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
      guard parts.count == 3, ["holds", "fails"].contains(parts[0]) else { return nil }
      promises.append(KioskPromise(name: parts[1], holds: parts[0] == "holds", detail: parts[2]))
    }
    self.promises = promises
  }
}
