import Engine
import Lab
import Surface

/// The list of weights, biases and start states with their shapes, and the numbers of the chosen one.
struct GivenPanel {
  let live: LiveNetwork
  let cursor: GivenCursor
  let glass: Glass

  private var tensors: [GivenTensor] { live.givenTensors }
  private var numbers: Numbers { Numbers(glass: glass) }
  private var notation: Notation { Notation(glass: glass) }

  init(_ live: LiveNetwork, _ cursor: GivenCursor, _ glass: Glass) {
    self.live = live
    self.cursor = cursor.kept(in: live)
    self.glass = glass
  }

  func draw(_ painter: inout Painter, _ region: Region) {
    let heading: Line = [Span("what the network is given", .strong)]
    painter.put(heading, region, row: 0)
    var count = "\(live.parameterCount) numbers to learn"
    if live.editCount > 0 { count += glass.text(" · ") + "\(live.editCount) set by hand" }
    if heading.width + count.count + 2 <= region.columns { painter.putRight([Span(count, .dim)], region, row: 0) }
    let body = region.dropping(rows: region.rows >= 12 ? 2 : 1)
    let listWidth = (tensors.indices.map { entry($0).width }.max() ?? 0)
    let isWide = region.columns - listWidth - 3 >= Self.labelWidth + 2 * Self.numberWidth
    if !cursor.isInside || isWide { drawList(&painter, body) }
    guard cursor.isInside || isWide else { return }
    let left = isWide ? listWidth + 3 : 0
    drawNumbers(
      &painter,
      Region(row: body.row, column: body.column + left, rows: body.rows, columns: body.columns - left))
  }

  // MARK: The list

  /// Whether the list alone fits a region.
  func listFits(_ region: Region) -> Bool {
    tensors.indices.allSatisfy { entry($0).width <= region.columns } && tensors.count + 2 <= region.rows
  }

  private func drawList(_ painter: inout Painter, _ region: Region) {
    let first = Self.window(cursor.tensor, count: tensors.count, shown: region.rows)
    for (row, index) in (first..<min(first + region.rows, tensors.count)).enumerated() {
      painter.put(entry(index), region, row: row)
    }
  }

  private func entry(_ index: Int) -> Line {
    let tensor = tensors[index]
    let isChosen = index == cursor.tensor
    let width = tensors.map { live.name(of: $0).count }.max() ?? 0
    let name = live.name(of: tensor)
    let mark = isChosen ? glass.text(cursor.isInside ? "▹" : "▸") : " "
    return [
      Span(mark + " ", .notice), Span(name, Look(role(tensor), isBold: isChosen)),
      Span(String(repeating: " ", count: width - name.count + 2) + shapeText(tensor), .dim),
    ]
  }

  private func shapeText(_ tensor: GivenTensor) -> String {
    "(" + live.shape(of: tensor).map(String.init).joined(separator: ", ") + ")"
  }

  private func role(_ tensor: GivenTensor) -> Role {
    if case .parameter(let id) = tensor { notation.role(id.pass) } else { .ink }
  }

  // MARK: The numbers of one tensor

  private static let labelWidth = 9
  private static let numberWidth = 10

  private func drawNumbers(_ painter: inout Painter, _ region: Region) {
    let tensor = tensors[cursor.tensor]
    let shape = live.shape(of: tensor)
    let columns = shape.count > 1 ? shape[1] : 1
    painter.put([Span(meaning(tensor), .dim)], region, row: 0)
    let rows = max(region.rows - 2, 1)
    let shown = max((region.columns - Self.labelWidth) / Self.numberWidth, 1)
    let firstRow = Self.window(cursor.row, count: shape[0], shown: rows)
    let firstColumn = Self.window(cursor.column, count: columns, shown: shown)
    let visible = firstColumn..<min(firstColumn + shown, columns)
    if shape.count > 1 {
      var header: Line = [Span(String(repeating: " ", count: Self.labelWidth))]
      for column in visible {
        header.append(
          Span(Self.right("\(column)", Self.numberWidth - 1) + " ", Look(.dim, isBold: column == cursor.column)))
      }
      painter.put(header, region, row: 1)
    }
    for (index, row) in (firstRow..<min(firstRow + rows, shape[0])).enumerated() {
      var line: Line = [Span(Self.left(label(tensor, row), Self.labelWidth), Look(.dim, isBold: row == cursor.row))]
      for column in visible { line += cell(tensor, row, column) }
      painter.put(line, region, row: 2 + index)
    }
  }

  private func cell(_ tensor: GivenTensor, _ row: Int, _ column: Int) -> Line {
    let place = live.place(in: tensor, row: row, column: column)
    let text = live.number(at: place).map { numbers.short($0) } ?? ""
    let isChosen = cursor.isInside && row == cursor.row && column == cursor.column
    let look = Look(live.isEdited(place) ? .notice : .ink, isUnderlined: live.isEdited(place), isBold: isChosen)
    let room = String(repeating: " ", count: max(Self.numberWidth - 2 - text.count, 0))
    let mark = Look(.notice, isBold: true)
    return [Span(room), Span(isChosen ? "[" : " ", mark), Span(text, look), Span(isChosen ? "]" : " ", mark)]
  }

  /// A row of weights belongs to a unit of a gate, a row of start states to a chain.
  private func label(_ tensor: GivenTensor, _ row: Int) -> String {
    guard case .parameter(let id) = tensor else {
      let (layer, pass) = (
        row / live.settings.direction.passes.count,
        live.settings.direction.passes[row % live.settings.direction.passes.count]
      )
      let name = notation.state(pass, pass == .forward ? 0 : live.length + 1)
      return (live.settings.layers > 1 ? "\(layer + 1) " : "") + name
    }
    let gates = live.settings.cell.gates
    let isGate = [.weightIH, .weightHH, .biasIH, .biasHH].contains(id.kind) && gates.count > 1
    guard isGate else { return "unit \(row + 1)" }
    let letter = notation.gate(gates[row / live.settings.hidden], of: live.settings.cell).letter
    return "\(letter) unit \(row % live.settings.hidden + 1)"
  }

  private func meaning(_ tensor: GivenTensor) -> String {
    guard case .parameter(let id) = tensor else {
      return glass.text(
        tensor == .initialHidden ? "a row a chain: h before its first step" : "a row a chain: c before its first step")
    }
    let state = notation.state(id.pass)
    let text =
      switch id.kind {
      case .weightIH:
        "a row a unit of \(state), a column a number of \(id.layer == 0 ? "x[t]" : "what layer \(id.layer) gives")"
      case .weightHH: "a row a unit of \(state), a column a unit of \(id.pass == .forward ? "h[t−1]" : "h′[t+1]")"
      case .biasIH, .biasHH: "a number a unit of \(state)"
      case .weightHR: "a row a number of \(state), a column a unit of o·tanh(c)"
      case .mergeWeight, .mergeBias: "the merge of layer \(id.layer + 1)"
      }
    return glass.text(text)
  }

  // MARK: The rows below

  /// What the chosen number is.
  var detail: Line {
    let place = cursor.place(in: live)
    guard cursor.isInside, let number = live.number(at: place) else {
      let name = live.name(of: tensors[cursor.tensor])
      return [
        Span(name, .strong), Span(" \(shapeText(tensors[cursor.tensor]))"),
        Span(glass.text("   → goes in, e edits"), .dim),
      ]
    }
    let line: Line = [Span(glass.text(live.name(of: place)), .strong), Span(" = " + numbers.text(number, digits: 6))]
    return live.isEdited(place) ? line + [Span("   set by hand", .notice)] : line
  }

  private static func window(_ line: Int, count: Int, shown: Int) -> Int {
    max(min(line - shown / 2, count - shown), 0)
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
