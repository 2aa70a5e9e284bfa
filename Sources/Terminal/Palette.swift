import CNcurses
import Surface

/// Colour pairs, made when a style first needs them and never changed: a changed pair is sent again wherever it is used.
struct Palette {
  private struct Pair: Equatable {
    var ink: UInt8?
    var ground: UInt8?
  }

  private let colours: Int
  private let hasDefaults: Bool
  private let limit: Int
  /// The pair of number n is at n − 1. There are few.
  private var pairs: [Pair] = []

  /// ncurses draws pair 0 in the colours of the window's background.
  var groundHasColours = false

  init(colours: Int) {
    guard colours > 0, has_colors(), start_color() == OK else {
      self.colours = 0
      hasDefaults = true
      limit = 0
      return
    }
    self.colours = colours
    hasDefaults = use_default_colors() == OK
    limit = Int(bilab_pair_limit())
  }

  /// The pair of a style's colours. Colours that the terminal has not, and pairs beyond its last, are its default.
  mutating func pair(for style: Style) -> Int32 {
    let pair = Pair(ink: style.ink.flatMap(known), ground: style.ground.flatMap(known))
    if pair == Pair(), !groundHasColours { return 0 }
    if let index = pairs.firstIndex(of: pair) { return Int32(index + 1) }
    let number = Int32(pairs.count + 1)
    guard number < limit, init_extended_pair(number, ink(pair), ground(pair)) == OK else { return 0 }
    pairs.append(pair)
    return number
  }

  private func known(_ colour: UInt8) -> UInt8? {
    Int(colour) < colours ? colour : nil
  }

  private func ink(_ pair: Pair) -> Int32 {
    pair.ink.map(Int32.init) ?? (hasDefaults ? -1 : COLOR_WHITE)
  }

  private func ground(_ pair: Pair) -> Int32 {
    pair.ground.map(Int32.init) ?? (hasDefaults ? -1 : COLOR_BLACK)
  }
}
