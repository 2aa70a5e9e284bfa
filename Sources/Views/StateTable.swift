import Engine
import Surface

/// The states of a run as lines of text: h[t], h′[t] and what they are merged to. They stand side by side, a row a
/// timestep, where all of them fit; otherwise each has a line of its own.
public enum StateTable {
  /// - Parameters:
  ///   - output: shape (T, B, D·H), both states side by side.
  ///   - merged: shape (T, B, ·), with its name; nil for none.
  ///   - lengths: of the sequences, whose rows end there.
  ///   - columns: of the terminal. A state that is wider is cut, and says how many numbers are left out.
  public static func text(
    output: Tensor<Double>, merged: (name: String, states: Tensor<Double>)?, lengths: [Int]?, isTwoWay: Bool,
    columns: Int, glass: Glass
  ) -> String {
    let (time, batch, size) = (output.shape[0], output.shape[1], output.shape[2] / (isTwoWay ? 2 : 1))
    var states = [States(name: "h", title: "h[t]", tensor: output, first: 0, size: size)]
    if isTwoWay {
      states.append(
        States(name: glass.text("h′"), title: glass.text("h′[t]"), tensor: output, first: size, size: size))
    }
    if let (name, merged) = merged {
      states.append(
        States(
          name: "merged", title: glass.text("merged: \(name)"), tensor: merged, first: 0, size: merged.shape[2]))
    }
    let lengths = lengths ?? Array(repeating: time, count: batch)
    let layout = Layout(states: states, lengths: lengths, columns: columns, numbers: Numbers(glass: glass))
    var lines: [String] = []
    for (sequence, length) in lengths.enumerated() {
      if sequence > 0 { lines.append("") }
      if batch > 1 { lines.append("sequence \(sequence + 1) of \(batch), length \(length)") }
      lines += layout.fitsSideBySide ? layout.rows(sequence) : layout.lines(sequence)
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// One kind of states: `size` numbers from the `first` of each vector of `tensor`, shape (T, B, ·).
private struct States {
  let name: String
  let title: String
  let tensor: Tensor<Double>
  let first: Int
  let size: Int

  func numbers(t: Int, sequence: Int) -> ArraySlice<Double> {
    let start = (t * tensor.shape[1] + sequence) * tensor.shape[2] + first
    return tensor.values[start..<start + size]
  }
}

private struct Layout {
  let states: [States]
  let lengths: [Int]
  let columns: Int
  let numbers: Numbers
  /// Columns of every number, so that all stand below one another.
  private let width: Int
  /// Columns of what stands before a row's numbers, and before a line's.
  private let (rowLabel, lineLabel): (Int, Int)

  init(states: [States], lengths: [Int], columns: Int, numbers: Numbers) {
    (self.states, self.lengths, self.columns, self.numbers) = (states, lengths, columns, numbers)
    let digits = String(lengths.max() ?? 0).count
    rowLabel = digits + 2
    lineLabel = (states.map(\.name.count).max() ?? 0) + digits + 3
    var width = 1
    for (sequence, length) in lengths.enumerated() {
      for t in 0..<length {
        for state in states {
          // No more numbers than columns are ever shown.
          for number in state.numbers(t: t, sequence: sequence).prefix(columns) {
            width = max(width, numbers.short(number).count)
          }
        }
      }
    }
    self.width = width
  }

  private static let gap = "   "

  /// Columns of each kind of states, side by side.
  private var widths: [Int] { states.map { max($0.title.count, $0.size * (width + 1) - 1) } }

  var fitsSideBySide: Bool {
    rowLabel + widths.reduce(0, +) + (states.count - 1) * Self.gap.count <= columns
  }

  /// A header and a row a timestep.
  func rows(_ sequence: Int) -> [String] {
    func row(_ label: String, _ cells: [String]) -> String {
      let cells = zip(cells, widths).map { padded($0, $1) }
      return trimmed(padded(label, rowLabel) + cells.joined(separator: Self.gap))
    }
    return [row("t", states.map(\.title))]
      + (0..<lengths[sequence]).map { t in
        row("\(t + 1)", states.map { text($0.numbers(t: t, sequence: sequence)) })
      }
  }

  /// A line a state, those of one timestep below one another.
  func lines(_ sequence: Int) -> [String] {
    (0..<lengths[sequence]).flatMap { t in
      states.map { state in
        let all = state.numbers(t: t, sequence: sequence)
        let room = columns - lineLabel
        var count = (room + 1) / (width + 1)
        var rest = ""
        if count < state.size {
          // What is left out is counted in as many digits as the size has, at most.
          let note = " and \(state.size) more".count
          count = max(1, (room - note + 1) / (width + 1))
          if count < state.size { rest = " and \(state.size - count) more" }
        }
        return padded("\(state.name)[\(t + 1)]", lineLabel) + text(all.prefix(count)) + rest
      }
    }
  }

  private func text(_ values: ArraySlice<Double>) -> String {
    values.map { value in
      let text = numbers.short(value)
      return String(repeating: " ", count: width - text.count) + text
    }.joined(separator: " ")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
