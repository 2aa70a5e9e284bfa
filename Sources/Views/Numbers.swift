import Glibc

/// Numbers as the screen shows them.
package struct Numbers: Sendable {
  let glass: Glass

  package init(glass: Glass) {
    self.glass = glass
  }

  /// A number with at most `digits` decimals: fewer if it needs fewer, and always `digits` if it would need more.
  ///
  /// - Parameter digits: nil for as many as whoever looks wants to see.
  package func text(_ value: Double, digits: Int? = nil) -> String {
    let digits = digits ?? glass.digits
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? glass.text("−inf") : "inf" }
    if abs(value) >= 1e7 { return minus(formatted("%.\(digits)e", value)) }
    for decimals in 0...digits {
      let scale = pow(10, Double(decimals))
      if abs(value * scale - (value * scale).rounded()) < 1e-9 { return minus(formatted("%.\(decimals)f", value)) }
    }
    return minus(formatted("%.\(digits)f", value))
  }

  package func list(_ values: some Sequence<Double>, digits: Int? = nil) -> String {
    values.map { text($0, digits: digits) }.joined(separator: ", ")
  }

  /// So many digits that count, however small the number.
  func significant(_ value: Double, digits: Int = 3) -> String {
    value == 0 || !value.isFinite ? text(value) : minus(formatted("%.\(digits)g", value))
  }

  /// In eight columns or a few more: four decimals, or two digits with an exponent.
  func aligned(_ value: Double) -> String {
    guard value.isFinite else {
      let text = text(value)
      return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
    let isPlain = value == 0 || (1e-4..<999).contains(value.magnitude)
    return formatted(isPlain ? "%8.4f" : "%8.1e", value).replacing("-", with: glass.text("−"))
  }

  /// The number of `aligned` without the blanks before it.
  func short(_ value: Double) -> String {
    String(aligned(value).drop { $0 == " " })
  }

  /// C's printf of one number.
  private func formatted(_ format: String, _ value: Double) -> String {
    withVaList([value == 0 ? 0 : value]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
        vsnprintf(buffer.baseAddress, buffer.count, format, arguments)
        return String(cString: buffer.baseAddress!)
      }
    }
  }

  /// With a real minus sign, and none on a zero that only rounding made negative.
  private func minus(_ text: String) -> String {
    guard text.hasPrefix("-") else { return text }
    if text.allSatisfy({ "-0.".contains($0) }) { return String(text.dropFirst()) }
    return glass.text("−") + text.dropFirst()
  }
}
