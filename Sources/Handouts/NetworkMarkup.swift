import Engine
import Lab
import Lessons
import Views

/// A network as a table that is its diagram: a column a timestep, a row a chain, the merged states below. Every number
/// is there from the beginning with the step that computes it; the page's script hides those that come later.
struct NetworkMarkup {
  private let text: NetworkText
  private let live: LiveNetwork
  /// The same network under each merge, the lesson's own first.
  private let merges: [NetworkText]
  /// Where the second network of a slide stands: the first, whose steps it goes along with.
  private let leader: NetworkText?
  private let bars: BarsMarkup

  init(_ merges: [LiveNetwork]) {
    self.init(merges, leader: nil)
  }

  /// - Parameter leader: the slide's own network, with whose steps this one appears.
  init(_ other: LiveNetwork, beside leader: LiveNetwork) {
    self.init([other], leader: NetworkText(leader))
  }

  private init(_ merges: [LiveNetwork], leader: NetworkText?) {
    live = merges[0]
    text = NetworkText(live)
    self.merges = merges.map { NetworkText($0) }
    self.leader = leader
    bars = BarsMarkup(scale: max(1, live.largestState))
  }

  /// Numbers of a state that are written below its bars.
  private static let mostShown = 4

  private var isTwoWay: Bool { live.settings.direction == .bidirectional }

  var element: Markup {
    let head = tag(
      "tr", [:], heading("t", scope: "row"), tag("td", [:]),
      (1...live.time).map { tag("th", ["scope": "col"], Markup("\($0)")) }.joined(),
      isTwoWay ? tag("td", [:]) : Markup(""))
    let rows = text.rows.map { row in Markup(own: "\n") + self.row(row) }.joined()
    return tag(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": "the network"],
      tag(
        "table", ["class": "net", "aria-label": text.caption], tag("thead", [:], head), tag("tbody", [:], rows)))
  }

  /// About how many pixels of a screen the timesteps take.
  var width: Int {
    let merged = merges.map { $0.live.settings.merge.size(hidden: live.stateSize) }.max() ?? 0
    let isNumber = live.stateSize == 1
    let column = isNumber ? 90 : max(BarsMarkup.width(of: isTwoWay ? merged : live.stateSize), 50) + 50
    return live.time * column
  }

  private func heading(_ name: String, scope: String) -> Markup {
    tag("th", ["scope": scope], BlockMarkup.math(name))
  }

  private func row(_ row: DiagramRow) -> Markup {
    var (before, after) = (tag("td", [:]), isTwoWay ? tag("td", [:]) : Markup(""))
    var style = "x"
    switch row {
    case .input: break
    case .merged: style = "m"
    case .state(let layer, .forward):
      (style, before) = ("f", start(layer, .forward))
    case .state(let layer, .backward):
      (style, after) = ("b", start(layer, .backward))
    }
    let cells = (1...live.time).map { t in cell(row, t) }.joined()
    return tag("tr", ["class": style], heading(text.name(row), scope: "row"), before, cells, after)
  }

  /// h[0] or h′[T+1], as far as it is one number; the others are told with the weights.
  private func start(_ layer: Int, _ pass: Pass) -> Markup {
    let values = live.initialState(layer: layer, pass: pass)
    let isOne = Set(values).count == 1 && (values.count == 1 || values[0] != 0)
    let number = isOne ? tag("span", ["class": "v"], Markup(NetworkText.numbers.text(values[0]))) : Markup("")
    return tag("td", ["class": "start"], tag("small", [:], BlockMarkup.math(text.startName(pass))), number)
  }

  /// The step in which a place appears: its own, or that of the same place of the network beside.
  private func step(_ row: DiagramRow, _ t: Int) -> Int {
    guard let leader else { return text.step(row, t) }
    guard leader.rows.contains(row), t <= leader.live.length else { return leader.live.schedule.count }
    return (leader.live.schedule == live.schedule ? text : leader).step(row, t)
  }

  private func cell(_ row: DiagramRow, _ t: Int) -> Markup {
    guard row != .input else {
      return tag("td", ["data-t": leader == nil ? "\(t)" : nil, "class": live.isPadding(t) ? "pad" : nil], input(t))
    }
    guard text.values(row, t) != nil else { return tag("td", ["class": "never"]) }
    let content = row == .merged ? merged(t) : tag("span", ["class": "v"], value(text.values(row, t) ?? [], bars))
    return tag("td", ["data-s": "\(step(row, t))"], content)
  }

  private func input(_ t: Int) -> Markup {
    let values = text.values(.input, t) ?? []
    guard live.words == nil, !live.isPadding(t), values.count > 1 else {
      return tag("span", ["class": "v"], Markup(text.text(.input, t)))
    }
    let bars = BarsMarkup(scale: live.trace.layers[0].input.values.reduce(1) { $1.isFinite ? max($0, abs($1)) : $0 })
    return tag("span", ["class": "v"], value(values, bars))
  }

  private func merged(_ t: Int) -> Markup {
    MergeMarkup.parts(
      merges.map { value($0.live.mergedState(t), bars, half: $0.live.settings.merge == .concat) }, "span", class: "v")
  }

  /// A number, a few numbers, or bars with the numbers below them, or hidden for those who read with their ears.
  ///
  /// - Parameter half: whether two states stand side by side in it.
  private func value(_ values: [Double], _ bars: BarsMarkup, half: Bool = false) -> Markup {
    if live.stateSize == 1, values.count <= Self.mostShown {
      return Markup(values.map { NetworkText.numbers.text($0) }.joined(separator: ", "))
    }
    let isShown = values.count <= Self.mostShown
    let numbers = values.map { NetworkText.numbers.text($0) }
    return bars.picture(values, isPair: half)
      + tag(
        "span", ["class": isShown ? "numbers" : "ears"],
        isShown ? numbers.map { tag("span", [:], Markup($0)) }.joined(" ") : Markup(numbers.joined(separator: ", ")))
  }

  // MARK: Beside the diagram

  /// What the network is, and what its merge hands on.
  var caption: Markup {
    let merges = merges.map { Markup($0.merge.map { "merge: " + $0 } ?? "") }
    return tag(
      "p", ["class": "caption"], Markup(text.caption), isTwoWay ? Markup(" · ") : Markup(""),
      tag("span", ["class": "merge"], MergeMarkup.parts(merges, "span")))
  }

  /// All numbers of a network with several units, a row a timestep.
  var allNumbers: Markup {
    guard live.stateSize > 1 else { return Markup("") }
    let head = ["t"] + text.rows.map(text.name)
    let rows = (1...live.time).map { t in
      tag(
        "tr", [:], tag("th", ["scope": "row"], Markup("\(t)")),
        text.rows.map { row in
          let parts = row == .merged ? merges.map { Markup($0.text(row, t)) } : [Markup(text.text(row, t))]
          return tag("td", [:], MergeMarkup.parts(parts, "span"))
        }.joined()) + Markup(own: "\n")
    }
    return Self.folded(
      "All numbers",
      Self.table(head.map { tag("th", ["scope": "col"], BlockMarkup.math($0)) }.joined(), rows.joined()))
  }

  /// Weights, biases and start states with their shapes.
  var given: Markup {
    let rows = live.givenTensors.map { tensor in
      let shape = live.shape(of: tensor)
      let (height, width) = (shape[0], shape.count > 1 ? shape[1] : 1)
      var rows: [String] = []
      var left = Self.mostGiven
      for row in 0..<height where left > 0 {
        let numbers = (0..<min(width, left)).compactMap {
          live.number(at: live.place(in: tensor, row: row, column: $0))
        }
        rows.append(NetworkText.vector(numbers))
        left -= numbers.count
      }
      if left == 0, height * width > Self.mostGiven { rows.append("… \(height * width) numbers") }
      return tag(
        "tr", [:], tag("th", ["scope": "row"], tag("code", [:], Markup(live.name(of: tensor)))),
        tag("td", [:], Markup("(\(shape.map(String.init).joined(separator: ", ")))")),
        tag("td", [:], Markup(rows.joined(separator: " ")))) + Markup(own: "\n")
    }
    let head = ["tensor", "shape", "numbers"].map { tag("th", ["scope": "col"], Markup($0)) }.joined()
    return Self.folded(
      "Weights and start states: \(live.parameterCount) numbers to learn", Self.table(head, rows.joined()),
      isOpen: live.experiment.shown == .weights)
  }

  /// Numbers of a tensor that are written.
  private static let mostGiven = 64

  static func folded(_ title: String, _ content: Markup, isOpen: Bool = false) -> Markup {
    tag("details", ["open": isOpen ? "" : nil], tag("summary", [:], Markup(title)), content) + Markup(own: "\n")
  }

  static func table(_ head: Markup, _ rows: Markup) -> Markup {
    tag(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": "table"],
      tag("table", ["class": "plain"], tag("thead", [:], tag("tr", [:], head)), tag("tbody", [:], rows)))
  }
}

/// Numbers as bars around a middle line: up above zero, down below it.
struct BarsMarkup {
  /// The size of a whole bar.
  let scale: Double

  private static let half = 20
  private static let pairGap = 6

  /// Pixels of a bar, and of the gap behind it.
  private static func bar(of count: Int) -> (width: Int, gap: Int) {
    count <= 4 ? (10, 2) : count <= 16 ? (6, 2) : (3, 1)
  }

  /// Pixels of so many bars.
  static func width(of count: Int) -> Int {
    let (width, gap) = bar(of: count)
    return count * (width + gap) - gap
  }

  /// - Parameter isPair: whether there is a gap in the middle.
  func picture(_ values: [Double], isPair: Bool = false) -> Markup {
    let (width, gap) = Self.bar(of: values.count)
    var (up, down) = ("", "")
    for (index, value) in values.enumerated() {
      let x = index * (width + gap) + (isPair && index >= values.count / 2 ? Self.pairGap : 0)
      // What is not finite is a whole bar; its number says which.
      let size = value.isFinite ? min(abs(value) / scale, 1) : 1
      let height = max(Int((size * Double(Self.half)).rounded()), value == 0 ? 0 : 1)
      let path = "M\(x) \(Self.half)h\(width)v\(value < 0 ? height : -height)h-\(width)z"
      if value < 0 { down += path } else { up += path }
    }
    let all = Self.width(of: values.count) + (isPair ? Self.pairGap : 0)
    let middle = tag("path", ["class": "zero", "d": "M0 \(Self.half)h\(all)"])
    return tag(
      "svg",
      [
        "class": "bars", "viewBox": "0 0 \(all) \(2 * Self.half)", "width": "\(all)", "height": "\(2 * Self.half)",
        "aria-hidden": "true",
      ],
      up.isEmpty ? Markup("") : tag("path", ["class": "up", "d": up]),
      down.isEmpty ? Markup("") : tag("path", ["class": "down", "d": down]), middle)
  }
}
