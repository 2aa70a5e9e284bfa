import Surface

/// What a Screen has to tell.
public enum Event: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// The terminal was in other hands: present again.
  case redraw
  /// Someone called `Screen.wake`.
  case woken
  /// The other source that was waited for is ready.
  case ready
  /// The terminal is gone, and with it whoever read it.
  case closed
}

/// A descriptor that is waited for beside the terminal.
public struct Source: Sendable {
  public var descriptor: Int32
  /// Whether it is waited for until it takes bytes, and not only until it has some.
  public var wantsToWrite: Bool

  public init(descriptor: Int32, wantsToWrite: Bool = false) {
    (self.descriptor, self.wantsToWrite) = (descriptor, wantsToWrite)
  }
}
