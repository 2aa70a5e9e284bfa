import Engine
import Lab
import Weights

/// A training that is over, as a safetensors file: the three networks' parameters under `forward.`, `backward.` and
/// `both.`, followed by the names that `bilab train --save` uses, with `losses` and `accuracy` (clue before, clue after)
/// beside them; the settings are in the metadata.
public enum TrainingFile {
  /// The file does not hold what its settings need.
  public struct Fault: Error, CustomStringConvertible {
    public let description: String
  }

  public static func write(_ progress: TrainingProgress) throws -> [UInt8] {
    var tensors: [String: StoredTensor] = [:]
    for reader in BlankReader.allCases {
      let model = progress.models[reader]
      for (name, tensor) in zip(model.parameterNames, model.parameters) {
        tensors["\(reader).\(name)"] = StoredTensor(tensor)
      }
      tensors["\(reader).losses"] = StoredTensor(vector(progress.losses[reader]))
      if let accuracy = progress.accuracies?[reader] {
        tensors["\(reader).accuracy"] = StoredTensor(vector([Float(accuracy.clueBefore), Float(accuracy.clueAfter)]))
      }
    }
    let settings = progress.settings
    let metadata = [
      "cell": settings.cell.name, "hidden": "\(settings.hidden)", "merge": settings.merge.word,
      "rate": "\(settings.rate)", "seed": "\(settings.seed)", "epochs": "\(settings.epochs)",
      "steps": "\(progress.steps)", "words": Vocabulary.fillTheBlank.words.joined(separator: " "),
    ]
    return try Safetensors.write(tensors, metadata: metadata)
  }

  /// Reads a training of these settings.
  ///
  /// - Throws: what is wrong with the file; `Fault` when it is of other settings.
  public static func read(_ bytes: [UInt8], _ settings: TrainingSettings) throws -> TrainingProgress {
    let (tensors, metadata) = try Safetensors.read(bytes)
    guard let steps = metadata["steps"].flatMap({ Int($0) }), steps % settings.epochs == 0,
      settings.task == .blank,
      metadata["words"] == Vocabulary.fillTheBlank.words.joined(separator: " ")
    else { throw Fault(description: "the file is of another training") }
    func numbers(_ name: String) throws -> [Float] {
      guard let tensor = tensors[name]?.floats else { throw Fault(description: "the file has no \(name)") }
      return tensor.values
    }
    return TrainingProgress(
      settings: settings, steps: steps, stepsPerEpoch: steps / settings.epochs,
      losses: try ByReader { try numbers("\($0).losses") },
      accuracies: try ByReader { reader in
        let parts = try numbers("\(reader).accuracy")
        guard parts.count == 2 else { throw Fault(description: "the file has no accuracy of two parts") }
        return BlankAccuracy(clueBefore: Double(parts[0]), clueAfter: Double(parts[1]))
      },
      models: try ByReader { reader in
        let prefix = "\(reader)."
        var parameters: [String: Tensor<Float>] = [:]
        for (name, tensor) in tensors where name.hasPrefix(prefix) {
          parameters[String(name.dropFirst(prefix.count))] = tensor.floats
        }
        (parameters["losses"], parameters["accuracy"]) = (nil, nil)
        return try BlankModel(settings.configuration(reader), tensors: parameters)
      })
  }

  private static func vector(_ numbers: [Float]) -> Tensor<Float> {
    do { return try Tensor(shape: [numbers.count], values: numbers) } catch { preconditionFailure("\(error)") }
  }
}
