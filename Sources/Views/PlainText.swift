import Engine
import Lab
import Lessons
import Surface

/// What the screen shows of a slide, as lines of plain text for files, which have as many rows as they need.
public enum PlainText {
  private static let glass = Glass(isUnicode: true, colours: 0, hasAttributes: false)

  /// The words of a slide with everything in them that the steps until now have shown.
  public static func words(_ lecture: Lecture, width: Int) -> [String] {
    let layout = WordsLayout(
      lecture.currentSlide, reveal: lecture.reveal, live: lecture.live, other: lecture.secondNetwork,
      question: QuestionState(lecture, Viewpoint()), width: width, glass: glass,
      code: { code(lecture).map { [Span($0, .code)] } })
    return text(layout.lines)
  }

  /// The PyTorch code of the slide's network, a line each; none where it has no network.
  public static func code(_ lecture: Lecture) -> [String] {
    lecture.live.map { PyTorchSource.lines(of: $0).map { SafeText.string($0.text) } } ?? []
  }

  /// The network's diagram, in parts where not all timesteps stand side by side; empty where the slide has none.
  public static func diagram(_ lecture: Lecture, width: Int) -> [[String]] {
    guard let live = lecture.live else { return [] }
    let labels = DiagramLabels(live, glass)
    // Rows for every layer, and for every unit of a state below it.
    let rows = 8 + 2 * live.settings.layers * (4 + live.stateSize)
    let region = Region(row: 0, column: 0, rows: rows, columns: width)
    var parts: [[String]] = []
    var t = 1
    repeat {
      var painter = Painter(size: Size(columns: width, rows: rows), theme: .none, glass: glass)
      let diagram = DiagramView(lecture, live, labels, Viewpoint(), glass, region, around: t)
      diagram.draw(&painter)
      parts.append(trimmed(lines(painter)))
      t = diagram.layout.visible.upperBound + 1
    } while t <= live.time
    return parts
  }

  /// The slide's network above the one that it is compared with; empty where there is none.
  public static func comparison(_ lecture: Lecture) -> [String] {
    guard let live = lecture.live, let other = lecture.secondNetwork else { return [] }
    let panel = ComparisonPanel(lecture: lecture, now: live, kept: other, focus: nil, glass: glass)
    return text(panel.allLines)
  }

  /// A training as it is: its curves, how often each network is right, and the sentence; empty on other slides.
  public static func training(_ lecture: Lecture, width: Int) -> [String] {
    guard let training = lecture.training else { return [] }
    let rows = TrainingView.fullRows + 4
    var painter = Painter(size: Size(columns: width, rows: rows), theme: .none, glass: glass)
    TrainingView(lecture, training, glass).draw(&painter, Region(row: 0, column: 0, rows: rows, columns: width))
    return trimmed(lines(painter))
  }

  /// What the rows below the network say of the state that was computed last: its formula with its numbers, what it
  /// adds to, and what it has read. Empty before the first step, and on slides without a network.
  public static func sentences(_ lecture: Lecture) -> [String] {
    guard let live = lecture.live, !lecture.now.isEmpty else { return [] }
    var (copy, viewpoint) = (lecture, Viewpoint())
    // A panel that a slide opens with speaks of other things.
    switch viewpoint.panel(in: lecture) {
    case .comparison: update(&copy, &viewpoint, .comparison)
    case .given: update(&copy, &viewpoint, .given)
    case .why, nil: break
    }
    let detail = DetailView(lecture: lecture, live: live, viewpoint: viewpoint, glass: glass, showsNumbers: false)
    return text(detail.lines(width: widestSentence)).filter { !$0.isEmpty }
  }

  /// Formulas that are longer are said in a shorter form.
  private static let widestSentence = 140

  /// A number as the screen shows it.
  public static func number(_ value: Double) -> String { Numbers(glass: glass).text(value) }

  /// Text as lines of at most `width` columns.
  public static func wrapped(_ text: String, width: Int) -> [String] {
    self.text(wrap([Span(SafeText.string(text))], width: width))
  }

  private static func text(_ lines: [Line]) -> [String] {
    trimmed(lines.map { $0.map(\.text).joined() })
  }

  private static func lines(_ painter: Painter) -> [String] {
    painter.frame.plainText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Without blanks at the ends of lines, and without empty lines at both ends.
  private static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines.map { line in
      var line = line
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines.drop(while: \.isEmpty))
  }
}
