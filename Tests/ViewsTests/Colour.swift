import Foundation

/// A colour as a screen shows it, red, green and blue from 0 to 1.
struct Colour {
  let red: Double
  let green: Double
  let blue: Double

  /// 0xRRGGBB.
  init(_ value: Int) {
    red = Double(value >> 16 & 0xff) / 255
    green = Double(value >> 8 & 0xff) / 255
    blue = Double(value & 0xff) / 255
  }

  /// xterm's own values of its 256 colours; the first 16 are the user's and have none here.
  init(xterm index: UInt8) {
    precondition(index >= 16, "colour \(index) is the user's own")
    let index = Int(index)
    guard index < 232 else {
      self.init(0x01_0101 * (8 + 10 * (index - 232)))
      return
    }
    func level(_ value: Int) -> Int { value == 0 ? 0 : 55 + 40 * value }
    let cube = index - 16
    self.init(level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6))
  }

  /// From 1 to 21, as the Web Content Accessibility Guidelines define it.
  func contrast(_ other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private var luminance: Double {
    func linear(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// In degrees: red 0, green 120, blue 240.
  var hue: Double {
    let most = max(red, green, blue)
    let range = most - min(red, green, blue)
    guard range > 0 else { return 0 }
    let sixth =
      most == red ? (green - blue) / range : most == green ? 2 + (blue - red) / range : 4 + (red - green) / range
    return (sixth * 60).truncatingRemainder(dividingBy: 360) + (sixth < 0 ? 360 : 0)
  }
}
