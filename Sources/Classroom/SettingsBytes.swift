import Engine
import Lab
import Lessons

/// The settings of one slide's network as bytes: what a class can switch and edit. What only the lesson decides is
/// taken from the lesson again.
extension ByteWriter {
  mutating func write(_ settings: Settings, of experiment: Experiment) {
    write(settings.cell)
    write(settings.direction == .bidirectional)
    write(UInt8(settings.layers))
    write(UInt8(settings.hidden))
    write(settings.merge)
    write(settings.formula) { $0.write($1.text) }
    write(settings.order == .lockstep)
    write(settings.input == experiment.input ? nil : settings.input) { $0.write($1) }
    let edits = settings.numbers.numbers.sorted { Self.order($0.key) < Self.order($1.key) }
    write(edits) { writer, edits in
      writer.write(edits.key.cell)
      writer.write(UInt8(edits.key.layers))
      writer.write(UInt8(edits.key.hidden))
      let places = edits.value.map { (bytes: Self.bytes(of: $0.key), number: $0.value) }
      writer.write(places.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }) { writer, place in
        writer.append(place.bytes)
        writer.write(place.number)
      }
    }
  }

  /// The same settings are the same bytes, always.
  private static func order(_ kind: NumberEdits.Kind) -> (String, Int, Int) {
    (kind.cell.name, kind.layers, kind.hidden)
  }

  mutating func write(_ cell: Cell) {
    switch cell {
    case .rnn(.tanh): write(0 as UInt8)
    case .rnn(.relu): write(1 as UInt8)
    case .gru: write(2 as UInt8)
    case .lstm: write(3 as UInt8)
    }
  }

  /// A word, or a formula.
  private mutating func write(_ merge: Merge) { write(merge.word) }

  private mutating func write(_ input: InputSequence) {
    switch input {
    case .numbers(let rows):
      write(false)
      write(rows) { writer, row in writer.write(row) { $0.write($1) } }
    case .words(let words):
      write(true)
      write(words) { $0.write($1) }
    }
  }

  private static func bytes(of place: NumberPlace) -> [UInt8] {
    var writer = ByteWriter()
    func write(_ kind: UInt8, _ layer: Int, _ pass: Pass, _ row: Int, _ column: Int) {
      writer.write(kind)
      writer.write(UInt8(layer))
      writer.write(pass == .backward)
      writer.write(UInt16(row))
      writer.write(UInt16(column))
    }
    switch place {
    case .input(let t, let feature): write(255, 0, .forward, t, feature)
    case .parameter(let id, let row, let column):
      write(UInt8(ParameterKind.allCases.firstIndex(of: id.kind)!), id.layer, id.pass, row, column)
    case .initialHidden(let layer, let pass, let unit): write(100, layer, pass, unit, 0)
    case .initialCell(let layer, let pass, let unit): write(101, layer, pass, unit, 0)
    }
    return writer.bytes
  }
}

extension ByteReader {
  /// - Throws: also for what no keys could have set on a network of this experiment.
  mutating func settings(of experiment: Experiment) throws(ByteFault) -> Settings {
    var settings = Settings(experiment)
    settings.cell = try cell()
    settings.direction = try truth() ? .bidirectional : .forward
    settings.layers = try number(1...4, "layers")
    settings.hidden = try number(1...64, "hidden")
    settings.merge = try merge()
    settings.formula = try optional { reader throws(ByteFault) in try reader.formula(reader.text(most: Self.longest)) }
    settings.order = try truth() ? .lockstep : .passes
    settings.input = try optional { reader throws(ByteFault) in try reader.input(experiment.input) } ?? experiment.input
    var edits: [NumberEdits.Kind: [NumberPlace: Double]] = [:]
    for _ in 0..<(try count(most: Self.mostKinds)) {
      let kind = NumberEdits.Kind(
        cell: try cell(), layers: try number(1...4, "layers"), hidden: try number(1...64, "hidden"))
      var numbers: [NumberPlace: Double] = [:]
      for _ in 0..<(try count(most: Self.mostEdits)) {
        let place = try place()
        numbers[place] = try typed()
      }
      edits[kind] = numbers
    }
    settings.numbers = NumberEdits(edits)
    return settings
  }

  /// Bytes of a formula: characters may have four each.
  private static let longest = 4 * MergeFormula.longestText
  /// Networks of one slide whose numbers were edited, and numbers of one of them.
  private static let mostKinds = 64
  private static let mostEdits = 4096

  mutating func cell() throws(ByteFault) -> Cell {
    switch try integer(UInt8.self) {
    case 0: .rnn(.tanh)
    case 1: .rnn(.relu)
    case 2: .gru
    case 3: .lstm
    default: throw ByteFault(description: "a cell is none that is known")
    }
  }

  mutating func number(_ range: ClosedRange<Int>, _ name: String) throws(ByteFault) -> Int {
    let number = Int(try integer(UInt8.self))
    guard range.contains(number) else { throw ByteFault(description: "\(name) is \(number)") }
    return number
  }

  private mutating func merge() throws(ByteFault) -> Merge {
    let text = try text(most: Self.longest)
    if let merge = Merge(word: text) { return merge }
    return .formula(try formula(text))
  }

  private func formula(_ text: String) throws(ByteFault) -> MergeFormula {
    guard let formula = try? MergeFormula(text) else { throw ByteFault(description: "a merge is no formula") }
    return formula
  }

  /// A number as a person may have typed it.
  private mutating func typed() throws(ByteFault) -> Double {
    let number = try double()
    guard number.magnitude <= TypedNumber.largest else { throw ByteFault(description: "a number is \(number)") }
    return number
  }

  /// - Parameter own: the lesson's input, which has as many features.
  private mutating func input(_ own: InputSequence) throws(ByteFault) -> InputSequence {
    let isWords = try truth()
    let most = max(InputSequence.longestEdited, own.count)
    switch (own, isWords) {
    case (.numbers(let rows), false):
      let features = rows[0].count
      let input = try list(most: most) { reader throws(ByteFault) in
        try reader.list(most: features) { reader throws(ByteFault) in try reader.double() }
      }
      guard !input.isEmpty, input.allSatisfy({ $0.count == features && $0.allSatisfy(\.isFinite) }) else {
        throw ByteFault(description: "an input is no sequence of the lesson's kind")
      }
      return .numbers(input)
    case (.words, true):
      let words = try list(most: most) { reader throws(ByteFault) in try reader.text(most: Self.longest) }
      guard !words.isEmpty else { throw ByteFault(description: "an input has no words") }
      return .words(words)
    default: throw ByteFault(description: "an input is words where the lesson has numbers, or numbers where words")
    }
  }

  private mutating func place() throws(ByteFault) -> NumberPlace {
    let kind = Int(try integer(UInt8.self))
    let layer = Int(try integer(UInt8.self))
    let pass: Pass = try truth() ? .backward : .forward
    let (row, column) = (Int(try integer(UInt16.self)), Int(try integer(UInt16.self)))
    switch kind {
    case 100: return .initialHidden(layer: layer, pass: pass, unit: row)
    case 101: return .initialCell(layer: layer, pass: pass, unit: row)
    case ParameterKind.allCases.indices:
      return .parameter(ParameterID(ParameterKind.allCases[kind], layer: layer, pass: pass), row: row, column: column)
    default: throw ByteFault(description: "a number stands in no place that is known")
    }
  }
}
