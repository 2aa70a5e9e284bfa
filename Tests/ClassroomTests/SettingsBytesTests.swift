import Engine
import Lessons
import Testing

@testable import Classroom
@testable import Lab

struct SettingsBytesTests {
  private let experiment = Experiment(input: .numbers([[1, 2], [3, 4], [5, 6]]))

  private func bytes(_ settings: Settings, _ experiment: Experiment) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(settings, of: experiment)
    return writer.bytes
  }

  private func read(_ bytes: [UInt8], _ experiment: Experiment) throws -> Settings {
    var reader = ByteReader(bytes)
    let settings = try reader.settings(of: experiment)
    try reader.end()
    return settings
  }

  private var changed: Settings {
    get throws {
      var settings = Settings(experiment)
      (settings.cell, settings.direction, settings.layers, settings.hidden) = (.lstm, .forward, 3, 16)
      settings.order = .lockstep
      settings.formula = try .init("0.7*h + 0.3*h'")
      settings.merge = .max
      settings.input = .numbers([[1, -2]])
      let places: [NumberPlace] = [
        .parameter(.init(.weightHH, layer: 1, pass: .backward), row: 63, column: 15),
        .initialHidden(layer: 2, pass: .forward, unit: 3), .initialCell(layer: 0, pass: .backward, unit: 15),
      ]
      for (index, place) in places.enumerated() {
        settings.numbers.set(place, to: Double(index) / 3, in: settings)
        settings.hidden = 16 - index
      }
      return settings
    }
  }

  @Test func `settings come back as they were`() throws {
    #expect(try read(bytes(Settings(experiment), experiment), experiment) == Settings(experiment))
    #expect(try read(bytes(changed, experiment), experiment) == changed)
    let words = Experiment(input: .words(["a", "___", "b"]))
    var settings = Settings(words)
    settings.input = .words(["ä", "___"])
    #expect(try read(bytes(settings, words), words) == settings)
  }

  @Test func `what is cut off anywhere is said, and never read`() throws {
    let bytes = try bytes(changed, experiment)
    for count in 0..<bytes.count {
      #expect(throws: ByteFault.self) { try read(Array(bytes.prefix(count)), experiment) }
    }
    #expect(throws: ByteFault(description: "the message has 1 bytes too many")) {
      try read(bytes + [0], experiment)
    }
  }

  /// Whatever can be read makes a network.
  @Test func `damaged bytes are refused, or are settings that a network can have`() throws {
    var random = SeededGenerator(seed: 1)
    let bytes = try bytes(changed, experiment)
    var read = 0
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      guard let settings = try? self.read(damaged, experiment) else { continue }
      read += 1
      #expect(LiveNetwork(experiment, settings, files: [:]).time >= 1)
    }
    #expect(read > 0)
  }

  @Test func `an input of another kind than the lesson's is refused`() throws {
    let words = Experiment(input: .words(["a"]))
    var settings = Settings(words)
    settings.input = .words(["b"])
    #expect(throws: ByteFault.self) { try read(bytes(settings, words), experiment) }
    var narrow = Settings(experiment)
    narrow.input = .numbers([[1]])
    #expect(throws: ByteFault.self) { try read(bytes(narrow, experiment), experiment) }
  }
}
