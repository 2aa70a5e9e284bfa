import Engine
import Lab
import Lessons
import Surface

/// Where everything of a network's diagram stands, for a width and a height. Depends on the numbers only through the
/// columns that they take, so that nothing moves while the network is stepped.
struct DiagramLayout {
  enum RowKind: Equatable {
    case time
    case input
    /// Lines from the inputs, or from the layer below, down to a layer.
    case connector(layer: Int)
    /// Between the two states of a layer.
    case between(layer: Int)
    case state(StateRow)
    /// One unit of a row of states as numbers, where there is room for them.
    case numbers(StateRow, unit: Int)
    case mergeConnector
    /// The merged states; concat may take a row for each half.
    case merged(half: Pass?)
    case caption
    /// What each direction has read at the blank of a sentence.
    case blank(t: Int)
  }

  struct StateRow: Hashable {
    var layer: Int
    var pass: Pass
  }

  let live: LiveNetwork
  let glass: Glass
  let region: Region
  let rows: [RowKind]
  /// Columns of the labels on the left.
  let nameWidth: Int
  /// Columns of a state.
  let valueWidth: Int
  /// Columns of an arrow's line and head.
  let arrow: Int
  /// From one timestep's column to the next one's.
  let pitch: Int
  /// The timesteps that fit, from 1.
  let visible: ClosedRange<Int>
  /// The units that fit, from 0.
  let units: Range<Int>
  /// Whether a concatenated state takes two rows.
  let splitsConcat: Bool
  /// Between the halves of a concatenated state in one row.
  let separator: String

  init(
    _ live: LiveNetwork, _ labels: DiagramLabels, _ glass: Glass, _ region: Region, around t: Int, layer: Int, unit: Int
  ) {
    let fit = Fit(live, labels, glass, width: region.columns)
    self.live = live
    self.glass = glass
    self.region = region
    nameWidth = fit.nameWidth
    valueWidth = fit.valueWidth
    arrow = fit.arrow
    pitch = fit.pitch
    splitsConcat = fit.splitsConcat
    separator = fit.separator
    visible = fit.page(around: t)
    let first = unit / fit.unitsShown * fit.unitsShown
    units = first..<min(first + fit.unitsShown, live.stateSize)
    rows = Self.rows(
      live, splitsConcat: fit.splitsConcat, units: fit.canShowNumbers ? units : 0..<0, height: region.rows,
      around: layer)
  }

  /// The column of the value field of a timestep, inside the region.
  func column(_ t: Int) -> Int {
    nameWidth + (t - visible.lowerBound) * pitch + pitch - valueWidth
  }

  /// The middle of a value field, where the lines go down.
  func middle(_ t: Int) -> Int { column(t) + (isCentred ? (valueWidth - 1) / 2 : valueWidth - 1) }

  /// Pictures and words stand in the middle of their field, numbers at its right edge.
  var isCentred: Bool { live.stateSize > 1 }

  /// The layers that are not shown, before and after those that are.
  var hiddenLayers: (above: Int, below: Int) {
    let shown = rows.compactMap { if case .state(let state) = $0 { state.layer } else { nil } }
    return (shown.first ?? 0, live.settings.layers - 1 - (shown.last ?? 0))
  }

  /// Whether the units stand below their pictures as numbers.
  var showsNumbers: Bool {
    rows.contains { if case .numbers = $0 { true } else { false } }
  }

  // MARK: Rows

  private static func rows(
    _ live: LiveNetwork, splitsConcat: Bool, units: Range<Int>, height: Int, around layer: Int
  ) -> [RowKind] {
    let withNumbers = rows(live, Array(0..<live.settings.layers), splitsConcat: splitsConcat, Air(), units: units)
    if withNumbers.count <= height { return withNumbers }
    var layers = Array(0..<live.settings.layers)
    while true {
      for air in Air.all {
        let rows = rows(live, layers, splitsConcat: splitsConcat, air)
        if rows.count <= height || (air == Air.all.last && layers.count == 1) { return rows }
      }
      if layers.last! > layer { layers.removeLast() } else { layers.removeFirst() }
    }
  }

  /// How much of a diagram is left out where rows are few.
  private struct Air: Equatable {
    var blank = true
    var caption = true
    var connectors = true
    var between = true
    static let all = [
      Air(), Air(between: false), Air(blank: false, between: false), Air(blank: false, caption: false, between: false),
      Air(blank: false, connectors: false, between: false),
      Air(blank: false, caption: false, connectors: false, between: false),
    ]
  }

  private static func rows(
    _ live: LiveNetwork, _ layers: [Int], splitsConcat: Bool, _ air: Air, units: Range<Int> = 0..<0
  ) -> [RowKind] {
    var rows: [RowKind] = [.time, .input]
    for layer in layers {
      if air.connectors { rows.append(.connector(layer: layer)) }
      for pass in live.settings.direction.passes {
        if pass == .backward, air.between { rows.append(.between(layer: layer)) }
        let state = StateRow(layer: layer, pass: pass)
        rows.append(.state(state))
        rows += units.map { .numbers(state, unit: $0) }
      }
    }
    if live.settings.direction == .bidirectional {
      if air.connectors { rows.append(.mergeConnector) }
      rows += splitsConcat ? [.merged(half: .forward), .merged(half: .backward)] : [.merged(half: nil)]
    }
    if air.caption { rows.append(.caption) }
    // In step, the two rows below the network say what each cursor has read.
    if air.blank, live.settings.order == .passes, case .words(let words) = live.settings.input,
      let blank = words.firstIndex(of: InputSequence.blank)
    {
      rows.append(.blank(t: blank + 1))
    }
    return rows
  }

  // MARK: Columns

  /// Columns of a network with arrows of a comfortable length.
  static func naturalWidth(_ live: LiveNetwork, _ labels: DiagramLabels, _ glass: Glass) -> Int {
    Fit(live, labels, glass, width: 1000).width(arrow: 2)
  }

  /// Rows with which all layers are shown.
  static func leastHeight(_ live: LiveNetwork, _ labels: DiagramLabels, _ glass: Glass, width: Int) -> Int {
    let fit = Fit(live, labels, glass, width: width)
    return rows(live, Array(0..<live.settings.layers), splitsConcat: fit.splitsConcat, Air.all.last!).count
  }

  /// Columns that a diagram needs to show all timesteps with the shortest arrows.
  static func leastWidth(_ live: LiveNetwork, _ labels: DiagramLabels, _ glass: Glass) -> Int {
    Fit(live, labels, glass, width: 1).width(arrow: 1)
  }

  static func fullHeight(_ live: LiveNetwork, _ labels: DiagramLabels, _ glass: Glass, width: Int) -> Int {
    let fit = Fit(live, labels, glass, width: width)
    return rows(live, Array(0..<live.settings.layers), splitsConcat: fit.splitsConcat, Air()).count
  }

  /// How wide the pieces are so that as many timesteps as possible fit.
  private struct Fit {
    let time: Int
    let nameWidth: Int
    /// The widest label right of the last state, with its arrow's spaces.
    let endWidth: Int
    let wordWidth: Int
    let mergedWidth: Int
    let mergeIsConcat: Bool
    private(set) var valueWidth: Int
    private(set) var unitsShown: Int
    private(set) var arrow = 3
    let width: Int

    init(_ live: LiveNetwork, _ labels: DiagramLabels, _ glass: Glass, width: Int) {
      self.width = width
      time = live.time
      nameWidth = labels.names.map { SafeText.width(of: $0) }.max() ?? 0
      endWidth = live.settings.direction == .bidirectional ? labels.ends.map { SafeText.width(of: $0) }.max() ?? 0 : 0
      wordWidth = labels.inputs.map { SafeText.width(of: $0) }.max() ?? 1
      let columns = Glyphs(glass: glass, scale: 1).columns
      if live.stateSize == 1 {
        valueWidth = labels.values.map { SafeText.width(of: $0) }.max() ?? 1
        unitsShown = 1
      } else {
        let most = width >= 110 ? 16 : 8
        unitsShown = min(live.stateSize, glass.isUnicode ? most : most / 2)
        valueWidth = unitsShown * columns
      }
      mergeIsConcat = live.settings.merge == .concat && live.settings.direction == .bidirectional
      mergedWidth = labels.mergedWidth(units: unitsShown, columns: columns)
      arrow = [5, 4, 3, 2, 1].first { self.width(arrow: $0) <= width && ($0 <= 3 || width >= 100) } ?? 1
    }

    func pitch(arrow: Int) -> Int {
      let merged = mergeIsConcat ? 0 : mergedWidth + 1
      return max(valueWidth + arrow + 2, wordWidth + 1, merged)
    }

    var pitch: Int { pitch(arrow: arrow) }

    func width(arrow: Int) -> Int {
      nameWidth + time * pitch(arrow: arrow) + (endWidth > 0 ? arrow + 2 + endWidth : 0)
    }

    /// Room for a sign, a digit, the point and three decimals.
    var canShowNumbers: Bool { unitsShown > 1 && pitch >= 7 }

    /// Between the two numbers of a concatenated pair; without its space where pairs would touch.
    var separator: String { unitsShown == 1 && mergedWidth < pitch - 1 ? ", " : "," }

    var splitsConcat: Bool { mergeIsConcat && mergedWidth - (unitsShown == 1 ? 1 : 0) > pitch - 1 }

    /// Timesteps are shown in pages, so that stepping moves nothing until a page is left.
    func page(around t: Int) -> ClosedRange<Int> {
      let room = width - nameWidth - (endWidth > 0 ? arrow + 2 + endWidth : 0)
      let count = max(1, min(time, room / pitch))
      let first = min((min(max(t, 1), time) - 1) / count * count + 1, time - count + 1)
      return first...first + count - 1
    }
  }
}

/// The texts of a diagram that decide how wide it is.
struct DiagramLabels {
  let names: [String]
  let ends: [String]
  let inputs: [String]
  /// Every number that the diagram of a network with one unit may show.
  let values: [String]
  private let live: LiveNetwork
  private let glass: Glass

  init(_ live: LiveNetwork, _ glass: Glass) {
    self.live = live
    self.glass = glass
    let layers = 0..<live.settings.layers
    names = ["x[t]", "merge h"] + layers.map { Self.start(live, glass, layer: $0) }
    let isTwoWay = live.settings.direction == .bidirectional
    ends = isTwoWay ? layers.map { Self.end(live, glass, layer: $0, after: live.length) } : []
    inputs = (1...live.time).map { Self.input(live, glass, $0) }
    let numbers = Numbers(glass: glass)
    values =
      live.stateSize > 1
      ? [] : live.trace.layers.flatMap { $0.chains.flatMap { $0.hidden.map { numbers.text($0) } } }
  }

  /// The label at the left end of a forward chain, with h[0] where it is one number.
  static func start(_ live: LiveNetwork, _ glass: Glass, layer: Int) -> String {
    let prefix = live.settings.layers > 1 ? "\(layer + 1) " : ""
    let state = live.initialState(layer: layer, pass: .forward)
    return prefix + "h[0]" + (value(state, glass).map { " " + $0 } ?? "")
  }

  /// The label at the right end of a backward chain, with h′[T+1] where it is one number and `t` is the last timestep.
  static func end(_ live: LiveNetwork, _ glass: Glass, layer: Int, after t: Int) -> String {
    let name = Notation(glass: glass).state(.backward, t + 1)
    let state = live.initialState(layer: layer, pass: .backward)
    guard t == live.length else { return name }
    return (value(state, glass).map { $0 + " " } ?? "") + name
  }

  /// The number of a start that is one number: of one unit, or the same in every unit and not zero.
  private static func value(_ state: [Double], _ glass: Glass) -> String? {
    guard Set(state).count == 1, state.count == 1 || state[0] != 0 else { return nil }
    return Numbers(glass: glass).text(state[0])
  }

  /// A number, a word, or the number of features where there are several.
  static func input(_ live: LiveNetwork, _ glass: Glass, _ t: Int) -> String {
    if live.isPadding(t) { return live.inputText(t) }
    switch live.settings.input {
    case .words(let words): return glass.text(SafeText.string(words[t - 1]))
    case .numbers(let rows):
      return rows[t - 1].count == 1
        ? Numbers(glass: glass).text(rows[t - 1][0])
        : String(repeating: "x", count: min(rows[t - 1].count, 8) * Glyphs(glass: glass, scale: 1).columns)
    }
  }

  /// Columns that a concat(…) of many parts is cut to.
  private static let widestFormula = 20

  /// The widest merged state in one row.
  func mergedWidth(units: Int, columns: Int) -> Int {
    guard live.settings.direction == .bidirectional else { return 0 }
    if live.stateSize > 1 {
      return live.settings.merge == .concat ? 2 * units * columns + 1 : units * columns
    }
    let numbers = Numbers(glass: glass)
    let widest = (1...live.time).map { SafeText.width(of: numbers.list(live.mergedState($0))) }.max() ?? 0
    return live.settings.merge.isFormula ? min(widest, Self.widestFormula) : widest
  }
}
