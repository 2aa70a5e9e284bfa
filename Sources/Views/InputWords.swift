import Engine
import Lab
import Lessons
import Surface

/// A network's inputs in words.
struct InputWords {
  private let live: LiveNetwork
  private let glass: Glass

  init(_ live: LiveNetwork, _ glass: Glass) {
    self.live = live
    self.glass = glass
  }

  /// Inputs in the order in which a direction reads them: the words, or x[1] x[2] …
  func read(_ range: ClosedRange<Int>, _ pass: Pass) -> String {
    let order = pass == .forward ? Array(range) : range.reversed()
    if let words = live.words {
      return order.map { glass.text(SafeText.string(words[$0 - 1])) }.joined(separator: " ")
    }
    guard order.count > 8 else {
      return order.map { live.isPadding($0) ? live.inputText($0) : "x[\($0)]" }.joined(separator: " ")
    }
    return "x[\(order[0])] \(glass.text("…")) x[\(order.last!)]"
  }
}
