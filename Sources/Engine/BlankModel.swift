/// A model that fills the blank of a sentence: an embedding of its words, a recurrent network over them, and a linear
/// layer, the head, from the network's output at the blank to one logit per word of the vocabulary.
public struct BlankModel<S: Scalar>: Equatable, Sendable {
  public internal(set) var embedding: Embedding<S>
  public internal(set) var network: Network<S>
  public internal(set) var head: Linear<S>

  /// - Throws: `ShapeError` when the network does not read the embedding's vectors, or the head not the network's
  ///   output, or when there is not one logit per token.
  public init(embedding: Embedding<S>, network: Network<S>, head: Linear<S>) throws(ShapeError) {
    let configuration = network.configuration
    guard embedding.size == configuration.inputSize else {
      throw ShapeError(
        what: "embedding weight (V, I)", expected: [embedding.tokens, configuration.inputSize],
        actual: embedding.weight.shape)
    }
    let sizes = [embedding.tokens, configuration.outputSize(ofLayer: configuration.layers - 1)]
    guard head.weight.shape == sizes else {
      throw ShapeError(what: "head weight (V, output)", expected: sizes, actual: head.weight.shape)
    }
    self.embedding = embedding
    self.network = network
    self.head = head
  }

  /// Parameters drawn as PyTorch's modules draw theirs, each from a stream of its own: two models of one seed that
  /// differ in the direction share all numbers but those of the backward chains and of the head.
  ///
  /// - Parameters:
  ///   - configuration: the network's; its input size is the size of the embedding.
  ///   - tokens: V, at least 1.
  /// - Throws: `ConfigurationError` for a size of which no network can be made; `ShapeError` without tokens.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public static func seeded(_ configuration: Configuration, tokens: Int, seed: UInt64) throws -> BlankModel {
    let network = try Network<S>.seeded(configuration, seed: seed)
    let head = try Linear<S>.seeded(
      inputs: configuration.outputSize(ofLayer: configuration.layers - 1), outputs: tokens, seed: seed, stream: "head")
    return try BlankModel(
      embedding: .seeded(tokens: tokens, size: configuration.inputSize, seed: seed, stream: "embedding.weight"),
      network: network, head: head)
  }

  /// The network's run over a batch, padding left out.
  ///
  /// - Throws: `TokenError` for a token outside the embedding.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func run(_ batch: TrainingBatch, keeping: Keeping = .everything, threads: Int = 1) throws -> Trace<S> {
    let vectors = Tensor(
      shape: [batch.time, batch.batch, embedding.size], filledWith: try embedding(batch.tokens).values)
    return try network.run(vectors, lengths: batch.lengths, keeping: keeping, threads: threads)
  }

  /// What the head makes of a run's output at the blanks, shape (B, V).
  ///
  /// - Parameters:
  ///   - trace: a run of this model.
  ///   - blanks: a timestep for each sequence of the run, from 0.
  /// - Throws: `ShapeError` for the trace of another network.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func logits(_ trace: Trace<S>, blanks: [Int]) throws -> Tensor<S> {
    try head(trace.output.rows(at: blanks))
  }

  /// The likeliest token for each blank of a batch.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func answers(_ batch: TrainingBatch) throws -> [Int] {
    let logits = try logits(run(batch, keeping: .gradients), blanks: batch.blanks)
    return (0..<batch.batch).map { row in
      let start = row * head.outputs
      var best = start
      for index in start..<start + head.outputs where logits.values[index] > logits.values[best] { best = index }
      return best - start
    }
  }

  /// The mean cross-entropy of a batch's blanks, and its gradient by each parameter. Nothing is dropped, whatever the
  /// configuration says of dropout.
  ///
  /// - Returns: The loss, and tensors in the order and the shapes of `parameters`.
  /// - Throws: `TokenError` or `LossError` for a token or a target outside the vocabulary.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func gradients(_ batch: TrainingBatch, threads: Int = 1) throws -> (loss: S, gradients: [Tensor<S>]) {
    let trace = try run(batch, keeping: .gradients, threads: threads)
    let states = trace.output.rows(at: batch.blanks)
    let loss = try crossEntropy(head(states), targets: batch.targets)

    let ofHead = try head.gradients(output: loss.gradient, input: states)
    let ofOutput = ofHead.input.scattered(at: batch.blanks, time: batch.time)
    let ofNetwork = try trace.gradients(output: ofOutput, threads: threads)
    let ofEmbedding = try embedding.gradient(ofNetwork.input, tokens: batch.tokens)
    let chains = network.configuration.parameterIDs.compactMap { ofNetwork.parameters[$0] }
    return (loss.value, [ofEmbedding] + chains + [ofHead.weight] + (ofHead.bias.map { [$0] } ?? []))
  }

  /// One step of training: the loss before it. Throws as `gradients`.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public mutating func step(_ batch: TrainingBatch, optimiser: inout Adam<S>, threads: Int = 1) throws -> S {
    let (loss, gradients) = try gradients(batch, threads: threads)
    var taken = takeParameters()
    optimiser.step(&taken, gradients: gradients)
    put(taken)
    return loss
  }
}

extension Tensor {
  /// Of a tensor of shape (T, B, n) one row for each sequence, shape (B, n): that of its timestep in `times`.
  fileprivate func rows(at times: [Int]) -> Tensor {
    let (batch, size) = (shape[1], shape[2])
    precondition(times.count == batch && times.allSatisfy((0..<shape[0]).contains), "a timestep for each sequence")
    var rows: [S] = []
    rows.reserveCapacity(batch * size)
    for (sequence, t) in times.enumerated() {
      let start = (t * batch + sequence) * size
      rows += values[start..<start + size]
    }
    return Tensor(shape: [batch, size], filledWith: rows)
  }

  /// The reverse: shape (T, B, n) from (B, n), zeros at all other timesteps.
  fileprivate func scattered(at times: [Int], time: Int) -> Tensor {
    let (batch, size) = (shape[0], shape[1])
    var result = Tensor(zeros: [time, batch, size])
    result.values.withUnsafeMutableBufferPointer { result in
      for (sequence, t) in times.enumerated() {
        for index in 0..<size { result[(t * batch + sequence) * size + index] = values[sequence * size + index] }
      }
    }
    return result
  }
}
