import Engine
import Lessons
import Testing

@testable import Lab

struct CopyingTests {
  @Test func `what is copied is the code of the network, and it is forgotten with the next key`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.toggle(.merge), .copy)
    let lines = PyTorchSource.lines(of: visitor.live).map { $0.text + "\n" }
    #expect(visitor.viewpoint.copied == lines.joined())
    #expect(visitor.viewpoint.copied?.hasSuffix("\ny = h + h_back\n") == true)
    #expect(visitor.viewpoint.message == "10 lines of PyTorch sent to the clipboard")
    visitor.act(.next)
    #expect(visitor.viewpoint.copied == nil)
  }

  @Test func `a network that the screen shows with a file is copied with its numbers, edits too`() throws {
    var visitor = Visitor(Slide(.seeded(.lstm, hidden: 4)))
    var settings = visitor.live.settings
    settings.set(.initialCell(layer: 0, pass: .backward, unit: 2), to: 0.123)
    visitor.lecture.change(to: settings)
    #expect(PyTorchSource.lines(of: visitor.live).contains { $0.text.contains("load_file") })
    visitor.act(.copy)
    let text = try #require(visitor.viewpoint.copied)
    #expect(!text.contains("load_file") && text.contains("0.123"))
    for id in visitor.live.network.configuration.parameterIDs {
      let first = try #require(visitor.live.network[id]?.values.first)
      #expect(text.contains("\"\(id.name)\": ") && text.contains(Python.number(first)))
    }
  }

  @Test func `a network too large for a clipboard needs its file, and says so`() throws {
    var visitor = Visitor(Slide(.seeded(.lstm, hidden: 64, layers: 4)))
    visitor.act(.copy)
    let text = try #require(visitor.viewpoint.copied)
    #expect(text.utf8.count <= PyTorchSource.mostCopied && text.contains("load_file(\"weights.safetensors\")"))
    #expect(visitor.viewpoint.message?.hasSuffix("which needs weights.safetensors of bilab export") == true)
  }

  @Test func `a loop of its own needs both files, and says so`() throws {
    var experiment = Experiment.seeded(.gru)
    experiment.variant.resetGate = .beforeProduct
    var visitor = Visitor(Slide(experiment))
    visitor.act(.copy)
    let message = try #require(visitor.viewpoint.message)
    #expect(message.hasSuffix("which needs model.py and weights.safetensors of bilab export"))
  }

  @Test func `every size is copied within the limit`() {
    for hidden in [1, 2, 8, 9, 10, 11, 12, 13, 14, 16] {
      for cell in [Cell.rnn(.relu), .gru, .lstm] {
        let (text, needsFile) = PyTorchSource.copy(of: Visitor(Slide(.seeded(cell, hidden: hidden, layers: 2))).live)
        #expect(text.utf8.count <= PyTorchSource.mostCopied)
        #expect(needsFile == text.contains("load_file"))
      }
    }
  }

  @Test func `without a network there is nothing to copy`() {
    var visitor = Visitor(.words("words"))
    visitor.act(.copy)
    #expect(visitor.viewpoint.copied == nil)
    #expect(visitor.viewpoint.message == "this slide has no network to copy as PyTorch code")
  }
}
