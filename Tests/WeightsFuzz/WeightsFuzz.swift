import Engine
import Weights

/// libFuzzer's entry: reads a file as a stranger's, writes it again, looks for a network in it and runs it if the file
/// holds an input.
///
/// A trap is a finding: in the reader, in the run, or because what was read and written again did not read as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWeights(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  check(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private func check(_ bytes: [UInt8]) {
  guard let (tensors, metadata) = try? Safetensors.read(bytes) else { return }
  do {
    let written = try Safetensors.write(tensors, metadata: metadata)
    let again = try Safetensors.read(written)
    precondition(again.tensors.mapValues(Bits.init) == tensors.mapValues(Bits.init), "tensors changed")
    precondition(again.metadata == metadata, "metadata changed")
    let rewritten = try Safetensors.write(again.tensors, metadata: again.metadata)
    precondition(rewritten == written, "bytes changed")
  } catch {
    // What is longer when it is written, with spaces and escapes of its own, may be too long.
    precondition("\(error)".contains(", more than "), "\(error)")
  }
  if let run = try? StoredRun(tensors, metadata: metadata) { _ = try? run.results(merge: .sum, gradients: true) }
  for ignoringOthers in [false, true] {
    do {
      let stored = try StoredNetwork(tensors, metadata: metadata, ignoringOthers: ignoringOthers)
      guard let configuration = try? stored.sizes.configuration() else { continue }
      let network = try Network(configuration, tensors: stored.doubles)
      precondition(network.configuration == configuration)
    } catch let error as WeightFileError {
      precondition(error.description.utf8.count < 100_000, "\(error)")
    } catch {
      preconditionFailure("the engine refuses what was inferred: \(error)")
    }
  }
}

/// A tensor that equals another bit for bit, NaN or not.
private struct Bits: Equatable {
  let shape: [Int]
  let dtype: StoredTensor.DType
  let values: [UInt64]

  init(_ tensor: StoredTensor) {
    shape = tensor.shape
    dtype = tensor.dtype
    values =
      switch tensor.values {
      case .f32(let numbers): numbers.map { UInt64($0.bitPattern) }
      case .f64(let numbers): numbers.map(\.bitPattern)
      case .i64(let numbers): numbers.map(UInt64.init(bitPattern:))
      }
  }
}
