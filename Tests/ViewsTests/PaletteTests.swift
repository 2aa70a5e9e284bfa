import Foundation
import Lab
import Testing

@testable import Views

/// Every role can be read on every ground it stands on.
struct PaletteTests {
  /// What terminals that are called dark have behind the text.
  private static let darkGrounds: [Colour] = [Colour(0x10_1216), Colour(0), Colour(0x1e_1e1e)]

  private func grounds(_ theme: ThemeName, _ style: UInt8?) -> [Colour] {
    style.map { [Colour(xterm: $0)] } ?? (theme == .dark ? Self.darkGrounds : [])
  }

  @Test(arguments: [ThemeName.dark, .light, .contrast], Role.allCases)
  func `text is readable`(theme: ThemeName, role: Role) {
    let style = Palette(theme, colours: 256).style(Look(role))
    let grounds = grounds(theme, style.ground)
    #expect(!grounds.isEmpty)
    // Without an ink it is the terminal's own, on the terminal's own ground.
    guard let ink = style.ink else { return #expect(theme == .dark && role == .ink && style.ground == nil) }
    for ground in grounds {
      let contrast = Colour(xterm: ink).contrast(ground)
      #expect(contrast >= (theme == .contrast ? 7 : 4.5), "\(theme) \(role): \(contrast)")
    }
  }

  @Test(arguments: [ThemeName.dark, .light, .contrast], [Role.forward, .backward, .strong, .code])
  func `text that is now is readable`(theme: ThemeName, role: Role) {
    let contrast = litContrast(theme, role)
    #expect(contrast >= 4.5, "\(theme) \(role): \(contrast)")
  }

  @Test(arguments: [ThemeName.dark, .light, .contrast], [Role.positive, .negative])
  func `pictures that are now can be seen`(theme: ThemeName, role: Role) {
    let contrast = litContrast(theme, role)
    #expect(contrast >= 3, "\(theme) \(role): \(contrast)")
  }

  private func litContrast(_ theme: ThemeName, _ role: Role) -> Double {
    let style = Palette(theme, colours: 256).style(Look(role, isNow: true))
    return Colour(xterm: style.ink!).contrast(Colour(xterm: style.ground!))
  }

  /// The two passes, and the two signs, differ in hue by a third of the circle or nearly so.
  @Test(arguments: [ThemeName.dark, .light, .contrast])
  func `hues that mean something lie apart`(theme: ThemeName) {
    let palette = Palette(theme, colours: 256)
    func hue(_ role: Role) -> Double { Colour(xterm: palette.style(Look(role)).ink!).hue }
    func distance(_ a: Double, _ b: Double) -> Double { min(abs(a - b), 360 - abs(a - b)) }
    #expect(distance(hue(.forward), hue(.backward)) >= 80)
    #expect(distance(hue(.positive), hue(.negative)) >= 80)
    #expect((150...200).contains(hue(.forward)), "teal: \(hue(.forward))")
    #expect((270...330).contains(hue(.backward)), "violet: \(hue(.backward))")
    #expect((20...50).contains(hue(.positive)), "orange: \(hue(.positive))")
    #expect((180...240).contains(hue(.negative)), "blue: \(hue(.negative))")
  }

  /// On 8 and 16 colours they are the terminal's own, and nothing can be said of them here.
  @Test(arguments: [ThemeName.dark, .light, .contrast], ColourVision.allCases)
  func `signs, and passes, are told apart by every eye`(theme: ThemeName, vision: ColourVision) {
    for isNow in [false, true] {
      func ink(_ role: Role) -> Colour {
        Colour(xterm: Palette(theme, colours: 256).style(Look(role, isNow: isNow)).ink!)
      }
      let signs = ink(.positive).distance(ink(.negative), to: vision)
      #expect(signs >= 30, "\(theme) \(vision): \(signs)")
      let passes = ink(.forward).distance(ink(.backward), to: vision)
      #expect(passes >= 18, "\(theme) \(vision): \(passes)")
    }
  }

  @Test func `distances of colours are those of CIELAB`() {
    #expect(abs(Colour(0).distance(Colour(0xff_ffff), to: .full) - 100) < 0.1)
    let (red, green) = (Colour(0xcc_3333), Colour(0x66_6600))
    let distances = ColourVision.allCases.map { red.distance(green, to: $0) }
    #expect(distances[0] > 60 && distances[1] < distances[0] / 2 && distances[3] > 60, "\(distances)")
  }

  @Test(arguments: [ThemeName.dark, .light, .contrast])
  func `a reversed look has its colours the other way round`(theme: ThemeName) {
    let palette = Palette(theme, colours: 256)
    var look = Look(.negative, isNow: true)
    let plain = palette.style(look)
    look.isReversed = true
    let reversed = palette.style(look)
    #expect(reversed.ink == plain.ground && reversed.ground == plain.ink && !reversed.isReversed)
  }

  @Test(arguments: [0, 8, 16, 256])
  func `without colours a look still shows what is now`(colours: Int) {
    let palette = Palette(.none, colours: colours)
    for role in Role.allCases {
      let style = palette.style(Look(role, isNow: true))
      #expect(style.ink == nil && style.ground == nil)
      #expect(style.isReversed && style.isBold)
    }
  }

  @Test(arguments: [8, 16, 256])
  func `no bold letter turns pale on a light ground`(colours: Int) {
    for role in Role.allCases {
      let style = Palette(.light, colours: colours).style(Look(role, isBold: true))
      #expect(style.isBold == (colours == 256))
      #expect(Palette(.dark, colours: colours).style(Look(role, isBold: true)).isBold)
    }
  }

  @Test(arguments: ThemeName.allCases, [8, 16])
  func `a terminal is asked only for colours that it has`(theme: ThemeName, colours: Int) {
    let palette = Palette(theme, colours: colours)
    for role in Role.allCases {
      for isNow in [false, true] {
        let style = palette.style(Look(role, isNow: isNow))
        for colour in [style.ink, style.ground].compactMap({ $0 }) { #expect(colour < colours) }
        #expect(style.ink == nil || style.ink != style.ground, "\(theme) \(role)")
      }
    }
  }
}
