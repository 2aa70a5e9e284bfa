import Lab
import Lessons
import Surface

/// Quantities of a slide's network as words show them.
struct QuantityText {
  let live: LiveNetwork?
  /// The slide's second network.
  let other: LiveNetwork?
  let glass: Glass

  /// The number, or a dot where the network has it not; on a slide without a network what the lesson says.
  func line(_ quantity: Quantity) -> Line {
    guard let live else { return [Span("= " + name(quantity), .code)] }
    guard let value = live.value(of: quantity, other: other) else { return [Span(glass.text("·"), .dim)] }
    return [Span(text(value), role(quantity))]
  }

  /// `h′[2]`, as the screen calls it.
  func name(_ quantity: Quantity) -> String { glass.text(quantity.text.replacing("'", with: "′")) }

  /// More numbers than anyone reads in a sentence.
  private static let mostNumbers = 64

  /// A number, `(1, 10)`, or rows of either with blanks between them; of very many the first ones.
  func text(_ value: QuantityValue) -> String {
    let numbers = Numbers(glass: glass)
    switch value {
    case .rows(let rows):
      let most = max(1, Self.mostNumbers / rows[0].count)
      let texts = rows.prefix(most).map { row in
        let list =
          numbers.list(row.prefix(Self.mostNumbers)) + (row.count > Self.mostNumbers ? ", " + glass.text("…") : "")
        return row.count == 1 ? list : "(\(list))"
      }
      return (rows.count > most ? texts + [glass.text("…")] : texts).joined(separator: " ")
    case .count(let count): return "\(count)"
    case .text(let text): return glass.text(SafeText.string(text))
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
