import Lab
import Lessons
import Surface

/// Quantities of a slide's network as words show them.
package struct QuantityText {
  let live: LiveNetwork?
  /// The slide's second network.
  let other: LiveNetwork?
  let glass: Glass

  package init(live: LiveNetwork?, other: LiveNetwork?, glass: Glass) {
    (self.live, self.other, self.glass) = (live, other, glass)
  }

  /// The number, or a dot where the network has it not; on a slide without a network what the lesson says.
  func line(_ quantity: Quantity) -> Line {
    let role: Role = live == nil ? .code : isThere(quantity) ? role(quantity) : .dim
    return [Span(text(quantity), role)]
  }

  package func text(_ quantity: Quantity) -> String {
    guard let live else { return "= " + name(quantity) }
    return live.value(of: quantity, other: other).map(text) ?? glass.text("·")
  }

  private func isThere(_ quantity: Quantity) -> Bool { live?.value(of: quantity, other: other) != nil }

  /// `h′[2]`, as the screen calls it.
  package func name(_ quantity: Quantity) -> String { glass.text(quantity.text.replacing("'", with: "′")) }

  /// More numbers than anyone reads in a sentence.
  private static let mostNumbers = 64

  /// A number, `(1, 10)`, or rows of either with blanks between them; of very many the first ones.
  package func text(_ value: QuantityValue) -> String {
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
