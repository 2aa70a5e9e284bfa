/// Numbers as people type them.
package enum TypedNumber {
  /// The largest size of a typed number: far beyond what any cell tells apart, and every sum of them finite.
  package static let largest = 1e6

  /// - Parameters:
  ///   - count: how many belong there, at least 1.
  ///   - isSharedByAll: whether one number stands for all of them.
  static func list(_ text: String, count: Int, isSharedByAll: Bool = false) throws(EntryFault) -> [Double] {
    let parts = text.split { $0 == " " || $0 == "," }
    if parts.isEmpty { throw EntryFault(reason: "nothing is typed yet; esc leaves") }
    var numbers: [Double] = []
    for part in parts { numbers.append(try number(part)) }
    if numbers.count == count { return numbers }
    if numbers.count == 1, isSharedByAll { return Array(repeating: numbers[0], count: count) }
    let wanted = count == 1 ? "one number" : "\(count) numbers with blanks between them"
    throw EntryFault(reason: "here \(count == 1 ? "belongs" : "belong") \(wanted), not \(numbers.count)")
  }

  private static func number(_ text: Substring) throws(EntryFault) -> Double {
    guard let number = Double(text.replacing("−", with: "-")), !number.isNaN else {
      throw EntryFault(reason: "“\(text)” is no number; write one such as 2 or -0.5")
    }
    guard number.magnitude <= largest else {
      throw EntryFault(reason: "\(text) is beyond what can be typed, 1000000 either way")
    }
    // No minus zero.
    return number == 0 ? 0 : number
  }

  /// Some steps further: of 1, or else of 0.1, without the dust that such sums gather.
  static func nudged(_ number: Double, by steps: Int, isWhole: Bool) -> Double {
    let moved = isWhole ? number + Double(steps) : ((number + Double(steps) / 10) * 1e9).rounded() / 1e9
    return min(max(moved, -largest), largest)
  }

  /// As it would be typed.
  static func written(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
  }

  /// With three decimals at most.
  static func short(_ number: Double) -> String {
    let thousandths = (number * 1000).rounded() / 1000
    return thousandths == 0 && number != 0 ? written(number) : written(thousandths)
  }
}
