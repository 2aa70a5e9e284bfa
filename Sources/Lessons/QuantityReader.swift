extension Quantity {
  /// What a code span that shows a quantity begins with.
  static let mark = "= "
}

extension BlockReader {
  /// A code span: code, or a quantity where it begins with `= `. What is wrong stays code.
  mutating func code(_ literal: String, _ cursor: inout SourceCursor) -> Inline {
    guard deck == nil, literal.hasPrefix(Quantity.mark) else { return .code(literal) }
    var place = cursor.skip(to: literal)
    place.column += Quantity.mark.count
    let text = String(literal.dropFirst(Quantity.mark.count))
    guard let quantity = QuantityReader.read(text, at: place, faults) else { return .code(literal) }
    keep(quantity, at: place)
    return .quantity(quantity)
  }
}

enum QuantityReader {
  /// - Parameter place: where `text` begins in the lesson.
  static func read(_ text: String, at place: SourcePlace, _ faults: Faults) -> Quantity? {
    do {
      return try Quantity(text)
    } catch {
      let there = SourcePlace(line: place.line, column: place.column + error.column - 1)
      faults.report(.unknownQuantity, at: there, error.message, advice: error.advice)
      return nil
    }
  }

  /// Reports the quantities that a slide's network has not as the lesson describes it.
  ///
  /// - Parameter hasLab: whether there is a lab block, even one that gave no experiment.
  static func check(
    _ quantities: [(quantity: Quantity, place: SourcePlace)], experiment: Experiment?, hasLab: Bool, _ faults: Faults
  ) {
    for (quantity, place) in quantities {
      if !hasLab {
        faults.report(
          .quantityWithoutLab, at: place, "\(quantity.text) is a number of a network, and this slide has none",
          advice: "add a lab block to the slide, or write the number itself")
      } else if let experiment, let misfit = quantity.misfit(in: experiment) {
        faults.report(
          .quantityMisfit, at: place, "there is no \(quantity.text) on this slide: \(misfit.message)",
          advice: misfit.advice)
      }
    }
  }
}
