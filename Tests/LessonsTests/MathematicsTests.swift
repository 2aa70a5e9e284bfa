import Lessons
import Testing

struct MathematicsTests {
  /// Source, with Unicode, without.
  static let table: [(String, String, String)] = [
    ("h[t]", "h[t]", "h[t]"),
    ("h'[t-1]", "h′[t−1]", "h'[t-1]"),
    ("x[1..t]", "x[1..t]", "x[1..t]"),
    (
      "h[t] = \\tanh(W x[t] + U h[t-1] + b)", "h[t] = tanh(W x[t] + U h[t−1] + b)", "h[t] = tanh(W x[t] + U h[t-1] + b)"
    ),
    ("x_t", "xₜ", "x_t"),
    ("x_{t-1}", "xₜ₋₁", "x_{t-1}"),
    ("x_{t+1}", "xₜ₊₁", "x_{t+1}"),
    ("h_f", "h_f", "h_f"),
    ("W_{x,f}", "W_{x,f}", "W_{x,f}"),
    ("x^2", "x²", "x^2"),
    ("W^T", "Wᵀ", "W^T"),
    ("W^\\top", "Wᵀ", "W^T"),
    ("h^\\prime_t", "h′ₜ", "h'_t"),
    ("x^{\\infty}", "x^∞", "x^{inf}"),
    ("\\sigma(x)", "σ(x)", "sigma(x)"),
    ("2\\pi r", "2πr", "2 pi r"),
    ("a \\cdot b", "a · b", "a * b"),
    ("1\\cdot 2", "1·2", "1*2"),
    ("z \\odot n", "z ⊙ n", "z .* n"),
    ("T \\times H", "T × H", "T x H"),
    ("t \\to \\infty", "t → ∞", "t -> inf"),
    ("a \\leftarrow b", "a ← b", "a <- b"),
    ("0 \\leq i \\geq j \\neq k", "0 ≤ i ≥ j ≠ k", "0 <= i >= j != k"),
    ("a \\approx b", "a ≈ b", "a ~= b"),
    ("\\frac{\\partial L}{\\partial W}", "(∂ L)/(∂ W)", "(d L)/(d W)"),
    ("\\sum_{t=1}^T x[t]", "Σₜ₌₁ᵀ x[t]", "sum_{t=1}^T x[t]"),
    ("\\frac{a}{b}", "a/b", "a/b"),
    ("\\frac{a+b}{2}", "(a+b)/2", "(a+b)/2"),
    ("\\frac12", "1/2", "1/2"),
    ("\\sqrt x", "√x", "sqrt(x)"),
    ("\\sqrt{x+1}", "√(x+1)", "sqrt(x+1)"),
    ("\\hat{y}", "y\u{302}", "hat(y)"),
    ("\\vec h", "h\u{20d7}", "vec(h)"),
    ("x \\in \\mathbb{R}^{H}", "x ∈ ℝᴴ", "x in R^H"),
    ("x[1], \\ldots, x[T]", "x[1], …, x[T]", "x[1], ..., x[T]"),
    ("a \\quad b", "a   b", "a   b"),
    ("\\left( x \\right)", "( x )", "( x )"),
    ("\\left. x \\right|", "x |", "x |"),
    ("\\mathrm{softmax}(z)", "softmax(z)", "softmax(z)"),
    ("\\operatorname{relu}(z)", "relu(z)", "relu(z)"),
    ("x \\text{ if well-read}", "x  if well-read", "x  if well-read"),
    ("\\relu(z)", "relu(z)", "relu(z)"),
    ("h′[t] = σ(Wx[t]) − 1", "h′[t] = σ(Wx[t]) − 1", "h'[t] = sigma(Wx[t]) - 1"),
    ("xₜ", "xₜ", "x_t"),
    ("h_{t-1} * h_{t-1}", "hₜ₋₁ * hₜ₋₁", "h_{t-1} * h_{t-1}"),
    ("\\{a\\}", "{a}", "{a}"),
    ("", "", ""),
    ("\\", "\\", "\\"),
    ("}", "", ""),
    ("x_", "x", "x"),
    ("漢", "漢", "?"),
  ]

  @Test(arguments: table)
  func line(source: String, unicode: String, ascii: String) {
    #expect(Mathematics.lines(source, unicode: true).joined(separator: "\n") == unicode)
    #expect(Mathematics.lines(source, unicode: false).joined(separator: "\n") == ascii)
  }

  @Test func rowsAndColumns() {
    let source = """
      \\begin{aligned}
      h[t] &= f(x[t]) \\\\
      h'[t+1] &= f(x)
      \\end{aligned}
      """
    #expect(Mathematics.lines(source, unicode: true) == ["   h[t] = f(x[t])", "h′[t+1] = f(x)"])
    #expect(Mathematics.lines("a &= b\nlong &= c", unicode: false) == ["   a = b", "long = c"])
    #expect(Mathematics.lines("a\\\\\nb\nc", unicode: true) == ["a", "b", "c"])
  }

  @Test func bracketsAndUnknownRows() {
    let matrix = "U = \\begin{bmatrix} 1 & 20 \\\\ 300 & 4 \\end{bmatrix}"
    #expect(Mathematics.lines(matrix, unicode: false) == ["U = [1    20]", "    [300  4 ]"])
    #expect(Mathematics.lines("\\begin{aligned} a\n + b \\\\ c \\end{aligned}", unicode: true) == ["a + b", "    c"])
    #expect(Mathematics.lines("{a\nb}", unicode: true) == ["a b"])
  }

  @Test func cases() {
    let source = "f(x) = \\begin{cases} x & x > 0 \\\\ 0 & \\text{else} \\end{cases}"
    #expect(Mathematics.lines(source, unicode: true) == ["f(x) = ⎧ x  x > 0", "       ⎩ 0  else"])
    #expect(Mathematics.lines(source, unicode: false) == ["f(x) = { x  x > 0", "       { 0  else"])
  }

  @Test func unknownCommands() {
    #expect(
      Mathematics.unknownCommands("\\relu(x) + \\relu(\\foo) + \\begin{bar}x\\end{bar}") == [
        "\\relu", "\\foo", "\\begin{bar}",
      ])
    #expect(Self.table.flatMap { Mathematics.unknownCommands($0.0) } == ["\\relu"])
  }

  @Test func everyTwinIsASCII() {
    for (source, _, _) in Self.table {
      for line in Mathematics.lines(source, unicode: false) {
        #expect(line.utf8.allSatisfy { (0x20..<0x7f).contains($0) }, "\(source)")
      }
    }
  }

  @Test func wordsInASCII() {
    #expect(Mathematics.ascii("h′[T+1] → σ, −1 …") == "h'[T+1] -> sigma, -1 ...")
  }
}
