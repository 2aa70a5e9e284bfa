import Engine

extension ExperimentReader {
  static let variantKeys = [
    "bias", "recurrence", "padding", "packed", "tied", "fold_bias", "reset", "between", "projection", "dropout",
    "training", "realign",
  ]

  /// What the block says besides the plain network; what does not fit that network is reported and left out.
  func variant(of experiment: Experiment) -> Variant {
    var variant = Variant()
    let isTwoWay = experiment.direction == .bidirectional
    if fits("bias", experiment.weights == .counter, needs: "the counter's weights", "weights = \"counter\"") {
      variant.bias = real("bias") ?? 0
    }
    if fits("recurrence", experiment.weights == .counter, needs: "the counter's weights", "weights = \"counter\"") {
      variant.recurrence = real("recurrence") ?? 1
    }
    variant.padding = integer("padding", in: 0...Variant.mostPadding) ?? 0
    if fits("packed", entries["padding"] != nil, needs: "padding", "padding = 2") {
      variant.isPacked = truth("packed") ?? false
    }
    if fits("tied", isTwoWay, needs: "both directions", "direction = \"bidirectional\"") {
      variant.isTied = truth("tied") ?? false
    }
    variant.foldsBias = truth("fold_bias") ?? false
    if fits("reset", experiment.cell == .gru, needs: "a gru", "cell = \"gru\"") {
      variant.resetGate = word("reset", ResetGate.self) ?? .afterProduct
    }
    let hasBetween = isTwoWay && experiment.layers > 1
    if fits("between", hasBetween, needs: "two layers of both directions", "layers = 2") {
      variant.between = word("between", Variant.joins.map { ($0.word, $0) }) ?? .concat
    }
    let canProject = experiment.cell == .lstm && experiment.hidden > 1
    if fits("projection", canProject, needs: "an lstm with 2 hidden units or more", "cell = \"lstm\"") {
      let size = integer("projection", in: 0...experiment.hidden - 1) ?? 0
      variant.projection = size > 0 ? size : nil
    }
    variant.dropout = probability("dropout") ?? 0
    if fits("training", entries["dropout"] != nil, needs: "dropout", "dropout = 0.5") {
      variant.isTraining = truth("training") ?? false
    }
    if fits("realign", isTwoWay, needs: "both directions", "direction = \"bidirectional\"") {
      variant.isRealigned = truth("realign") ?? true
    }
    return variant
  }

  /// Of each sequence of a batch, within the input.
  func lengths(of experiment: Experiment) -> [Int] {
    guard let item = entries["lengths"] else { return [] }
    let time = experiment.input.count
    guard case .list(let list) = item, (1...8).contains(list.count) else {
      entries.reportType("lengths", item, expected: "a list of 1 to 8 lengths", example: "lengths = [2, 3, 1]", faults)
      return []
    }
    var lengths: [Int] = []
    for (index, element) in list.enumerated() {
      guard case .integer(let length) = element, (1...time).contains(length) else {
        faults.report(
          .outOfRange, at: entries.place("lengths[\(index)]"), "length \(index + 1) is not one of the input",
          advice: "write a whole number from 1 to \(time)")
        return []
      }
      lengths.append(length)
    }
    return lengths
  }

  /// Whether a key can mean something in this network; a key that is there and cannot is reported.
  private func fits(_ key: String, _ isFit: Bool, needs: String, _ example: String) -> Bool {
    guard entries[key] != nil, !isFit else { return isFit }
    faults.report(
      .variantMisfit, at: entries.keyPlace(key), "\(key) needs \(needs)", advice: "delete it, or write \(example)")
    return false
  }

  private func truth(_ key: String) -> Bool? {
    guard let item = entries[key] else { return nil }
    if case .boolean(let value) = item { return value }
    entries.reportType(key, item, expected: "true or false", example: "\(key) = true", faults)
    return nil
  }

  private func real(_ key: String) -> Double? {
    entries[key].flatMap { number($0, key, label: key, example: "\(key) = 0.5") }
  }

  /// From 0 to below 1.
  private func probability(_ key: String) -> Double? {
    guard let value = real(key) else { return nil }
    if (0..<1).contains(value) { return value }
    faults.report(
      .outOfRange, at: entries.place(key), "\(key) is \(value)", advice: "write a number from 0 to below 1")
    return nil
  }
}
