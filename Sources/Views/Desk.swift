import Lab
import Surface

/// The presenter's desk, for a second terminal: what the class does, and what the desk's own keys have opened.
public struct Desk: Equatable, Sendable {
  public var roster: Roster?
  /// Milliseconds since the class began.
  public var elapsed: Int?
  /// The seat that is chosen in the list of seats, from 0; nil where the list is closed.
  public private(set) var chosen: Int?
  /// Whether nicknames and answers are shown.
  public private(set) var showsNames = false
  /// Whether the next key decides if the chosen seat is closed.
  public private(set) var asksRemoval = false

  public init() {}

  /// What a key of the desk has to say to the class.
  public enum Deed: Equatable, Sendable {
    case nothing
    case mute(seat: String, Bool)
    case remove(seat: String)
  }

  /// - Returns: nil where the key is not the desk's, but the lecture's.
  public mutating func take(_ key: Key) -> Deed? {
    if key == .control("c") { return nil }
    guard let chosen else {
      guard key == .character("s") else { return nil }
      self.chosen = 0
      return .nothing
    }
    let seats = roster?.seats ?? []
    if asksRemoval {
      asksRemoval = false
      guard key == .character("y"), seats.indices.contains(chosen) else { return .nothing }
      return .remove(seat: seats[chosen].name)
    }
    switch key {
    case .up, .character("k"): self.chosen = max(chosen - 1, 0)
    case .down, .character("j"): self.chosen = max(min(chosen + 1, seats.count - 1), 0)
    case .character("n"): showsNames.toggle()
    case .character("x") where seats.indices.contains(chosen):
      return .mute(seat: seats[chosen].name, !seats[chosen].isMuted)
    case .character("D"): asksRemoval = seats.indices.contains(chosen)
    case .escape, .character("s"): self.chosen = nil
    case .character("q"): return nil
    default: break
    }
    return .nothing
  }
}
