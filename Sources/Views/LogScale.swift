import Glibc

/// Positive numbers by their orders of magnitude, from the smallest to the largest of those that are shown: what fades
/// with every timestep fades evenly in the picture.
struct LogScale {
  /// Orders of magnitude below the largest number: at least so many, lest neighbours look far apart, and at most so
  /// many, beyond which all look alike.
  static let decades = 3.0...16.0

  let largest: Double
  let smallest: Double
  /// Whether there are numbers below `smallest`.
  let isCut: Bool

  /// Of numbers that are finite and not 0; others are left out.
  init(_ values: [Double]) {
    let sizes = values.filter { $0.isFinite && $0 > 0 }
    largest = sizes.max() ?? 1
    let least = sizes.min() ?? 1
    let floor = largest * pow(10, -Self.decades.upperBound)
    (smallest, isCut) = (max(min(least, largest * pow(10, -Self.decades.lowerBound)), floor), least < floor)
  }

  /// From 0, the smallest, to 1, the largest.
  func level(_ value: Double) -> Double {
    min(max(log10(value / smallest) / log10(largest / smallest), 0), 1)
  }
}
