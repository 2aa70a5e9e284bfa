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
    let light = light
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
  }

  /// Red, green and blue as amounts of light.
  private var light: [Double] {
    [red, green, blue].map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
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

/// Who sees colours otherwise than most.
enum ColourVision: CaseIterable {
  /// All three kinds of cones.
  case full
  /// Without those for long, middle and short waves.
  case protanopia, deuteranopia, tritanopia

  /// What becomes of red, green and blue light: Machado, Oliveira and Fernandes, A Physiologically-based Model for
  /// Simulation of Color Vision Deficiency (2009), at severity 1.
  fileprivate var rows: [[Double]] {
    switch self {
    case .full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }
}

extension Colour {
  /// How different two colours look, in CIELAB's units: 2 can just be told side by side.
  func distance(_ other: Colour, to vision: ColourVision) -> Double {
    zip(lab(vision), other.lab(vision)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  /// CIELAB under the white of sRGB.
  private func lab(_ vision: ColourVision) -> [Double] {
    func times(_ rows: [[Double]], _ column: [Double]) -> [Double] {
      rows.map { zip($0, column).map(*).reduce(0, +) }
    }
    let seen = times(vision.rows, light).map { min(max($0, 0), 1) }
    let toXYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    let parts = zip(times(toXYZ, seen), [0.9505, 1, 1.089]).map { value, white in
      let part = value / white
      return part > 0.008856 ? cbrt(part) : part * 7.787 + 16.0 / 116
    }
    return [116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2])]
  }
}
