import Foundation
import Testing

/// What `bilab-bench class` measures, small and short: what must be so at every speed.
@Suite struct ClassLoadTests {
  private struct Line: Decodable {
    let figure: String
    let value: Double
    let limit: Double?
  }

  /// - Returns: each figure's value by its name.
  private func figures(_ arguments: [String]) throws -> [String: Double] {
    let bench = URL(filePath: Program.path).deletingLastPathComponent().appending(path: "bilab-bench")
    let result = try Program.run(bench.path, ["class", "--json"] + arguments, Program.environment)
    #expect(result.status == 0, "\(result.complaint)")
    let lines = try result.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.figure, $0.value) })
  }

  @Test func `everyone joins, and gets the newest state in order`() throws {
    let figures = try figures(["--followers", "10", "--seconds", "2"])
    #expect(figures["followers that were refused or did not join"] == 0)
    #expect(figures["followers without the last state"] == 0)
    #expect(figures["states out of order"] == 0)
    let presented = try #require(figures["states presented"])
    #expect(presented >= 2)
  }

  /// The states are so large that the sockets of those who do not read are full at once.
  @Test func `those who do not read hold up nobody, and are not waited for`() throws {
    let figures = try figures(["--followers", "10", "--seconds", "2", "--bytes", "50000", "--rate", "20", "--hostile"])
    #expect(figures["followers without the last state"] == 0)
    #expect(figures["states out of order"] == 0)
    #expect(figures["hostile ones that are not closed"] == 0)
  }

  @Test func `real followers draw, and are silent when nothing happens`() throws {
    let figures = try figures(["--draw", "4", "--seconds", "1"])
    #expect(figures["programs that do not run"] == 0)
    #expect(try #require(figures["to each terminal, mean, KiB/s"]) > 0)
    #expect(figures["bytes to all terminals in 5 s of rest"] == 0)
  }
}
