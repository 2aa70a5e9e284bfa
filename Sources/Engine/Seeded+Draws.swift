import Glibc

/// What training draws, all of it from `next()` alone, so that no other version of Swift's library draws differently.
extension SeededGenerator {
  /// One of 0 ..< `count`, each as likely as the others to 2⁻⁶⁴·count; `count` is at least 1.
  public mutating func index(below count: Int) -> Int {
    precondition(count > 0, "an index needs something to point at")
    return Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// The same elements in an order drawn anew, every order as likely as the others (Fisher and Yates).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in elements.indices.dropFirst().reversed() {
      elements.swapAt(last, index(below: last + 1))
    }
    return elements
  }

  /// From the normal distribution with mean 0 and deviation 1, by the method of Box and Muller (1958).
  public mutating func normal() -> Double {
    // 1 − u lies in (0, 1], where the logarithm is finite.
    let u = unit()
    let angle = uniform(.pi)
    return (-2 * log(1 - u)).squareRoot() * cos(angle)
  }
}
