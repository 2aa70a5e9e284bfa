import FoundationEssentials

/// How long a case took; one JSON object a line.
struct Timing: Encodable {
  let name: String
  let mode: Mode
  let threads: Int
  let medianMS: Double
  let runs: Int

  enum Mode: String, Encodable, CaseIterable {
    case inference, training
  }

  private enum CodingKeys: String, CodingKey {
    case name = "case"
    case mode, threads
    case medianMS = "median_ms"
    case runs
  }

  /// Runs `body` for about `budget`, at least seven times, after a tenth of that to warm up.
  init(_ name: String, _ mode: Mode, threads: Int, budget: Duration, _ body: () throws -> Void) rethrows {
    let clock = ContinuousClock()
    var start = clock.now
    repeat { try body() } while clock.now - start < budget / 10
    var durations: [Duration] = []
    start = clock.now
    while durations.count < 7 || clock.now - start < budget { durations.append(try clock.measure(body)) }
    (self.name, self.mode, self.threads, runs) = (name, mode, threads, durations.count)
    medianMS = durations.sorted()[durations.count / 2] / .milliseconds(1)
  }

  func line(isJSON: Bool) throws -> String {
    guard isJSON else {
      let microseconds = (medianMS * 1000).rounded()
      return "\(name), \(mode.rawValue), threads: \(threads), median of \(runs): \(microseconds / 1000) ms"
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
