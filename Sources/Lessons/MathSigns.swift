/// What each command of LaTeX looks like, with and without Unicode.
enum MathSigns {
  struct Sign {
    var unicode: String
    var ascii: String
  }

  static func isKnown(_ command: String) -> Bool {
    greek.contains { $0.0 == command } || operators.contains { $0.0 == command } || names.contains(command)
      || spaces[command] != nil || styles.contains(command) || marks[command] != nil || ignored.contains(command)
      || structures.contains(command)
  }

  /// The ASCII twin of a sign that is not ASCII.
  static func ascii(_ scalar: Unicode.Scalar) -> String? {
    if scalar.isASCII { return String(scalar) }
    return twins[scalar]
  }

  /// Set as words.
  static let names: Set<String> = [
    "tanh", "sinh", "cosh", "sin", "cos", "tan", "exp", "log", "ln", "max", "min", "arg", "argmax", "argmin", "lim",
    "sup", "inf", "det", "dim", "ker", "Pr", "gcd", "deg", "mod", "bmod",
  ]

  static let spaces = ["quad": "  ", "qquad": "    ", ",": " ", ";": " ", ":": " ", "enspace": " ", "thinspace": " "]

  /// Change how their argument looks in print, not here.
  static let styles: Set<String> = [
    "mathrm", "operatorname", "mathbf", "mathit", "mathcal", "mathsf", "mathtt", "boldsymbol", "bm",
  ]

  static let texts: Set<String> = ["text", "textbf", "textit", "textrm", "texttt", "mbox"]

  /// Combining marks, set above a single letter.
  static let marks: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{305}", "vec": "\u{20d7}",
    "tilde": "\u{303}", "widetilde": "\u{303}", "dot": "\u{307}", "ddot": "\u{308}",
  ]

  static let ignored: Set<String> = [
    "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "textstyle", "limits", "nolimits",
    "!", "middle", "nonumber",
  ]

  static let structures: Set<String> = [
    "frac", "dfrac", "tfrac", "sqrt", "mathbb", "underline", "text", "textbf", "textit", "textrm", "texttt", "mbox",
    "begin", "end",
  ]

  static let environments: Set<String> = [
    "aligned", "align", "align*", "gathered", "equation", "equation*", "split", "cases", "matrix", "pmatrix", "bmatrix",
    "vmatrix",
  ]

  static let doubleStruck: [Character: Character] = [
    "C": "ℂ", "E": "𝔼", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]

  static let signs: [String: Sign] = {
    var result: [String: Sign] = [:]
    for (name, unicode) in greek { result[name] = Sign(unicode: unicode, ascii: String(name.drop { $0 == "v" })) }
    for (name, unicode, ascii) in operators { result[name] = Sign(unicode: unicode, ascii: ascii) }
    return result
  }()

  private static let greek: [(String, String)] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"), ("varepsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"),
    ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"),
    ("upsilon", "υ"), ("phi", "φ"), ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"),
    ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"),
    ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
  ]

  private static let operators: [(String, String, String)] = [
    ("cdot", "·", "*"), ("times", "×", "x"), ("odot", "⊙", ".*"), ("circ", "∘", "o"), ("ast", "∗", "*"),
    ("star", "⋆", "*"), ("bullet", "•", "*"), ("oplus", "⊕", "(+)"), ("otimes", "⊗", "(x)"), ("div", "÷", "/"),
    ("pm", "±", "+-"), ("mp", "∓", "-+"), ("to", "→", "->"), ("rightarrow", "→", "->"), ("leftarrow", "←", "<-"),
    ("gets", "←", "<-"), ("leftrightarrow", "↔", "<->"), ("Rightarrow", "⇒", "=>"), ("Leftarrow", "⇐", "<="),
    ("Leftrightarrow", "⇔", "<=>"), ("implies", "⇒", "=>"), ("iff", "⇔", "<=>"), ("mapsto", "↦", "|->"),
    ("uparrow", "↑", "^"), ("downarrow", "↓", "v"), ("leq", "≤", "<="), ("le", "≤", "<="), ("geq", "≥", ">="),
    ("ge", "≥", ">="), ("neq", "≠", "!="), ("ne", "≠", "!="), ("approx", "≈", "~="), ("equiv", "≡", "=="),
    ("sim", "∼", "~"), ("propto", "∝", "~"), ("ll", "≪", "<<"), ("gg", "≫", ">>"), ("infty", "∞", "inf"),
    ("partial", "∂", "d"), ("nabla", "∇", "grad"), ("sum", "Σ", "sum"), ("prod", "Π", "prod"), ("int", "∫", "int"),
    ("in", "∈", "in"), ("notin", "∉", "not in"), ("subset", "⊂", "subset"), ("subseteq", "⊆", "subset"),
    ("cup", "∪", "union"), ("cap", "∩", "intersect"), ("emptyset", "∅", "{}"), ("forall", "∀", "for all"),
    ("exists", "∃", "exists"), ("land", "∧", "and"), ("wedge", "∧", "and"), ("lor", "∨", "or"), ("vee", "∨", "or"),
    ("neg", "¬", "not"), ("lnot", "¬", "not"), ("ldots", "…", "..."), ("dots", "…", "..."), ("cdots", "⋯", "..."),
    ("vdots", "⋮", ":"), ("prime", "′", "'"), ("ell", "ℓ", "l"), ("top", "⊤", "T"), ("intercal", "⊤", "T"),
    ("mid", "|", "|"), ("vert", "|", "|"), ("lvert", "|", "|"), ("rvert", "|", "|"), ("|", "‖", "||"),
    ("Vert", "‖", "||"), ("lVert", "‖", "||"), ("rVert", "‖", "||"), ("langle", "⟨", "<"), ("rangle", "⟩", ">"),
    ("lfloor", "⌊", "floor("), ("rfloor", "⌋", ")"), ("lceil", "⌈", "ceil("), ("rceil", "⌉", ")"),
    ("lbrace", "{", "{"), ("rbrace", "}", "}"), ("lbrack", "[", "["), ("rbrack", "]", "]"), ("{", "{", "{"),
    ("}", "}", "}"), ("%", "%", "%"), ("$", "$", "$"), ("#", "#", "#"), ("&", "&", "&"), ("_", "_", "_"),
    ("backslash", "\\", "\\"), ("colon", ":", ":"), ("coloneqq", "≔", ":="), ("triangleq", "≜", ":="),
  ]

  /// Signs as authors type them, and their twins.
  private static let twins: [Unicode.Scalar: String] = {
    var result: [Unicode.Scalar: String] = [
      "−": "-", "–": "-", "‐": "-", "″": "''", "√": "sqrt", "∑": "sum", "∏": "prod", "ϕ": "phi", "ϵ": "epsilon",
      "½": "1/2", "’": "'", "‘": "'", "“": "\"", "”": "\"", "—": "-", "\u{a0}": " ",
    ]
    for sign in signs.values {
      guard let scalar = sign.unicode.unicodeScalars.first, !scalar.isASCII else { continue }
      result[scalar] = sign.ascii
    }
    for (name, unicode) in greek where !name.hasPrefix("var") {
      if let scalar = unicode.unicodeScalars.first { result[scalar] = name }
    }
    result["Σ"] = "sum"
    result["Π"] = "prod"
    for (letter, sign) in doubleStruck {
      if let scalar = sign.unicodeScalars.first { result[scalar] = String(letter) }
    }
    for (letter, sign) in MathScripts.lower { result[sign] = "_" + String(letter == "−" ? "-" : letter) }
    for (letter, sign) in MathScripts.upper where letter != "⊤" {
      result[sign] = "^" + String(letter == "−" ? "-" : letter)
    }
    for (scalar, ascii) in MathScripts.greekTwins { result[scalar] = ascii }
    return result
  }()
}
