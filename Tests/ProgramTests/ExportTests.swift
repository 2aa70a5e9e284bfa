import Engine
import Foundation
import PseudoTerminal
import Testing
import Weights

@Suite struct ExportTests {
  private func export(_ arguments: String..., in folder: Folder) throws -> Program.Result {
    try Program.run(["export"] + arguments, in: folder)
  }

  private func tensors(_ folder: Folder, _ path: String) throws -> [String: StoredTensor] {
    try Safetensors.read(Array(Data(contentsOf: folder.url(path)))).tensors
  }

  @Test func `both files, and how to run them`() throws {
    let folder = try Folder()
    let result = try export("--slide", "8", "-o", "out", in: folder)
    #expect(result.status == 0 && result.complaint.isEmpty)
    #expect(
      result.lines == [
        "out/model.py  RNN with ReLU, two-way, 1 layer, I = 1, H = 1",
        "out/weights.safetensors  10 tensors, \(try Data(contentsOf: folder.url("out/weights.safetensors")).count) bytes",
        "python3 out/model.py runs it where torch and safetensors are installed",
      ])
    let model = try String(contentsOf: folder.url("out/model.py"), encoding: .utf8)
    #expect(model.contains("self.rnn = torch.nn.RNN(1, 1, nonlinearity=\"relu\", bidirectional=True)"))
    let tensors = try tensors(folder, "out/weights.safetensors")
    #expect(tensors.values.allSatisfy { $0.dtype == .f64 })
    #expect(tensors["input"] == StoredTensor(try Tensor<Double>(shape: [4, 1, 1], values: [1, 2, 3, 4])))
    #expect(tensors["h_0"]?.shape == [2, 1, 1] && tensors["weight_hh_l0_reverse"]?.shape == [1, 1])
  }

  @Test func `the weights, byte for byte`() throws {
    let folder = try Folder()
    #expect(try export("--slide", "9", "--keys", "d", "-o", "out", in: folder).status == 0)
    let bytes = Array(try Data(contentsOf: folder.url("out/weights.safetensors")))
    var header =
      #"{"__metadata__":{"bilab":"export","network":"RNN with ReLU, one-way, 1 layer, I = 1, H = 1"},"#
      + #""bias_hh_l0":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"#
      + #""bias_ih_l0":{"dtype":"F64","shape":[1],"data_offsets":[8,16]},"#
      + #""h_0":{"dtype":"F64","shape":[1,1,1],"data_offsets":[16,24]},"#
      + #""input":{"dtype":"F64","shape":[4,1,1],"data_offsets":[24,56]},"#
      + #""weight_hh_l0":{"dtype":"F64","shape":[1,1],"data_offsets":[56,64]},"#
      + #""weight_ih_l0":{"dtype":"F64","shape":[1,1],"data_offsets":[64,72]}}"#
    header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    var wanted = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8)
    for number in [0.0, 0, 0, 1, 2, 3, 4, 1, 1] {
      wanted += withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
    }
    #expect(bytes == wanted)
  }

  @Test func `keys change what is written, as on the screen`() throws {
    let folder = try Folder()
    let keys = "c c m W right e 0 . 2 5 enter"
    #expect(try export("--slide", "8", "--keys", keys, "-o", "out", in: folder).status == 0)
    let model = try String(contentsOf: folder.url("out/model.py"), encoding: .utf8)
    #expect(model.contains("torch.nn.LSTM(1, 1, bidirectional=True)") && model.contains("return h + h_back"))
    let tensors = try tensors(folder, "out/weights.safetensors")
    #expect(tensors["weight_ih_l0"]?.doubles?.values.first == 0.25 && tensors["c_0"]?.shape == [2, 1, 1])
    let short = try export("--slide", "8", "--keys", keys, "--short", in: folder)
    #expect(short.text.contains("torch.nn.LSTM(1, 1, bidirectional=True)") && short.text.contains("[0.25]"))
  }

  @Test func `all slides with a network, each in a folder`() throws {
    let folder = try Folder()
    let path = try folder.write("two.md", .lesson("input = [1, 2]") + "\n---\n\n# Third\n\n```lab\ninput = [5]\n```\n")
    #expect(try export(path, "--slide", "all", "-o", "out", in: folder).lines.count == 6)
    let found = try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
    #expect(Set(found) == ["slide-01", "slide-03"])
    #expect(try tensors(folder, "out/slide-03/weights.safetensors")["input"]?.doubles?.values == [5])
  }

  @Test func `its own files are replaced, changed ones and others are not`() throws {
    let folder = try Folder()
    for slide in ["8", "9"] { #expect(try export("--slide", slide, "-o", "out/", in: folder).status == 0) }
    let weights = try Data(contentsOf: folder.url("out/weights.safetensors"))
    let model = try Data(contentsOf: folder.url("out/model.py"))
    for (name, bytes) in [("model.py", model + Data("# mine\n".utf8)), ("weights.safetensors", Data("mine".utf8))] {
      try bytes.write(to: folder.url("out/\(name)"))
      let refused = try export("--slide", "10", "-o", "out", in: folder)
      #expect(refused.failed() && refused.complaint.hasPrefix("bilab: out/\(name) is there"))
      #expect(try Data(contentsOf: folder.url("out/\(name)")) == bytes)
      #expect(try export("--slide", "9", "-o", "out", "--force", in: folder).status == 0)
    }
    #expect(try Data(contentsOf: folder.url("out/weights.safetensors")) == weights)
    #expect(try Data(contentsOf: folder.url("out/model.py")) == model)
  }

  @Test(arguments: [
    (["--slide", "1", "-o", "out"], "slide 1 has no lab block"),
    (["--slide", "99", "-o", "out"], "there is no slide 99"),
    (["--slide", "8", "-o", "file"], "file: not a folder"),
    (["--slide", "8", "-o", "no/where"], "no/where: No such file or directory"),
    (["--slide", "8", "-o", "/proc/out"], "/proc/out: No such file or directory"),
    (["--slide", "8", "-o", ""], "No such file or directory"),
    (["nothing.md", "--slide", "1", "-o", "out"], "nothing.md: there is no such file"),
    (["--slide", "8", "--keys", "nokey", "-o", "out"], "is no key"),
  ])
  func `what cannot be written is one line`(_ arguments: [String], _ words: String) throws {
    let folder = try Folder()
    try folder.write("file", "text")
    let result = try Program.run(["export"] + arguments, in: folder)
    #expect(result.failed() && result.complaint.contains(words), "\(result.complaint)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path) == ["file"])
  }

  @Test func `a folder that must not be written to is left alone`() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(at: folder.url("out/model.py"), withIntermediateDirectories: true)
    let result = try export("--slide", "8", "-o", "out", in: folder)
    #expect(result.failed() && result.complaint.contains("out/model.py: Is a directory"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) == ["model.py"])
  }

  @Test(arguments: [
    ["--slide", "8"], ["-o", "out"], ["--slide", "eight", "-o", "out"], ["--slide", "8", "--short", "-o", "out"],
    ["--slide", "all", "--short"],
  ])
  func `wrong options are usage`(_ arguments: [String]) throws {
    #expect(try Program.run(["export"] + arguments).failed(with: 64))
  }

  @Test func `y sends the code that --short prints`() throws {
    let terminal = try startLab(["--slide", "8"])
    try terminal.press(["m", "y"])
    try terminal.waitFor(text: "10 lines of PyTorch sent to the clipboard")
    try terminal.press(["q"])
    _ = try terminal.waitForEnd()
    let short = try Program.run(["export", "--slide", "8", "--keys", "m", "--short"])
    let sent = Array("\u{1b}]52;c;\(Data(short.output).base64EncodedString())\u{7}".utf8)
    #expect(terminal.received.ranges(of: sent).count == 1)
    terminal.expectGivenBack()
  }

  @Test func `the console has no clipboard, and says what has`() throws {
    var environment = Program.environment
    environment["TERM"] = "linux"
    let terminal = try startLab(["--slide", "8"], environment: environment)
    try terminal.press(["y"])
    try terminal.waitFor(text: "this terminal takes no clipboard; bilab export --short prints the code")
    #expect(terminal.received.ranges(of: Array("\u{1b}]52".utf8)).isEmpty)
  }
}
