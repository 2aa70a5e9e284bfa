import Engine

/// The lines of a lab block: what reads as the same experiment again.
extension Experiment {
  public var source: String {
    var lines = TOMLLines()
    write(to: &lines)
    if let shown { lines.add("show", .text(shown.rawValue)) }
    if let comparison {
      lines.open("compare")
      comparison.write(to: &lines)
    }
    return lines.text
  }

  private func write(to lines: inout TOMLLines) {
    switch cell {
    case .rnn(let activation):
      lines.add("cell", .text("rnn"))
      lines.add("activation", .text(activation.rawValue))
    case .gru: lines.add("cell", .text("gru"))
    case .lstm: lines.add("cell", .text("lstm"))
    }
    lines.add("direction", .text(direction.rawValue))
    lines.add("layers", .integer(layers))
    lines.add("hidden", .integer(hidden))
    switch weights {
    case .counter: lines.add("weights", .text("counter"))
    case .seed(let seed): lines.add("seed", .integer(Int(truncatingIfNeeded: seed)))
    case .file(let name): lines.add("file", .text(name))
    }
    switch input {
    case .numbers(let rows): lines.add("input", .list(rows.map { .list($0.map(TOMLLines.Value.number)) }))
    case .words(let words): lines.add("words", .list(words.map(TOMLLines.Value.text)))
    }
    var starts = ["forward = " + Self.text(of: initial.forward)]
    if direction == .bidirectional { starts.append("backward = " + Self.text(of: initial.backward)) }
    lines.add("initial", .literal("{ " + starts.joined(separator: ", ") + " }"))
    lines.add("merge", .text(merge.word))
    if settlesOrder || order != .passes { lines.add("order", .text(order.rawValue)) }
    if !lengths.isEmpty { lines.add("lengths", .list(lengths.map(TOMLLines.Value.integer))) }
    write(variant, to: &lines)
  }

  /// Also what is as it mostly is: in the second network, a key that is missing is the first one's.
  private func write(_ variant: Variant, to lines: inout TOMLLines) {
    lines.add("bias", .number(variant.bias))
    lines.add("recurrence", .number(variant.recurrence))
    lines.add("padding", .integer(variant.padding))
    lines.add("packed", .truth(variant.isPacked))
    lines.add("tied", .truth(variant.isTied))
    lines.add("fold_bias", .truth(variant.foldsBias))
    lines.add("reset", .text(variant.resetGate.rawValue))
    lines.add("between", .text(variant.between.word))
    lines.add("projection", .integer(variant.projection ?? 0))
    lines.add("dropout", .number(variant.dropout))
    lines.add("training", .truth(variant.isTraining))
    lines.add("realign", .truth(variant.isRealigned))
  }

  private static func text(of state: StartState) -> String {
    switch state {
    case .every(let number): TOMLLines.Value.number(number).text
    case .units(let units): TOMLLines.Value.list(units.map(TOMLLines.Value.number)).text
    }
  }

  /// The lines that are not another's, of networks without a second one.
  public func lines(besides other: Experiment) -> String {
    let theirs = Set(other.fields.map(\.text))
    return fields.filter { !theirs.contains($0.text) }.map(\.text).joined()
  }

  /// The same network with some lines of a lab block in place of its own, of those that can be switched.
  ///
  /// - Returns: nil for lines with which it is no network.
  public func replacing(_ lines: String) -> Experiment? {
    let new = Self.fields(lines).filter { Self.switched.contains($0.name) }
    let names = Set(new.map(\.name) + Self.weightKeys)
    // Weights that are made for one network would be a fault of another.
    let text = (fields.filter { !names.contains($0.name) } + new).map(\.text).joined()
    guard var experiment = Experiment(source: text) else { return nil }
    experiment.weights = weights
    return experiment
  }

  private static let switched = [
    "cell", "activation", "direction", "layers", "hidden", "input", "words", "merge", "order",
  ]
  private static let weightKeys = ["weights", "seed", "file"]

  private typealias Field = (name: String, text: String)

  private var fields: [Field] {
    var plain = self
    (plain.comparison, plain.shown, plain.settlesOrder) = (nil, nil, true)
    return Self.fields(plain.source)
  }

  /// Keys with their values, which may have several lines.
  private static func fields(_ text: String) -> [Field] {
    var fields: [Field] = []
    for line in text.split(separator: "\n") {
      let name = line.prefix { $0.isLetter || $0 == "_" }
      if !name.isEmpty, line.dropFirst(name.count).hasPrefix(" = ") {
        fields.append((String(name), line + "\n"))
      } else if !fields.isEmpty {
        fields[fields.count - 1].text += line + "\n"
      }
    }
    return fields
  }

  /// - Returns: nil for lines that are no network's.
  public init?(source: String) {
    guard let experiment = Slide.only(block: "lab", source)?.experiment else { return nil }
    self = experiment
  }
}

/// The lines of a train block: what reads as the same plan again.
extension TrainingPlan {
  public var source: String {
    var lines = TOMLLines()
    lines.add("task", .text(task.rawValue))
    let name =
      switch cell {
      case .rnn: "rnn"
      case .gru: "gru"
      case .lstm: "lstm"
      }
    lines.add("cell", .text(name))
    lines.add("hidden", .integer(hidden))
    lines.add("merge", .text(merge.word))
    lines.add("rate", .number(rate))
    lines.add("seed", .integer(Int(truncatingIfNeeded: seed)))
    lines.add("epochs", .integer(epochs))
    lines.add("sentence", .text(sentence))
    return lines.text
  }

  /// - Returns: nil for lines that are no training's.
  public init?(source: String) {
    guard let plan = Slide.only(block: "train", source)?.training else { return nil }
    self = plan
  }
}

extension Slide {
  fileprivate static func only(block: String, _ source: String) -> Slide? {
    Lesson.read(Array("```\(block)\n\(source)\n```\n".utf8), name: "").lesson.slides.first
  }
}

/// Lines of TOML.
private struct TOMLLines {
  enum Value {
    case text(String)
    case integer(Int)
    case number(Double)
    case truth(Bool)
    case list([Value])
    case literal(String)

    var text: String {
      switch self {
      case .text(let text): Self.quoted(text)
      case .integer(let number): String(number)
      case .number(let number): number.description
      case .truth(let truth): truth ? "true" : "false"
      // Lines stay short, however long the list is.
      case .list(let values): "[" + values.map(\.text).joined(separator: ",\n") + "]"
      case .literal(let text): text
      }
    }

    private static func quoted(_ text: String) -> String {
      var quoted = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": quoted += "\\" + String(scalar)
        case _ where scalar.value < 0x20 || scalar.value == 0x7f:
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
      }
      return quoted + "\""
    }
  }

  private(set) var text = ""

  mutating func add(_ key: String, _ value: Value) { text += "\(key) = \(value.text)\n" }

  /// What follows belongs to the table.
  mutating func open(_ table: String) { text += "[\(table)]\n" }
}
