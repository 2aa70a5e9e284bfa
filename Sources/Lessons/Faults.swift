/// The diagnostics of one reading, in the order in which they are found. Every part of the reader adds to the same ones.
final class Faults {
  /// More than anyone reads; a hostile file has hundreds of thousands.
  static let maximum = 200

  private var found: [Diagnostic] = []

  func report(_ id: DiagnosticID, at place: SourcePlace, _ message: String, advice: String) {
    found.append(Diagnostic(id: id, place: place, message: message, advice: advice))
  }

  /// Adds the faults of a part that was read on its own, those that are known already left out.
  func report(_ other: Faults, where isNew: (Diagnostic) -> Bool) {
    found += other.found.filter { isNew($0) && !found.contains($0) }
  }

  /// At most `maximum` and one that says that there are more, in the order of the file.
  var inFileOrder: [Diagnostic] {
    let sorted = found.enumerated().sorted { a, b in
      (a.element.place, a.offset) < (b.element.place, b.offset)
    }.map(\.element)
    guard sorted.count > Self.maximum else { return sorted }
    let rest = Diagnostic(
      id: .tooManyFaults, place: sorted[Self.maximum].place,
      message: "\(sorted.count - Self.maximum) more faults follow", advice: "mend the ones above, then check again")
    return sorted[..<Self.maximum] + [rest]
  }
}
