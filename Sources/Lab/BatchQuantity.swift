import Engine
import Lessons

/// A batch of sequences of several lengths, each the beginning of the slide's input.
extension LiveNetwork {
  /// What PyTorch makes of the batch; nil where the slide has none.
  func value(of batch: Quantity.Batch) -> QuantityValue? {
    let lengths = experiment.lengths.map { min($0, settings.input.count) }
    guard let longest = lengths.max() else { return nil }
    let (input, output, final) = (trace.layers[0].input, trace.output, trace.finalHidden)
    let shape = [longest, lengths.count]
    switch batch {
    case .lengths: return .shape(lengths)
    case .sortedIndices:
      return .shape(lengths.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) })
    case .batchSizes: return .shape((0..<longest).map { t in lengths.count { $0 > t } })
    case .finalHidden: return finalHidden(lengths, longest)
    case .inputShape: return .shape(shape + [input.shape[2]])
    case .outputShape: return .shape(shape + [output.shape[2]])
    case .firstInputShape: return .shape(shape.reversed() + [input.shape[2]])
    case .firstOutputShape: return .shape(shape.reversed() + [output.shape[2]])
    case .finalShape, .firstFinalShape: return .shape([final.shape[0], lengths.count, final.shape[2]])
    }
  }

  /// The start states of one sequence, shape (L·D, 1, ·), for so many of them.
  private static func repeated(_ states: Tensor<Double>, _ count: Int) -> Tensor<Double> {
    let (chains, size) = (states.shape[0], states.shape[2])
    var all = Tensor<Double>(zeros: [chains, count, size])
    all.values = (0..<chains).flatMap { chain in
      (0..<count).flatMap { _ in states.values[chain * size..<(chain + 1) * size] }
    }
    return all
  }

  /// h_n of the batch, a row a sequence: the states of all its chains.
  private func finalHidden(_ lengths: [Int], _ longest: Int) -> QuantityValue? {
    let input = trace.layers[0].input
    let size = input.shape[2]
    var batch = Tensor<Double>(zeros: [longest, lengths.count, size])
    for t in 0..<longest {
      for sequence in lengths.indices {
        let start = (t * lengths.count + sequence) * size
        batch.values.replaceSubrange(start..<start + size, with: input.values[t * size..<(t + 1) * size])
      }
    }
    let initial = InitialState(
      hidden: Self.repeated(initial.hidden, lengths.count), cell: initial.cell.map { Self.repeated($0, lengths.count) })
    guard let final = try? network.run(batch, lengths: lengths, initial: initial).finalHidden else { return nil }
    let (chains, state) = (final.shape[0], final.shape[2])
    return .rows(
      lengths.indices.map { sequence in
        (0..<chains).flatMap { chain -> ArraySlice<Double> in
          let start = (chain * lengths.count + sequence) * state
          return final.values[start..<start + state]
        }
      })
  }

  /// What is said where this network is made of its tensors without one of them, or without the backward ones.
  func error(missing: ParameterID?) -> String {
    let kept = network.configuration.parameterIDs.filter { missing == nil ? $0.pass == .forward : $0 != missing }
    let tensors = kept.compactMap { id in network[id].map { (id.name, $0) } }
    do {
      _ = try Network(network.configuration, tensors: Dictionary(uniqueKeysWithValues: tensors))
      return "nothing is missing"
    } catch {
      return "\(error)"
    }
  }
}

extension Tensor {
  /// The first of the first axis.
  func first(_ count: Int) -> Tensor {
    var first = Tensor(zeros: [count] + shape.dropFirst())
    first.values = Array(values.prefix(first.values.count))
    return first
  }
}
