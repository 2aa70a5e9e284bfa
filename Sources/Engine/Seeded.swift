/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  /// A stream of its own for each name: streams of one seed do not depend on the order in which they are used.
  public init(seed: UInt64, stream: String) {
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = seed ^ hash
    _ = next()
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Uniform from 0 to below 1, from 53 random bits.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Uniform between −bound and bound.
  public mutating func uniform(_ bound: Double) -> Double {
    (unit() * 2 - 1) * bound
  }
}

extension Network {
  /// Weights drawn from U(−1/√H, 1/√H), the distribution that torch.nn.RNN, GRU and LSTM start from; a learned merge's
  /// from U(−1/√2H, 1/√2H), as of torch.nn.Linear.
  ///
  /// Every parameter has its own stream, named by the cell and the parameter: adding a direction or a layer leaves
  /// the weights of the chains that stay as they were, and so does another activation.
  ///
  /// - Throws: `ConfigurationError` for a size of which no network can be made.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public static func seeded(_ configuration: Configuration, seed: UInt64) throws(ConfigurationError) -> Network {
    try configuration.check()
    return Network(checked: configuration) { id in
      let isMerge = id.kind == .mergeWeight || id.kind == .mergeBias
      let inputs = isMerge ? 2 * configuration.stateSize : configuration.hiddenSize
      let bound = 1 / Double(inputs).squareRoot()
      var generator = SeededGenerator(seed: seed, stream: "\(configuration.cell.name) \(id.name)")
      return Tensor(shape: configuration.shape(of: id)) { S(generator.uniform(bound)) }
    }
  }

  /// The counter cell: a ReLU RNN with one input, one unit, W = U = 1 and no bias. From zero initial states h[t] is
  /// the sum of the inputs so far and h′[t] the sum of those still to come, x[t] counted in both.
  public static func counter(_ direction: Direction) -> Network {
    let configuration = Configuration(cell: .rnn(.relu), inputSize: 1, hiddenSize: 1, direction: direction)
    return Network(checked: configuration) { id in
      Tensor(shape: configuration.shape(of: id)) { id.kind == .weightIH || id.kind == .weightHH ? 1 : 0 }
    }
  }
}
