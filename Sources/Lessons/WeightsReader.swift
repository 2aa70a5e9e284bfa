import Engine

extension ExperimentReader {
  /// `weights`, `seed` or `file`: the first of them that is right.
  func weights() -> WeightSource {
    let given = ["weights", "seed", "file"].filter { entries[$0] != nil }
    if given.count > 1 {
      let second = given.max { entries.keyPlace($0) < entries.keyPlace($1) } ?? given[1]
      faults.report(
        .conflictingWeights, at: entries.keyPlace(second), "the network has weights from \(listed(given))",
        advice: "keep one of weights, seed and file")
    }
    return named() ?? seedNumber().map { .seed($0) } ?? file() ?? .seed(1)
  }

  private func listed(_ keys: [String]) -> String {
    keys.count == 2 ? "both \(keys[0]) and \(keys[1])" : "weights, seed and file"
  }

  private func named() -> WeightSource? {
    guard let item = entries["weights"] else { return nil }
    switch item {
    case .string("counter"): return .counter
    case .string(let text): reportWord("weights", text, ["counter"])
    default:
      entries.reportType("weights", item, expected: "a word in quotes", example: "weights = \"counter\"", faults)
    }
    return nil
  }

  func seedNumber() -> UInt64? {
    guard let item = entries["seed"] else { return nil }
    guard case .integer(let value) = item else {
      entries.reportType("seed", item, expected: "a whole number", example: "seed = 1", faults)
      return nil
    }
    guard let seed = UInt64(exactly: value) else {
      faults.report(
        .outOfRange, at: entries.place("seed"), "seed is \(value)", advice: "write a whole number, 0 or larger")
      return nil
    }
    return seed
  }

  /// Nothing outside the lesson's folder is read.
  private func file() -> WeightSource? {
    guard let item = entries["file"] else { return nil }
    let example = "file = \"weights.safetensors\""
    guard case .string(let path) = item else {
      entries.reportType("file", item, expected: "a file's name in quotes", example: example, faults)
      return nil
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isInside =
      parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && path.unicodeScalars.allSatisfy { $0 != "\\" && $0.value >= 0x20 && $0.value != 0x7f && $0.value != 0xfffd }
    guard isInside else {
      faults.report(
        .fileOutside, at: entries.place("file"), "\(quoted(path)) is not a file beside the lesson",
        advice: "put the file into the lesson's folder and write its name, such as \(example)")
      return nil
    }
    return .file(path)
  }

  /// The counter's weights fit one network only; any other falls back to a seed.
  func checkCounter(_ experiment: inout Experiment, hasInput: Bool) {
    guard experiment.weights == .counter else { return }
    var misfits: [(key: String, has: String, advice: String)] = []
    let cellKey =
      entries["activation"] != nil && entries["cell"] != .string("gru") && entries["cell"] != .string("lstm")
      ? "activation" : "cell"
    if experiment.cell != .rnn(.relu) {
      misfits.append(
        cellKey == "cell"
          ? ("cell", "cell = \"rnn\"", "write cell = \"rnn\"")
          : ("activation", "activation = \"relu\"", "write activation = \"relu\""))
    }
    if experiment.layers != 1 { misfits.append(("layers", "1 layer", "write layers = 1")) }
    if experiment.hidden != 1 { misfits.append(("hidden", "1 hidden unit", "write hidden = 1")) }
    if hasInput, case .numbers(let rows) = experiment.input, rows[0].count != 1 {
      misfits.append(("input", "inputs of one number", "write a list of numbers, such as input = [1, 2, 3, 4]"))
    }
    if hasInput, case .words = experiment.input {
      misfits.append(("words", "inputs of one number", "write input = [1, 2, 3, 4] instead of words"))
    }
    for misfit in misfits {
      faults.report(
        .counterMisfit, at: entries.keyPlace(misfit.key), "the counter's weights need \(misfit.has)",
        advice: misfit.advice + ", or seed = 1 instead of weights")
    }
    if !misfits.isEmpty { experiment.weights = .seed(1) }
  }
}
