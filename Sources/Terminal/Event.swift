import Surface

/// What a Screen has to tell.
public enum Event: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// The terminal was in other hands: present again.
  case redraw
  /// Someone called `Screen.wake`.
  case woken
  /// The terminal is gone, and with it whoever read it.
  case closed
}
