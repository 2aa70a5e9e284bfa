import Lab
import Surface

/// What a piece of the screen means; the theme decides how that looks.
enum Role: CaseIterable, Sendable {
  case ink, dim
  /// Titles, headings and strong words.
  case strong
  case emphasis, code
  /// Everything that belongs to the forward pass, or to the backward pass.
  case forward, backward
  /// Above zero, below zero.
  case positive, negative
  /// What needs an eye: messages, the chosen line.
  case notice
}

/// A role and what happens to it on this frame.
struct Look: Hashable, Sendable {
  var role: Role
  /// The one place that was computed last.
  var isNow = false
  var isUnderlined = false
  var isBold = false
  var isReversed = false

  init(_ role: Role, isNow: Bool = false, isUnderlined: Bool = false, isBold: Bool = false) {
    self.role = role
    self.isNow = isNow
    self.isUnderlined = isUnderlined
    self.isBold = isBold
  }
}

/// The colours of a theme on a terminal with so many of them.
struct Palette: Sendable {
  private let ground: UInt8?
  private let lit: UInt8?
  private let inks: Inks?
  /// Whether bold letters would be hard to read: terminals draw those of their first eight colours in the brighter ones,
  /// and what is black turns grey on a light ground.
  private let brightensBold: Bool

  init(_ theme: ThemeName, colours: Int) {
    let entry: Entry? = colours >= 256 ? Self.wide(theme) : colours >= 16 ? Self.sixteen(theme) : Self.eight(theme)
    let isColoured = colours >= 8
    ground = isColoured ? entry?.ground : nil
    lit = isColoured ? entry?.lit : nil
    inks = isColoured ? entry?.inks : nil
    brightensBold = isColoured && colours < 256 && theme == .light
  }

  private var hasColours: Bool { inks != nil }

  var base: Style { Style(ink: inks?.ink, ground: ground) }

  func style(_ look: Look) -> Style {
    var style = Style(ink: inks?.of(look.role), ground: ground)
    // Pictures are no bolder for it.
    let isPicture = look.role == .positive || look.role == .negative
    style.isBold = look.isBold || look.role == .strong || (look.isNow && !(isPicture && hasColours))
    if brightensBold { style.isBold = false }
    style.isUnderlined = look.isUnderlined || (look.role == .emphasis && !hasColours)
    style.isReversed = look.isReversed
    if look.isNow {
      if let lit { style.ground = lit } else { style.isReversed.toggle() }
    }
    // Two known colours change places in fewer bytes than the attribute takes.
    if style.isReversed, style.ink != nil, style.ground != nil {
      swap(&style.ink, &style.ground)
      style.isReversed = false
    }
    return style
  }

  private struct Entry {
    /// nil is the terminal's own.
    var ground: UInt8?
    /// The ground of what was computed last.
    var lit: UInt8
    var inks: Inks
  }

  private struct Inks {
    /// nil is the terminal's own.
    var ink: UInt8?
    var dim, strong, emphasis, forward, backward, positive, negative: UInt8

    func of(_ role: Role) -> UInt8? {
      switch role {
      case .ink: ink
      case .dim: dim
      case .strong: strong
      case .emphasis, .code: emphasis
      case .forward: forward
      case .backward: backward
      case .positive, .notice: positive
      case .negative: negative
      }
    }
  }

  /// Indices into xterm's 256 colours.
  private static func wide(_ theme: ThemeName) -> Entry? {
    switch theme {
    case .dark:
      Entry(
        ground: nil, lit: 238,
        inks: Inks(
          ink: nil, dim: 246, strong: 231, emphasis: 187, forward: 80, backward: 183, positive: 215, negative: 117))
    case .light:
      Entry(
        ground: 231, lit: 189,
        inks: Inks(
          ink: 236, dim: 241, strong: 16, emphasis: 58, forward: 23, backward: 91, positive: 94, negative: 25))
    case .contrast:
      Entry(
        ground: 16, lit: 18,
        inks: Inks(
          ink: 231, dim: 252, strong: 231, emphasis: 230, forward: 51, backward: 177, positive: 214, negative: 123))
    case .none: nil
    }
  }

  private static func sixteen(_ theme: ThemeName) -> Entry? {
    switch theme {
    case .dark:
      Entry(
        ground: nil, lit: 8,
        inks: Inks(ink: 7, dim: 7, strong: 15, emphasis: 7, forward: 14, backward: 13, positive: 11, negative: 12))
    case .light:
      Entry(
        ground: 15, lit: 7,
        inks: Inks(ink: 0, dim: 8, strong: 0, emphasis: 0, forward: 6, backward: 5, positive: 1, negative: 4))
    case .contrast:
      Entry(
        ground: 0, lit: 4,
        inks: Inks(ink: 15, dim: 15, strong: 15, emphasis: 15, forward: 14, backward: 13, positive: 11, negative: 14))
    case .none: nil
    }
  }

  private static func eight(_ theme: ThemeName) -> Entry? {
    switch theme {
    case .dark:
      Entry(
        ground: nil, lit: 4,
        inks: Inks(ink: 7, dim: 7, strong: 7, emphasis: 7, forward: 6, backward: 5, positive: 3, negative: 6))
    case .light:
      Entry(
        ground: 7, lit: 3,
        inks: Inks(ink: 0, dim: 0, strong: 0, emphasis: 0, forward: 4, backward: 5, positive: 1, negative: 4))
    case .contrast:
      Entry(
        ground: 0, lit: 4,
        inks: Inks(ink: 7, dim: 7, strong: 7, emphasis: 7, forward: 6, backward: 7, positive: 3, negative: 6))
    case .none: nil
    }
  }
}
