import Foundation
import Testing
import Weights

/// The files that the fuzzer of `Tests/WeightsFuzz` found, one for each thing that the reader and the inference can do.
@Suite("the fuzzer's corpus")
struct CorpusTests {
  static let files: [URL] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.path < $1.path }
  }()

  @Test("each file is read or refused, and what is read is stable when written")
  func stable() throws {
    var (read, networks) = (0, 0)
    for file in Self.files {
      guard let (tensors, metadata) = try? Safetensors.read(Array(Data(contentsOf: file))) else { continue }
      read += 1
      let written = try Safetensors.write(tensors, metadata: metadata)
      let again = try Safetensors.read(written)
      #expect(again.metadata == metadata && again.tensors.mapValues(\.shape) == tensors.mapValues(\.shape))
      #expect(try Safetensors.write(again.tensors, metadata: again.metadata) == written, "\(file.lastPathComponent)")
      if (try? StoredNetwork(tensors, metadata: metadata, ignoringOthers: true)) != nil { networks += 1 }
    }
    #expect(read > 20 && networks > 5 && read < Self.files.count, "\(Self.files.count), \(read), \(networks)")
  }

  @Test("the corpus stays small")
  func small() throws {
    let sizes = try Self.files.map { try Data(contentsOf: $0).count }
    #expect(sizes.allSatisfy { $0 <= 4096 } && sizes.reduce(0, +) < 50_000)
  }
}
