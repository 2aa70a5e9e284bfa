import Lab
import Lessons
import Surface

/// Quantities of a slide's network as words show them.
struct QuantityText {
  let live: LiveNetwork?
  let glass: Glass

  /// The number, or a dot where the network has it not; on a slide without a network what the lesson says.
  func line(_ quantity: Quantity) -> Line {
    guard let live else { return [Span("= " + name(quantity), .code)] }
    guard let value = live.value(of: quantity) else { return [Span(glass.text("·"), .dim)] }
    return [Span(text(value), role(quantity))]
  }

  /// `h′[2]`, as the screen calls it.
  func name(_ quantity: Quantity) -> String { glass.text(quantity.text.replacing("'", with: "′")) }

  /// A number, `(1, 10)`, or rows of either with blanks between them.
  func text(_ value: QuantityValue) -> String {
    let numbers = Numbers(glass: glass)
    switch value {
    case .rows(let rows):
      return rows.map { $0.count == 1 ? numbers.text($0[0]) : "(\(numbers.list($0)))" }.joined(separator: " ")
    case .count(let count): return "\(count)"
    case .shape(let sizes): return "(\(sizes.map(String.init).joined(separator: ", ")))"
    }
  }

  private func role(_ quantity: Quantity) -> Role {
    switch quantity {
    case .series(.forward, _, _, _), .series(.forwardCell, _, _, _): .forward
    case .series(.backward, _, _, _), .series(.backwardCell, _, _, _): .backward
    case .compared(let quantity): role(quantity)
    default: .strong
    }
  }
}
