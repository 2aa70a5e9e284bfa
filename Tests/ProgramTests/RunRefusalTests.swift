import Engine
import Foundation
import Testing
import Weights

/// What `bilab run` cannot do: one line, status 1, and no file.
@Suite struct RunRefusalTests {
  private static let packed = "032_lstm_bi_l1_float64"
  private static let oneWay = "002_rnn_tanh_uni_l1_float64"

  private func expectRefusal(_ arguments: [String], _ words: String, in folder: Folder) throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.root.path)
    let result = try Program.run(["run"] + arguments, in: folder)
    #expect(result.failed() && result.output.isEmpty, "\(result)")
    #expect(result.complaint.contains(words), "\(result.complaint)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path) == before)
  }

  static let changes: [(String, [String: StoredTensor?], String)] = [
    (packed, ["input": nil], "in: missing input, the numbers to run over, of shape (T, B, I)"),
    (packed, ["G": nil], "in: missing G, what the gradients begin from, of the shape of output"),
    (packed, ["G": RunFiles.zeros(6, 4, 6)], "expected shape (6, 4, 12), got (6, 4, 6)"),
    (packed, ["G_h": RunFiles.zeros(2, 4, 5)], "expected shape (2, 4, 6), got (2, 4, 5)"),
    (packed, ["h_0": RunFiles.zeros(2, 4)], "h_0 (L·D, B, H): expected shape (2, 4, 6), got (2, 4)"),
    (packed, ["input": RunFiles.zeros(6, 4, 3)], "input (T, B, I): expected shape (6, 4, 4), got (6, 4, 3)"),
    (packed, ["input": RunFiles.zeros(0, 4, 4)], "expected shape (1, 4, 4), got (0, 4, 4)"),
    (packed, ["lengths": StoredTensor([6, 0, 1, 1])], "sequence 1, counted from 0, has length 0, expected 1 to 6"),
    (packed, ["lengths": RunFiles.zeros(4)], "lengths: expected I64 of shape (B)"),
    (packed, ["weight_hh_l0": nil], "missing weight_hh_l0"),
    (packed, ["bias_ih_l0": RunFiles.zeros(3)], "bias_ih_l0: expected shape (24), got (3)"),
    (packed, ["weight_hh_l0": StoredTensor([1])], "weight_hh_l0"),
    (oneWay, ["c_0": RunFiles.zeros(1, 2, 4)], "c_0 is there, but only an LSTM has cell states"),
    (oneWay, ["input": StoredTensor([1, 2])], "input holds whole numbers, expected F32 or F64"),
  ]

  @Test(arguments: changes)
  func `a file that is no run`(_ fixture: String, _ change: [String: StoredTensor?], _ words: String) throws {
    let folder = try Folder()
    try folder.write(
      "in",
      RunFiles.changed(fixture) { tensors in
        for (name, tensor) in change { tensors[name] = tensor }
      })
    try expectRefusal(["in", "--grad", "--json", "-o", "out"], words, in: folder)
  }

  @Test func `a merge that cannot be`() throws {
    let folder = try Folder()
    let two = RunFiles.path(Self.packed)
    let one = RunFiles.path(Self.oneWay)
    try expectRefusal([one, "--merge", "sum", "-o", "out"], "the network is one-way", in: folder)
    let words = "--merge is one of concat, sum, average, product, max, or a formula: column"
    for (merge, column) in [("h ++* h'", 4), ("", 1), ("mean", 1), ("h + (h'", 8), ("linear", 1), ("apart", 1)] {
      try expectRefusal([two, "--merge", merge, "-o", "out"], "\(words) \(column): ", in: folder)
    }
  }

  @Test func `a cell that the file is not`() throws {
    let folder = try Folder()
    let path = RunFiles.path(Self.packed)
    try expectRefusal([path, "--cell", "gru", "-o", "out"], "weight_ih_l0: expected shape", in: folder)
    for arguments in [["--cell", "transformer"], ["--reset", "never"], ["--merge"], ["--foo"], ["-o"]] {
      let result = try Program.run(["run", path] + arguments)
      #expect(result.failed(with: 64) && result.output.isEmpty, "\(result)")
    }
    #expect(try Program.run(["run"]).failed(with: 64))
  }

  @Test func `what is no file`() throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path("fifo"), 0o600) == 0)
    try expectRefusal(["nosuch", "-o", "out"], "nosuch: there is no such file", in: folder)
    for path in ["fifo", ".", "/dev/zero"] {
      try expectRefusal([path, "-o", "out"], "\(path): that is not a regular file", in: folder)
    }
    try folder.write("large", Data())
    truncate(folder.path("large"), 1 << 40)
    try expectRefusal(["large", "-o", "out"], "large: the file has \(Safetensors.Limit.file + 1) bytes", in: folder)
  }

  @Test func `a file that may not be read says so`() throws {
    let folder = try Folder()
    try folder.write("secret", Data(contentsOf: URL(filePath: RunFiles.path(Self.oneWay))))
    chmod(folder.path("secret"), 0)
    // As in `HostileFileTests`: nothing is secret from root.
    try FileManager.default.copyItem(atPath: Program.path, toPath: folder.path("bilab"))
    chmod(folder.root.path, 0o755)
    let nobody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    let result = try Program.shell("\(nobody)./bilab run secret", in: folder)
    #expect(result.failed() && result.complaint == "bilab: secret: Permission denied\n", "\(result)")
  }

  @Test(arguments: WeightFileTests.hostile)
  func `a hostile file`(_ name: String, _ bytes: Data) throws {
    let folder = try Folder()
    try folder.write("in", bytes)
    try expectRefusal(["in", "--grad", "-o", "out"], "bilab: in: ", in: folder)
  }

  @Test func `damaged files never end it`() throws {
    let folder = try Folder()
    var random = Seeded(state: 5)
    let whole = try Data(contentsOf: URL(filePath: RunFiles.path(Self.packed)))
    for round in 0..<40 {
      var bytes = whole
      for _ in 0..<(round % 4 + 1) {
        bytes[Int.random(in: 0..<min(3_500, bytes.count), using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try folder.write("in", bytes)
      let result = try Program.run(["run", "in", "--grad", "--merge", "sum"], in: folder)
      #expect(result.status == 0 || result.failed(), "round \(round): \(result.complaint)")
    }
  }

  @Test func `a place where nothing can be written`() throws {
    let folder = try Folder()
    let path = RunFiles.path(Self.packed)
    try expectRefusal([path, "-o", "no/out"], "bilab: no/out: No such file or directory\n", in: folder)
    try expectRefusal([path, "-o", "."], "bilab: .: Is a directory\n", in: folder)
    try expectRefusal([path, "-o", "/dev/full"], "bilab: /dev/full: No space left on device\n", in: folder)
    try expectRefusal([path, "-o", ""], "No such file or directory\n", in: folder)
    for flag in ["", "--json", "--print"] {
      let full = try Program.shell("\"$bilab\" run '\(path)' \(flag) > /dev/full")
      #expect(full.failed() && full.complaint.contains("standard output cannot be written"), "\(full)")
    }
  }

  private static let evil = "a\u{1b}]0;title\u{07}\u{1b}[31mb\u{9b}c\u{202e}d\u{200b}\re\u{8}f\u{7f}\n"

  @Test func `names are made safe`() throws {
    let folder = try Folder()
    let packed = RunFiles.path(Self.packed)
    try folder.write(Self.evil, RunFiles.changed(Self.packed) { $0["input"] = nil })
    let (output, merge) = ([packed, "-o", "no/\(Self.evil)"], [packed, "--merge", "h\u{1b}[2J"])
    for arguments in [[Self.evil], output, merge, [packed, "--merge", Self.evil]] {
      let result = try Program.run(["run"] + arguments, in: folder)
      #expect(result.failed() && result.output.isEmpty, "\(result)")
      #expect(result.complaint.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format })
    }
    let usage = try Program.run(["run", packed, "--cell", Self.evil])
    #expect(usage.failed(with: 64), "\(usage)")
  }

  @Test func `a file of any name is read, and written`() throws {
    let folder = try Folder()
    let bytes = try Data(contentsOf: URL(filePath: RunFiles.path(Self.oneWay)))
    for name in ["a b.txt", "ü.safetensors", ".x", "-", "run", Self.evil] {
      try folder.write(name, bytes)
      let result = try Program.run(["run", "-o", "out \(name)", "--", name], in: folder)
      #expect(result.status == 0 && result.complaint.isEmpty, "\(result)")
      #expect(FileManager.default.fileExists(atPath: folder.path("out \(name)")))
    }
  }
}
