import Engine

/// Times a forward run in float32 with everything it keeps for the screen, one JSON line a case.
struct Case {
  let cell: Cell
  let layers: Int
  let time: Int
  let batch: Int
  let input: Int
  let hidden: Int

  var name: String {
    let kind = "Bi" + cell.name.uppercased() + (layers == 1 ? "" : " \(layers) layers")
    return "\(kind) T\(time) B\(batch) I\(input) H\(hidden)"
  }

  /// Runs for about `budget`, at least three times after one that warms up.
  func measure(budget: Duration) throws -> (median: Duration, runs: Int) {
    let configuration = Configuration(cell: cell, inputSize: input, hiddenSize: hidden, layers: layers)
    let network = try Network<Float>.seeded(configuration, seed: 1)
    var random = SeededGenerator(seed: 2)
    let values = (0..<time * batch * input).map { _ in Float(random.uniform(1)) }
    let sequence = try Tensor(shape: [time, batch, input], values: values)

    let clock = ContinuousClock()
    _ = try network.run(sequence)
    let start = clock.now
    var durations: [Duration] = []
    while durations.count < 3 || clock.now - start < budget {
      durations.append(try clock.measure { _ = try network.run(sequence) })
    }
    return (durations.sorted()[durations.count / 2], durations.count)
  }
}

let cases = [
  Case(cell: .lstm, layers: 1, time: 16, batch: 1, input: 8, hidden: 8),
  Case(cell: .gru, layers: 1, time: 64, batch: 1, input: 32, hidden: 32),
  Case(cell: .lstm, layers: 1, time: 256, batch: 1, input: 128, hidden: 128),
  Case(cell: .lstm, layers: 1, time: 512, batch: 1, input: 512, hidden: 512),
  Case(cell: .lstm, layers: 1, time: 128, batch: 32, input: 256, hidden: 256),
  Case(cell: .gru, layers: 2, time: 100, batch: 16, input: 64, hidden: 64),
]

for each in cases {
  let (median, runs) = try each.measure(budget: .seconds(1))
  print(#"{"case":"\#(each.name)","milliseconds_median":\#(median / .milliseconds(1)),"runs":\#(runs)}"#)
}
