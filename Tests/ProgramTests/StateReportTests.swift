import Foundation
import Testing

/// `bilab dump --json`.
@Suite struct StateReportTests {
  private func report(_ arguments: [String], in folder: Folder? = nil) throws -> NSDictionary {
    let result = try Program.run(["dump", "--json"] + arguments, in: folder)
    #expect(result.status == 0, "\(result.complaint)")
    #expect(result.lines.count == 1)
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? NSDictionary)
  }

  private func object(_ json: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
  }

  private func lesson(_ block: String) throws -> Folder {
    let folder = try Folder()
    try folder.write("lesson.md", "+++\ntitle = \"Mine\"\n+++\n\n" + .lesson(block))
    return folder
  }

  @Test func `a slide without a network`() throws {
    let folder = try lesson("input = [1]")
    let expected = """
      {"lesson": "Mine", "slide": 2, "slides": 2, "title": "Second", "step": 0, "steps": 0, "network": null}
      """
    #expect(try report(["lesson.md", "--slide", "2"], in: folder) == object(expected))
  }

  /// 1, 3, 6 from the left and 3, 5, 6 from the right.
  @Test func `the counter, half way back`() throws {
    let folder = try lesson("weights = \"counter\"\ninput = [1, 2, 3]\nmerge = \"sum\"\ninitial = { backward = 10 }")
    let expected = """
      {"lesson": "Mine", "slide": 1, "slides": 2, "title": "First", "step": 5, "steps": 6, "network": {
        "cell": "rnn", "activation": "relu", "direction": "bidirectional", "layers": 1, "hidden": 1,
        "weights": "counter", "merge": "sum", "order": "passes", "variant": null, "initial": {"forward": [0], "backward": [10]},
        "x": [[1], [2], [3]], "forward": [[1], [3], [6]], "backward": [null, [15], [13]],
        "merged": [null, [18], [19]]}}
      """
    #expect(try report(["lesson.md", "--slide", "1", "--step", "5"], in: folder) == object(expected))
  }

  @Test func `one way has no backward state and nothing merged`() throws {
    let folder = try lesson("weights = \"counter\"\ndirection = \"forward\"\ninput = [1, 2, 3]")
    let expected = """
      {"lesson": "Mine", "slide": 1, "slides": 2, "title": "First", "step": 1, "steps": 3, "network": {
        "cell": "rnn", "activation": "relu", "direction": "forward", "layers": 1, "hidden": 1,
        "weights": "counter", "merge": "concat", "order": "passes", "variant": null, "initial": {"forward": [0], "backward": null},
        "x": [[1], [2], [3]], "forward": [[1], null, null], "backward": null, "merged": null}}
      """
    #expect(try report(["lesson.md", "--slide", "1", "--step", "1"], in: folder) == object(expected))
  }

  @Test func `padding that the network is told of has no states`() throws {
    let folder = try lesson(
      "weights = \"counter\"\nbias = 0.5\ninput = [1, 2]\npadding = 1\npacked = true\nmerge = \"sum\"")
    let expected = """
      {"lesson": "Mine", "slide": 1, "slides": 2, "title": "First", "step": 4, "steps": 4, "network": {
        "cell": "rnn", "activation": "relu", "direction": "bidirectional", "layers": 1, "hidden": 1,
        "weights": "counter", "merge": "sum", "order": "passes", "variant": {
          "bias": 0.5, "recurrence": 1, "padding": 1, "packed": true, "tied": false, "fold_bias": false, "reset": "after",
          "between": "concat", "projection": null, "dropout": 0, "training": false, "realign": true},
        "initial": {"forward": [0], "backward": [0]}, "x": [[1], [2], [0]], "forward": [[1.5], [4], null],
        "backward": [[4], [2.5], null], "merged": [[5.5], [6.5], null]}}
      """
    #expect(try report(["lesson.md", "--slide", "1"], in: folder) == object(expected))
  }

  private func network(_ block: String, _ arguments: String...) throws -> NSDictionary {
    let folder = try lesson(block)
    let report = try report(["lesson.md", "--slide", "1"] + arguments, in: folder)
    return try #require(report["network"] as? NSDictionary)
  }

  @Test(arguments: [("rnn", "tanh"), ("gru", nil), ("lstm", nil)])
  func `a cell and its activation`(_ cell: String, _ activation: String?) throws {
    let network = try network("cell = \"\(cell)\"\nseed = 7\nlayers = 2\nhidden = 3\nwords = [\"a\", \"___\"]")
    #expect(network["cell"] as? String == cell)
    #expect(network["activation"] as? String == activation)
    #expect(activation != nil || network["activation"] is NSNull)
    #expect(network["weights"] as? String == "seed 7")
    #expect(network["layers"] as? Int == 2 && network["hidden"] as? Int == 3)
    let x = try #require(network["x"] as? [[Double]])
    #expect(x.count == 2 && x[0].contains { $0 != 0 } && x[1].allSatisfy { $0 == 0 })
    #expect((network["forward"] as? [[Double]])?.map(\.count) == [3, 3])
    #expect((network["merged"] as? [[Double]])?.map(\.count) == [6, 6])
  }

  /// The states of the last layer: all of the first layer comes before them.
  @Test func `null until the last layer has it`() throws {
    let block = "layers = 2\nhidden = 1\ninput = [1, 2]\norder = \"lockstep\""
    #expect(try network(block, "--step", "2")["forward"] as? [NSNull] == [NSNull(), NSNull()])
    let half = try network(block, "--step", "3")
    #expect((half["forward"] as? NSArray)?[0] is [Double] && (half["forward"] as? NSArray)?[1] is NSNull)
    #expect((half["backward"] as? NSArray)?[0] is NSNull && (half["backward"] as? NSArray)?[1] is [Double])
    #expect(half["merged"] as? [NSNull] == [NSNull(), NSNull()])
    #expect(half["order"] as? String == "lockstep")
  }

  @Test(arguments: [
    ("concat", [[1.0, 6], [3, 5], [6, 3]]), ("sum", [[7], [8], [9]]), ("average", [[3.5], [4], [4.5]]),
    ("product", [[6], [15], [18]]), ("max", [[6], [5], [6]]),
  ])
  func `every merge, by its word and by its key`(_ merge: String, _ merged: [[Double]]) throws {
    let counter = "weights = \"counter\"\ninput = [1, 2, 3]\n"
    let written = try network(counter + "merge = \"\(merge)\"")
    #expect(written["merge"] as? String == merge)
    #expect(written["merged"] as? [[Double]] == merged)
    let words = ["concat", "sum", "average", "product", "max"]
    let keys = Array(repeating: "m", count: try #require(words.firstIndex(of: merge)))
    #expect(try network(counter, "--keys", keys.joined(separator: " ")) == written)
  }

  @Test func `what the keys change is what it reports`() throws {
    let network = try network("seed = 3\ninput = [1, 2]", "--keys", "c d L H")
    #expect(network["cell"] as? String == "gru" && network["direction"] as? String == "forward")
    #expect(network["layers"] as? Int == 2 && network["hidden"] as? Int == 8)
  }

  @Test func `numbers beyond all numbers are words`() throws {
    let network = try network("weights = \"counter\"\ninput = [1e308, 1e308]")
    #expect((network["forward"] as? [[Any]])?.last?.first as? String == "inf")
  }
}
