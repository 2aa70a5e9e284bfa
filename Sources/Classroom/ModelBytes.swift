import Engine
import Lab

/// The weights of a training's three networks as bytes. They cross once, under the name of their content.
extension ByteWriter {
  mutating func write(_ models: ByReader<BlankModel<Float>>) {
    for reader in BlankReader.allCases {
      for tensor in models[reader].parameters { write(tensor.values) { $0.write($1) } }
    }
  }
}

extension ByteReader {
  /// - Throws: for what are no weights of networks with these settings.
  mutating func models(of settings: TrainingSettings) throws(ByteFault) -> ByReader<BlankModel<Float>> {
    guard var models = try? TrainingRun(settings).progress.models else { throw .noModels }
    for name in BlankReader.allCases {
      var tensors: [String: Tensor<Float>] = [:]
      for (parameter, tensor) in zip(models[name].parameterNames, models[name].parameters) {
        let values = try list(most: tensor.values.count) { reader throws(ByteFault) in try reader.float() }
        guard values.count == tensor.values.count, values.allSatisfy(\.isFinite) else { throw .noModels }
        tensors[parameter] = try? Tensor(shape: tensor.shape, values: values)
      }
      guard let model = try? BlankModel(settings.configuration(name), tensors: tensors) else { throw .noModels }
      models[name] = model
    }
    return models
  }
}

extension ByteFault {
  fileprivate static let noModels = ByteFault(description: "the weights are of other networks")
}
