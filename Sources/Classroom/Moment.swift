/// A point in time, by both clocks.
public struct Moment: Equatable, Sendable {
  /// Milliseconds of a clock that only goes forward.
  public var milliseconds: Int
  /// Seconds since 1970, as the machine believes.
  public var date: Int

  public init(milliseconds: Int, date: Int = 0) {
    (self.milliseconds, self.date) = (milliseconds, date)
  }
}
