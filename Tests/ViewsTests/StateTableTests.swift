import Engine
import Testing
import Views

/// What `bilab run` prints.
struct StateTableTests {
  private func tensor(_ shape: [Int], _ values: [Double]) throws -> Tensor<Double> {
    try Tensor(shape: shape, values: values)
  }

  /// 0.01, −0.02, 0.03 and so on.
  private func counting(_ shape: [Int]) throws -> Tensor<Double> {
    let count = shape.reduce(1, *)
    let numbers = (1...count).map { number -> Double in (number % 2 == 0 ? -1 : 1) * Double(number) / 100 }
    return try tensor(shape, numbers)
  }

  private func text(
    _ output: Tensor<Double>, merged: (String, Tensor<Double>)? = nil, lengths: [Int]? = nil, isTwoWay: Bool = true,
    columns: Int = .max, isUnicode: Bool = true
  ) -> String {
    StateTable.text(
      output: output, merged: merged.map { (name: $0.0, states: $0.1) }, lengths: lengths, isTwoWay: isTwoWay,
      columns: columns, glass: Glass(isUnicode: isUnicode))
  }

  @Test func `side by side, a row a timestep`() throws {
    let sum = try tensor([2, 1, 2], [-0.25, 1, 2, -3])
    #expect(
      text(try counting([2, 1, 4]), merged: ("sum", sum)) == """
        t  h[t]              h′[t]             merged: sum
        1   0.0100 −0.0200    0.0300 −0.0400   −0.2500  1.0000
        2   0.0500 −0.0600    0.0700 −0.0800    2.0000 −3.0000

        """)
  }

  @Test func `one way has no backward states`() throws {
    #expect(
      text(try counting([2, 1, 2]), isTwoWay: false) == """
        t  h[t]
        1   0.0100 −0.0200
        2   0.0300 −0.0400

        """)
  }

  @Test func `where that is too wide, a line a state`() throws {
    let output = try counting([2, 1, 4])
    let merged = ("sum", try tensor([2, 1, 2], [-0.25, 1, 2, -3]))
    // The first layout takes 54 columns.
    #expect(text(output, merged: merged, columns: 54) == text(output, merged: merged))
    #expect(
      text(output, merged: merged, columns: 53) == """
        h[1]       0.0100 −0.0200
        h′[1]      0.0300 −0.0400
        merged[1] −0.2500  1.0000
        h[2]       0.0500 −0.0600
        h′[2]      0.0700 −0.0800
        merged[2]  2.0000 −3.0000

        """)
  }

  @Test func `a state that is wider still is cut and says so`() throws {
    let output = try counting([1, 1, 24])
    #expect(
      text(output, columns: 60) == """
        h[1]   0.0100 −0.0200  0.0300 −0.0400  0.0500 and 7 more
        h′[1]  0.1300 −0.1400  0.1500 −0.1600  0.1700 and 7 more

        """)
    #expect(
      text(output, columns: 40) == """
        h[1]   0.0100 −0.0200 and 10 more
        h′[1]  0.1300 −0.1400 and 10 more

        """)
    #expect(
      text(output, columns: 1) == """
        h[1]  0.0100 and 11 more
        h′[1] 0.1300 and 11 more

        """)
    // Twelve numbers of seven columns after a label of six: 101 and no fewer.
    #expect(!text(output, columns: 101).contains("more") && text(output, columns: 100).contains("more"))
  }

  /// Four units and both ways side by side in a merge, and 32 units.
  @Test(arguments: [4, 8, 32, 64], [40, 80, 132])
  func `no line is wider than the terminal`(hidden: Int, columns: Int) throws {
    let output = try counting([12, 2, 2 * hidden])
    let lines = text(output, merged: ("concat", output), columns: columns).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= columns })
    #expect(lines.contains { $0.contains("more") } == (hidden > 4 || columns < 80))
    for name in ["h[12]", "h′[12]", "merged[12]"] where hidden > 4 { #expect(lines.contains { $0.hasPrefix(name) }) }
  }

  @Test func `each sequence of a batch ends at its length`() throws {
    #expect(
      text(try counting([3, 2, 2]), lengths: [3, 1]) == """
        sequence 1 of 2, length 3
        t  h[t]      h′[t]
        1   0.0100   −0.0200
        2   0.0500   −0.0600
        3   0.0900   −0.1000

        sequence 2 of 2, length 1
        t  h[t]      h′[t]
        1   0.0300   −0.0400

        """)
    #expect(
      text(try counting([2, 2, 2]), lengths: [1, 2], columns: 19) == """
        sequence 1 of 2, length 1
        h[1]   0.0100
        h′[1] −0.0200

        sequence 2 of 2, length 2
        h[1]   0.0300
        h′[1] −0.0400
        h[2]   0.0700
        h′[2] −0.0800

        """)
  }

  @Test func `numbers of any size stay below one another`() throws {
    let values = [1, -0.5, 1e-300, -1e300, .nan, .infinity, -.infinity, 0, -998.5, 1234.5, -0.0, 1e-5]
    #expect(
      text(try tensor([6, 1, 2], values), isTwoWay: false) == """
        t  h[t]
        1     1.0000   −0.5000
        2   1.0e−300 −1.0e+300
        3        NaN       inf
        4       −inf    0.0000
        5  −998.5000   1.2e+03
        6     0.0000   1.0e−05

        """)
  }

  @Test func `numbers beyond a sequence's length take no room`() throws {
    #expect(
      text(try tensor([2, 1, 1], [0.5, -1e300]), lengths: [1], isTwoWay: false) == "t  h[t]\n1  0.5000\n")
  }

  @Test func `labels keep their width up to the last timestep`() throws {
    let lines = text(try counting([10, 1, 1]), isTwoWay: false).split(separator: "\n")
    #expect(lines[0] == "t   h[t]" && lines[1] == "1    0.0100" && lines[10] == "10  −0.1000")
    let below = text(try counting([10, 1, 2]), columns: 20).split(separator: "\n")
    #expect(below[0] == "h[1]    0.0100" && below[19] == "h′[10] −0.2000")
  }

  @Test func `in ASCII it is ASCII`() throws {
    let merged = ("h′·2", try tensor([1, 1, 1], [-0.04]))
    #expect(
      text(try counting([1, 1, 2]), merged: merged, isUnicode: false) == """
        t  h[t]      h'[t]     merged: h'*2
        1   0.0100   -0.0200   -0.0400

        """)
    #expect(
      text(try counting([1, 1, 2]), merged: merged, columns: 20, isUnicode: false) == """
        h[1]       0.0100
        h'[1]     -0.0200
        merged[1] -0.0400

        """)
  }

  @Test func `of a gradient its shape and the number farthest from zero`() throws {
    let gradients = [
      (name: "grad.bias_hh_l0", gradient: try tensor([3], [1, -2.5, 2])),
      (name: "grad.input", gradient: try tensor([1, 1, 2], [1e-9, 0])),
      (name: "grad.x", gradient: try tensor([2], [.infinity, .nan])),
    ]
    #expect(
      GradientTable.text(gradients, glass: Glass()) == """
        gradient         shape      largest number
        grad.bias_hh_l0  (3)        −2.5000
        grad.input       (1, 1, 2)  1.0e−09
        grad.x           (2)            NaN

        """)
    #expect(GradientTable.text(gradients, glass: Glass(isUnicode: false)).utf8.allSatisfy { $0 < 0x80 })
  }
}
