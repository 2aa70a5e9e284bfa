import Lab
import Lessons
import Surface

/// In what a network is none of torch.nn's plain ones, in a few words for the line below its diagram.
package enum VariantText {
  package static func caption(_ live: LiveNetwork, _ glass: Glass) -> [String] {
    let variant = live.settings.applied
    let numbers = Numbers(glass: glass)
    var parts: [String] = []
    func say(_ isSaid: Bool, _ text: String) { if isSaid { parts.append(glass.text(text)) } }
    say(variant.isPacked, "packed")
    say(variant.padding > 0 && !variant.isPacked, "padded")
    say(!variant.isRealigned, "h′ not turned round")
    say(variant.isTied, "tied")
    say(variant.bias != 0 && live.weights == .counter, "b \(numbers.text(variant.bias))")
    say(variant.recurrence != 1 && live.weights == .counter, "U \(numbers.text(variant.recurrence))")
    say(variant.foldsBias, "b_hh in b_ih")
    say(variant.resetGate != .afterProduct, "reset \(variant.resetGate.rawValue)")
    say(variant.between != .concat, "layers \(variant.between == .apart ? "" : "joined by ")\(variant.between.word)")
    say(variant.projection != nil, "projected")
    say(variant.dropout > 0, "dropout \(numbers.text(variant.dropout))" + (variant.isTraining ? ", training" : ""))
    return parts
  }
}
