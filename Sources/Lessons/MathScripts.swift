/// The small signs that Unicode has for scripts.
enum MathScripts {
  static let lower = pairs(
    "0123456789+−=()aeoxhklmnpstiruvjβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢᵣᵤᵥⱼᵦᵧᵨᵩᵪ")
  static let upper = pairs(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδφχθ⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡᶿᵀ")

  /// Scripts of Greek letters, in ASCII.
  static let greekTwins: [Unicode.Scalar: String] = [
    "ᵦ": "_beta", "ᵧ": "_gamma", "ᵨ": "_rho", "ᵩ": "_phi", "ᵪ": "_chi", "ᵝ": "^beta", "ᵞ": "^gamma", "ᵟ": "^delta",
    "ᵠ": "^phi", "ᵡ": "^chi", "ᶿ": "^theta",
  ]

  /// `text` in small signs; nil if one of its signs has none.
  static func set(_ text: String, _ signs: [Unicode.Scalar: Unicode.Scalar]) -> String? {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != " " {
      guard let small = signs[scalar] else { return nil }
      result.append(small)
    }
    return String(result)
  }

  private static func pairs(_ signs: String, _ small: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(zip(signs.unicodeScalars, small.unicodeScalars)) { first, _ in first }
  }
}
