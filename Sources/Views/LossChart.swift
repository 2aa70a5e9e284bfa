import Glibc
import Lab
import Surface

/// The loss of the three networks over the epochs: braille dots, in ASCII one letter a column.
struct LossChart {
  let progress: TrainingProgress
  let glass: Glass
  private let numbers: Numbers

  init(_ progress: TrainingProgress, _ glass: Glass) {
    self.progress = progress
    self.glass = glass
    numbers = Numbers(glass: glass)
  }

  /// The curve of both is on top of the others.
  private static let order: [BlankReader] = [.forward, .backward, .both]

  private static let axisWidth = 6
  /// Columns behind the curves for their names.
  private var nameWidth: Int { glass.isUnicode ? 9 : 11 }

  /// The loss of someone for whom all words are alike: the top of the chart.
  private let most = Glibc.log(Double(Vocabulary.fillTheBlank.words.count))

  /// Draws a heading, the curves and the axis of the epochs, on three rows at least.
  func draw(_ painter: inout Painter, _ region: Region) {
    let plot = Region(
      row: region.row + 1, column: region.column + Self.axisWidth, rows: region.rows - 2,
      columns: region.columns - Self.axisWidth - nameWidth)
    guard plot.rows > 0, plot.columns > 3 else { return }
    painter.put([Span(" loss", .dim)], region, row: 0)
    drawAxes(&painter, region, plot)
    let canvas = Canvas(rows: plot.rows, columns: plot.columns, dots: glass.isUnicode ? (2, 4) : (1, 1))
    let points = Dictionary(uniqueKeysWithValues: Self.order.map { ($0, dots($0, canvas)) })
    for row in 0..<plot.rows {
      painter.put((0..<plot.columns).map { cell(row, $0, points, canvas) }, plot, row: row)
    }
    drawNames(&painter, region, plot, canvas)
  }

  private func drawAxes(_ painter: inout Painter, _ region: Region, _ plot: Region) {
    for row in 0..<plot.rows {
      let value: Double? =
        switch row {
        case 0: most
        case plot.rows - 1: 0
        case plot.rows / 2 where plot.rows % 2 == 1: most / 2
        default: nil
        }
      let text = value.map { numbers.text($0, digits: 1) } ?? ""
      let label = String(repeating: " ", count: max(0, 4 - text.count)) + text
      painter.put([Span(label + glass.text(value == nil ? " │" : " ┤"), .dim)], region, row: row + 1)
    }
    let last = "\(progress.settings.epochs) epochs"
    let gap = String(repeating: " ", count: max(1, plot.columns - 1 - last.count))
    painter.put(
      [Span(String(repeating: " ", count: Self.axisWidth) + "0" + gap + last, .dim)], region, row: plot.rows + 1)
  }

  /// The name of each curve beside its end, one below the other where the ends are neighbours.
  private func drawNames(_ painter: inout Painter, _ region: Region, _ plot: Region, _ canvas: Canvas) {
    let ends = Self.order.compactMap { reader in
      progress.losses[reader].last.map { (reader: reader, row: canvas.row(of: Double($0), most: most)) }
    }
    guard ends.count == Self.order.count else { return }
    let column = region.columns - nameWidth + 1
    var free = 0
    for (index, end) in ends.sorted(by: { ($0.row, $0.reader.rawValue) < ($1.row, $1.reader.rawValue) }).enumerated() {
      let row = min(max(end.row, free), plot.rows - ends.count + index)
      free = row + 1
      let sign = glass.isUnicode ? "" : "\(TrainingView.sign(end.reader)) "
      let name = Span(sign + "\(end.reader)", Look(TrainingView.role(end.reader)))
      if row >= 0 { painter.put([name], region, row: row + 1, column: column) }
    }
  }

  // MARK: Curves

  /// A grid of dots, some of which make one character.
  private struct Canvas {
    let rows: Int
    let columns: Int
    /// Dots of a character, across and down.
    let dots: (across: Int, down: Int)

    var width: Int { columns * dots.across }
    var height: Int { rows * dots.down }

    /// The dot of a loss, from the top.
    func dot(of loss: Double, most: Double) -> Int {
      guard loss.isFinite else { return 0 }
      let part = min(max(loss / most, 0), 1)
      return min(Int((1 - part) * Double(height)), height - 1)
    }

    func row(of loss: Double, most: Double) -> Int { dot(of: loss, most: most) / dots.down }
  }

  /// For each column of dots that the curve has come to: its dots, from the top.
  private func dots(_ reader: BlankReader, _ canvas: Canvas) -> [ClosedRange<Int>] {
    let losses = progress.losses[reader].map(Double.init)
    let all = progress.settings.epochs * progress.stepsPerEpoch / TrainingProgress.stepsPerLoss
    guard !losses.isEmpty else { return [] }
    var ranges: [ClosedRange<Int>] = []
    var before: Int?
    for x in 0..<canvas.width {
      let place = Double(x) / Double(max(canvas.width - 1, 1)) * Double(max(all - 1, 1))
      let index = Int(place)
      guard index < losses.count, place <= Double(losses.count - 1) else { break }
      let next = losses[min(index + 1, losses.count - 1)]
      let loss = losses[index] + (next - losses[index]) * (place - Double(index))
      let dot = canvas.dot(of: loss, most: most)
      // Without a gap to the column before.
      let start = before.map { dot > $0 ? $0 + 1 : dot < $0 ? $0 - 1 : dot } ?? dot
      ranges.append(min(start, dot)...max(start, dot))
      before = dot
    }
    return ranges
  }

  private func cell(_ row: Int, _ column: Int, _ points: [BlankReader: [ClosedRange<Int>]], _ canvas: Canvas) -> Span {
    var bits: UInt32 = 0
    var met: [BlankReader] = []
    for reader in Self.order {
      for x in 0..<canvas.dots.across {
        let dots = points[reader] ?? []
        let at = column * canvas.dots.across + x
        guard at < dots.count else { continue }
        for y in 0..<canvas.dots.down where dots[at].contains(row * canvas.dots.down + y) {
          bits |= Self.braille[y][x]
          if met.last != reader { met.append(reader) }
        }
      }
    }
    // Where two curves are one, both of their hues are seen.
    let shared = met.last == .both ? [.both] : met
    guard !shared.isEmpty else { return Span(" ") }
    let top = shared[column % shared.count]
    let text = glass.isUnicode ? Unicode.Scalar(0x2800 + bits).map { String($0) } ?? " " : TrainingView.sign(top)
    return Span(text, Look(TrainingView.role(top)))
  }

  /// The bit of each dot of a braille character, by its row and column.
  private static let braille: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
