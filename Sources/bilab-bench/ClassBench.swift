import ArgumentParser
import Glibc

struct ClassBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class",
    abstract: "Measure a class: how old a state is when a follower has read it, and what it costs.",
    discussion: """
      Starts bilab-class, which lies beside this program, with a socket in a folder of its own. The followers are in \
      this process, on one thread; each reads every message that comes.
      """)

  @Option(help: "People who follow.")
  var followers = 300

  @Option(help: "Seconds.")
  var seconds = 60

  @Option(help: "States a second.")
  var rate = 10

  @Option(help: "Bytes of a state's lecture.")
  var bytes = 4096

  @Flag(help: "With one more that never reads, one that reads a byte a second, and ten that have stopped.")
  var hostile = false

  @Flag(help: "One JSON object a line.")
  var json = false

  func validate() throws {
    guard 1...480 ~= followers else { throw ValidationError("--followers is 1 to 480") }
    guard 1...3600 ~= seconds, 1...50 ~= rate, 16...16_384 ~= bytes else {
      throw ValidationError("--seconds is 1 to 3600, --rate 1 to 50, --bytes 16 to 16384")
    }
  }

  func run() throws {
    let load = try ClassLoad(followers: followers, isHostile: hostile)
    try load.join()
    try load.present(seconds: seconds, rate: rate, bytes: bytes)
    for figure in load.figures { print(figure.line(isJSON: json)) }
  }
}

/// A number with the limit that it has to hold.
struct Figure {
  let name: String
  let value: Double
  let unit: String
  var limit: Double?

  func line(isJSON: Bool) -> String {
    let text = "\((value * 100).rounded() / 100)"
    guard !isJSON else {
      let limit = limit.map { ",\"limit\":\($0)" } ?? ""
      return "{\"figure\":\"\(name)\",\"value\":\(text),\"unit\":\"\(unit)\"\(limit)}"
    }
    let left = name + String(repeating: " ", count: max(36 - name.count, 1)) + text + " " + unit
    guard let limit else { return left }
    let gap = String(repeating: " ", count: max(54 - left.count, 1))
    return left + gap + "at most \(limit)  " + (value <= limit ? "ok" : "OVER")
  }
}
