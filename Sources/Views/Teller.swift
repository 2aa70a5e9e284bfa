import Engine
import Lab
import Lessons
import Surface

/// The parts of a telling, in all characters. What the screen has as text is told as it stands there; what it has as a
/// picture is told in sentences.
struct Teller {
  let lecture: Lecture
  let viewpoint: Viewpoint
  private let glass: Glass

  private var notation: Notation { Notation(glass: glass) }
  private var numbers: Numbers { Numbers(glass: glass) }

  init(_ lecture: Lecture, _ viewpoint: Viewpoint, digits: Int) {
    (self.lecture, self.viewpoint) = (lecture, viewpoint)
    glass = Glass(colours: 0, hasAttributes: false, digits: digits)
  }

  /// Lines are as long as they are; whoever reads them breaks them.
  private static let width = 2000
  /// Of tables and panels, which are made for a screen.
  private static let panel = Size(columns: 100, rows: 100)

  // MARK: The slide

  var place: String {
    let title = SafeText.string(lecture.currentSlide.title)
    return "Slide \(lecture.slide + 1) of \(lecture.lesson.slides.count)" + (title.isEmpty ? "" : ": \(title)")
      + (viewpoint.score.map { ". \($0.right) of \($0.answered) right" } ?? "")
  }

  var words: [String] {
    WordsLayout(
      lecture.currentSlide, reveal: lecture.reveal, live: lecture.live, other: lecture.secondNetwork,
      question: QuestionState(lecture, viewpoint), width: Self.width, glass: glass, code: { code }
    ).lines.map(text)
  }

  private var code: [Line] {
    lecture.live.map { PyTorchSource.lines(of: $0).map { [Span(SafeText.string($0.text))] } } ?? []
  }

  var notes: [String] {
    viewpoint.showsNotes ? ["notes:"] + NotesView.lines(lecture, width: Self.width, glass).map(text) : []
  }

  var message: [String] {
    // What is wrong with a typed line stands behind it.
    if case .entry(let entry, _) = viewpoint.overlay, entry != .formula { return [] }
    return viewpoint.message.map { [SafeText.string($0)] } ?? []
  }

  var entry: [String] {
    switch viewpoint.overlay {
    case .search(let text): return ["search for: " + SafeText.string(text)]
    case .entry(let entry, let typed):
      let field = EntryField(lecture: lecture, viewpoint: viewpoint, glass: glass)
      return [text(field.line(entry, typed, room: Self.width))]
    default: return []
    }
  }

  // MARK: The network

  var network: [String] {
    guard let live = lecture.live else { return lecture.training.map { TrainingTeller($0).summary } ?? [] }
    let settings = live.settings
    let isTwoWay = settings.direction == .bidirectional
    let words = [
      settings.cell.title, isTwoWay ? "both directions" : "one direction",
      isTwoWay ? "merge \(settings.merge.title)" : "", counted(settings.layers, "layer"),
      counted(live.stateSize, "unit"), "weights: \(SafeText.string(live.weights.title))",
      settings.hasEditedWeights ? "edited" : "", isTwoWay ? settings.order.title : "",
    ]
    return [
      "network: " + (words + VariantText.caption(live, glass)).filter { !$0.isEmpty }.joined(separator: ", "),
      "inputs: " + (1...live.time).map { "x[\($0)] = \(input(live, $0))" }.joined(separator: ", "),
    ]
  }

  private func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

  private func input(_ live: LiveNetwork, _ t: Int) -> String {
    if live.words != nil || live.isPadding(t) { return SafeText.string(live.inputText(t)) }
    return vector(Array(live.trace.input(layer: 0, t: t - 1)))
  }

  /// Of long vectors the beginning: nobody listens to more.
  private func vector(_ values: [Double]) -> String {
    let shown = numbers.list(values.prefix(8))
    return (values.count > 1 ? "(\(shown)" : shown)
      + (values.count > 8 ? " and \(values.count - 8) more)" : values.count > 1 ? ")" : "")
  }

  /// What this step has computed.
  var step: [String] {
    guard let live = lecture.live else {
      return lecture.training.map { TrainingTeller($0).reading(lecture.networkStep) } ?? []
    }
    let count = "step \(lecture.networkStep) of \(live.schedule.count)"
    guard lecture.networkStep > 0 else { return [count + ": nothing is computed yet"] }
    let places = lecture.now.filter { $0.t <= live.length }
    let merged = places.filter { $0.layer == live.settings.layers - 1 }.map(\.t).filter { t in
      live.isMerged(t, after: lecture.networkStep) && !live.isMerged(t, after: lecture.networkStep - 1)
    }
    var lines = places.map { computed($0, live) }
    if places.isEmpty { lines = ["padding: the network is told that nothing is there"] }
    lines += Set(merged).sorted().map { self.merged($0, live) }
    return [count + ": " + lines[0]] + lines.dropFirst()
  }

  /// `t = 3, forward, h = 6, from h[2] = 3 and x[3] = 3`.
  private func computed(_ place: StatePlace, _ live: LiveNetwork) -> String {
    let before = StatePlace(layer: place.layer, pass: place.pass, t: place.t + (place.pass == .forward ? -1 : 1))
    let isFirst = !(1...live.length).contains(before.t)
    let old = isFirst ? live.initialState(layer: place.layer, pass: place.pass) : live.state(before)
    let read =
      place.layer == 0 ? input(live, place.t) : vector(Array(live.trace.input(layer: place.layer, t: place.t - 1)))
    let layer = live.settings.layers > 1 ? "layer \(place.layer + 1), " : ""
    return "\(layer)t = \(place.t), \(place.pass == .forward ? "forward" : "backward"), "
      + "\(notation.state(place.pass)) = \(vector(live.state(place))), from \(notation.before(place)) = \(vector(old)) and \(notation.input(layer: place.layer, place.t)) = \(read)"
  }

  private func state(_ place: StatePlace, _ live: LiveNetwork) -> String {
    notation.state(place.pass, place.t) + " = " + vector(live.state(place))
  }

  private func merged(_ t: Int, _ live: LiveNetwork) -> String { "merge[\(t)] = \(vector(live.mergedState(t)))" }

  /// Every state that is computed, by its timestep.
  var states: [String] {
    guard let live = lecture.live, lecture.networkStep > 0 else { return [] }
    return (1...live.time).compactMap { t in
      let parts = live.rows.compactMap { row -> String? in
        switch row {
        case .input: return nil
        case .state(let layer, let pass):
          let place = StatePlace(layer: layer, pass: pass, t: t)
          guard t <= live.length, live.schedule.isComputed(place, after: lecture.networkStep) else { return nil }
          return (live.settings.layers > 1 ? "layer \(layer + 1) " : "") + state(place, live)
        case .merged: return live.isMerged(t, after: lecture.networkStep) ? merged(t, live) : nil
        }
      }
      return parts.isEmpty ? nil : "t = \(t), x[\(t)] = \(input(live, t)), " + parts.joined(separator: ", ")
    }
  }

  /// The formula of what was chosen by hand, and what it has read.
  var focus: [String] {
    guard let live = lecture.live, viewpoint.hasOwnFocus(in: lecture), viewpoint.panel(in: lecture) == nil,
      viewpoint.openCell(in: lecture) == nil
    else { return [] }
    return DetailView(lecture: lecture, live: live, viewpoint: viewpoint, glass: glass, showsNumbers: true)
      .lines(width: Self.width).map(text)
  }

  // MARK: What is open

  var panel: [String] {
    switch viewpoint.overlay {
    case .help: return HelpView.lines(width: Self.panel.columns, glass).map(text)
    case .index(let chosen):
      return drawn { IndexView.draw(&$0, $1, lecture, viewpoint, chosen: chosen, glass) }
    case .influence(let t, _): return lecture.live.map { influence($0, t) } ?? []
    case .merges, .entry, .search, nil: break
    }
    if let comparison = lecture.training?.comparison, let task = lecture.training?.settings.task {
      return drawn { MergeTable(comparison: comparison, text: TaskText(task: task), glass: glass).draw(&$0, $1) }
    }
    guard let live = lecture.live else { return [] }
    if MergePanel.isOpen(viewpoint) { return drawn { MergePanel(lecture, live, viewpoint, glass).draw(&$0, $1) } }
    switch viewpoint.panel(in: lecture) {
    case .given(let cursor):
      return drawn { GivenPanel(live, cursor, glass).draw(&$0, $1) } + [text(GivenPanel(live, cursor, glass).detail)]
    case .comparison:
      guard let kept = lecture.keptNetwork else { return [] }
      let focus = viewpoint.focus(in: lecture)
      let panel = ComparisonPanel(lecture: lecture, now: live, kept: kept, focus: focus, glass: glass)
      return drawn { panel.draw(&$0, $1) } + panel.detail.map(text)
    case .why(let path):
      let panel = WhyPanel(lecture, live, path, glass)
      return drawn { panel.draw(&$0, $1) } + panel.detail(width: Self.width).map(text)
    case nil: break
    }
    if let cell = viewpoint.openCell(in: lecture) {
      return drawn { CellView(live, cell, unit: viewpoint.unit(in: lecture), glass).draw(&$0, $1) }
    }
    return viewpoint.showsCode ? ["PyTorch:"] + code.map { $0.map(\.text).joined() } : []
  }

  /// How far each state at a timestep moves with each input.
  private func influence(_ live: LiveNetwork, _ t: Int) -> [String] {
    let maps = live.influenceMaps(of: live.mapRows)
    return ["who was read, by the states at t = \(t):"]
      + maps.map { map in
        let name =
          switch map.row {
          case .state(let layer, let pass):
            (live.settings.layers > 1 ? "layer \(layer + 1) " : "") + notation.state(pass, t)
          case .merged, .input: "merge[\(t)]"
          }
        let inputs = (1...live.length).map { s in
          let size = map.influence[t - 1, s - 1]
          return size == 0 ? "x[\(s)] not" : "x[\(s)] \(numbers.significant(size, digits: 2))"
        }
        return "\(name) moves with " + inputs.joined(separator: ", ")
      }
  }

  /// The rows of a view as text.
  private func drawn(_ draw: (inout Painter, Region) -> Void) -> [String] {
    var painter = Painter(size: Self.panel, theme: .none, glass: glass)
    draw(&painter, Region(row: 0, column: 0, rows: Self.panel.rows, columns: Self.panel.columns))
    return painter.frame.plainText.split(separator: "\n").map(String.init)
  }

  private func text(_ line: Line) -> String { line.map(\.text).joined() }
}
