import Engine
import Lab
import Lessons
import Testing

@testable import Views

/// How quantities are written in words.
struct QuantityTextTests {
  private func text(_ value: QuantityValue, _ glass: Glass = Glass()) -> String {
    QuantityText(live: nil, other: nil, glass: glass).text(value)
  }

  @Test func `numbers, pairs, and rows of them`() {
    #expect(text(.rows([[9]])) == "9" && text(.rows([[-0.5]])) == "−0.5")
    #expect(text(.rows([[1], [3], [6]])) == "1 3 6")
    #expect(text(.rows([[1, 10]])) == "(1, 10)" && text(.rows([[1, 10], [3, 9]])) == "(1, 10) (3, 9)")
    #expect(text(.rows([[1 / 3]])) == "0.333" && text(.count(15_040)) == "15040")
    #expect(text(.shape([4, 2])) == "(4, 2)" && text(.shape([80])) == "(80)")
    #expect(text(.rows([[-1]]), Glass(isUnicode: false)) == "-1")
  }

  @Test func `of very many numbers the first ones are written`() {
    let ones = Array(repeating: 1.0, count: 70)
    #expect(text(.rows(ones.map { [$0] })) == String(repeating: "1 ", count: 64) + "…")
    #expect(text(.rows([ones, ones])) == "(" + String(repeating: "1, ", count: 64) + "…) …")
    #expect(text(.rows(Array(repeating: [1, 2], count: 32))).hasSuffix("(1, 2)"))
    #expect(
      text(.rows([[1, 2]] + Array(repeating: [1, 2], count: 32)), Glass(isUnicode: false)).hasSuffix("(1, 2) ..."))
  }

  @Test func `a quantity is called what the screen calls it`() throws {
    let quantity = try Quantity("l2.h'[1]")
    #expect(QuantityText(live: nil, other: nil, glass: Glass()).name(quantity) == "l2.h′[1]")
    #expect(QuantityText(live: nil, other: nil, glass: Glass(isUnicode: false)).name(quantity) == "l2.h'[1]")
    #expect(QuantityText(live: nil, other: nil, glass: Glass()).line(quantity).map(\.text).joined() == "= l2.h′[1]")
  }
}
