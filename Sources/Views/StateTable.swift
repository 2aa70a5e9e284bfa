import Engine
import Surface

/// The states of a run as lines of text: for every sequence a row a timestep, h[t], h′[t] and what they are merged to.
public enum StateTable {
  /// - Parameters:
  ///   - output: shape (T, B, D·H), both states side by side.
  ///   - merged: shape (T, B, ·), with its name; nil for none.
  ///   - lengths: of the sequences, whose rows end there.
  ///   - columns: of the terminal; states that are wider are cut, and say how many numbers are left out.
  public static func text(
    output: Tensor<Double>, merged: (name: String, states: Tensor<Double>)?, lengths: [Int]?, isTwoWay: Bool,
    columns: Int, glass: Glass
  ) -> String {
    let numbers = Numbers(glass: glass)
    let (time, batch, size) = (output.shape[0], output.shape[1], output.shape[2] / (isTwoWay ? 2 : 1))
    var parts = [Part(title: "h[t]", tensor: output, first: 0, size: size)]
    if isTwoWay { parts.append(Part(title: glass.text("h′[t]"), tensor: output, first: size, size: size)) }
    if let merged {
      parts.append(
        Part(title: "merged: \(merged.name)", tensor: merged.states, first: 0, size: merged.states.shape[2]))
    }
    let label = String(time).count + 2
    let room = (columns - label) / parts.count - 3
    var lines: [String] = []
    for sequence in 0..<batch {
      let length = lengths?[sequence] ?? time
      if batch > 1 { lines += sequence == 0 ? [] : [""] }
      if batch > 1 { lines.append("sequence \(sequence + 1) of \(batch), length \(length)") }
      let rows = (0..<length).map { t in parts.map { $0.text(t: t, sequence: sequence, room: room, numbers) } }
      let widths = parts.indices.map { index in
        max(parts[index].title.count, rows.map { $0[index].count }.max() ?? 0)
      }
      func line(_ label: String, _ cells: [String]) -> String {
        let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        return trimmed(label + padded.joined(separator: "   "))
      }
      lines.append(line(left("t", label), parts.map(\.title)))
      for (t, row) in rows.enumerated() { lines.append(line(left(String(t + 1), label), row)) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private struct Part {
    let title: String
    let tensor: Tensor<Double>
    let first: Int
    let size: Int

    /// The numbers of one state, as many as fit into `room` columns but at least one.
    func text(t: Int, sequence: Int, room: Int, _ numbers: Numbers) -> String {
      let start = (t * tensor.shape[1] + sequence) * tensor.shape[2] + first
      let most = max(1, (room - 4) / 9)
      let shown = size <= most || size * 9 <= room ? size : most
      let texts = tensor.values[start..<start + shown].map(numbers.aligned)
      return (texts + (shown < size ? ["+\(size - shown)"] : [])).joined(separator: " ")
    }
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
