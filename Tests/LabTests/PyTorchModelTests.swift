import Engine
import Foundation
import Lessons
import Testing

@testable import Lab

/// model.py of networks of every kind. Tests/PyTorch/check.py runs the same networks in PyTorch.
struct PyTorchModelTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "PyTorch")
  private static let environment = ProcessInfo.processInfo.environment

  @Test(arguments: PyTorchCase.all)
  func `model.py is the one that was run in PyTorch`(given: PyTorchCase) throws {
    let text = PyTorchModel.text(of: try given.network())
    let path = Self.root.appending(path: "\(given.name).py")
    guard Self.environment["BILAB_RECORD"] != "1", let data = try? Data(contentsOf: path) else {
      try Data(text.utf8).write(to: path)
      Issue.record("\(given.name).py recorded: run Tests/PyTorch/check.py, then this again")
      return
    }
    #expect(text == String(decoding: data, as: UTF8.self))
  }

  @Test func `every recorded model.py belongs to a case`() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
    #expect(Set(found) == Set(PyTorchCase.all.map { $0.name + ".py" }))
  }

  /// For Tests/PyTorch/check.py.
  @Test(.enabled(if: environment["BILAB_PYTORCH"] != nil))
  func `networks of every kind are written for PyTorch`() throws {
    let folder = URL(filePath: Self.environment["BILAB_PYTORCH"]!)
    for given in PyTorchCase.all { try given.write(to: folder) }
  }

  @Test(arguments: PyTorchCase.all)
  func `the file has every number that the code reads`(given: PyTorchCase) throws {
    let network = try given.network()
    var names = Set(given.configuration.parameterIDs.map(\.name)).union(["input", "h_0"])
    if given.configuration.cell == .lstm { names.insert("c_0") }
    if given.dropoutSeed != nil { names.formUnion((1..<given.configuration.layers).map { "dropped_l\($0 - 1)" }) }
    #expect(Set(network.tensors.keys) == names)
    for id in given.configuration.parameterIDs {
      #expect(network.tensors[id.name] == network.network[id])
    }
    #expect(network.tensors["input"]?.shape == [given.time, given.batch, given.configuration.inputSize])
    #expect(network.sequenceLengths == given.lengths)
  }

  @Test func `an LSTM without c_0 starts from zeros`() throws {
    let network = try Network<Double>.seeded(Configuration(cell: .lstm, inputSize: 1, hiddenSize: 3), seed: 1)
    let initial = InitialState<Double>(hidden: Tensor(zeros: [2, 1, 3]))
    let trace = try network.run(Tensor(zeros: [2, 1, 1]), initial: initial)
    #expect(PyTorchNetwork(trace, initial: initial, merge: .sum).tensors["c_0"] == Tensor(zeros: [2, 1, 3]))
  }
}

/// Numbers, lists and comments of Python.
struct PythonTests {
  @Test func `a number reads back as the same bits`() {
    var random = SeededGenerator(seed: 1)
    let special = [
      0, -0.0, 1, -1, 0.1, 1 / 3, 1e15, 1e16, -1e22, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
      999_999_999_999_999, 123456.75,
    ]
    let bits = (0..<2000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    for value in special + bits + (0..<200).map({ _ in random.uniform(100).rounded() }) {
      let text = Python.number(value)
      #expect(Double(text.hasSuffix(".") ? text + "0" : text)?.bitPattern == value.bitPattern, "\(text)")
    }
    #expect([0, -0.0, 3, -100, 0.5].map(Python.number) == ["0.", "-0.", "3.", "-100.", "0.5"])
    #expect(
      [Double.infinity, -.infinity, .nan].map(Python.number)
        == ["float(\"inf\")", "float(\"-inf\")", "float(\"nan\")"])
  }

  @Test func `a tensor is lists in lists, a row a line where they are long`() {
    #expect(Python.tensor([1, 2], shape: [2]) == ["torch.tensor([1., 2.])"])
    #expect(Python.tensor([1, 2, 3, 4], shape: [2, 2, 1]) == ["torch.tensor([[[1.], [2.]], [[3.], [4.]]])"])
    let third = "0.3333333333333333"
    let long = Python.tensor(Array(repeating: 1 / 3, count: 6), shape: [3, 2], before: "x = ", after: ".t()")
    #expect(long == ["x = torch.tensor(["] + Array(repeating: "    [\(third), \(third)],", count: 3) + ["]).t()"])
    let flat = Python.tensor(Array(repeating: 1 / 3, count: 6), shape: [6])
    #expect(flat.count == 4 && flat[1] == "    \(third), \(third), \(third), \(third),")
    #expect(flat.allSatisfy { $0.count <= 88 })
  }

  @Test func `a long comment is cut`() {
    #expect(Python.comment(String(repeating: "w", count: 70)) == String(repeating: "w", count: 60) + "...")
  }
}
