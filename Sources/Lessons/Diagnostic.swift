/// A place in a text file; both count from 1, columns in Unicode scalars.
public struct SourcePlace: Hashable, Comparable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: SourcePlace, b: SourcePlace) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// One fault of a lesson: where, what, and what to write instead.
public struct Diagnostic: Equatable, Sendable {
  /// The kind of fault.
  public var id: DiagnosticID
  public var place: SourcePlace
  /// What is wrong, one line without a full stop.
  public var message: String
  /// What to write, one line without a full stop.
  public var advice: String

  public init(id: DiagnosticID, place: SourcePlace, message: String, advice: String) {
    self.id = id
    self.place = place
    self.message = message
    self.advice = advice
  }
}
