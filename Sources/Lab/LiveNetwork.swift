import Engine
import Lessons

/// Named tensors of the weight files that a lesson names, by the name it uses.
public typealias WeightFiles = [String: [String: Tensor<Double>]]

/// A slide's network with its weights, its input and everything that it computed. A value: other settings give
/// another one.
public struct LiveNetwork: Equatable, Sendable {
  public let experiment: Experiment
  public let settings: Settings
  /// Where the weights came from; not what the lesson asked for where that does not fit the settings.
  public let weights: WeightSource
  public let network: Network<Double>
  public let trace: Trace<Double>
  /// What the network started from; c_0 is there for an LSTM.
  let initial: InitialState<Double>
  /// The last layer's merged states, shape (T, 1, H or 2H); nil for a one-way network.
  public let merged: Tensor<Double>?
  public let schedule: Schedule
  /// The largest finite size of a unit in any state.
  public let largestState: Double

  /// - Parameters:
  ///   - files: what the lesson's weight files hold; a file that is missing or does not fit gives seed 1.
  ///   - before: the same experiment under other settings, whose numbers are kept where they stay the same.
  public init(
    _ experiment: Experiment, _ settings: Settings, files: WeightFiles, before: LiveNetwork? = nil
  ) {
    self.experiment = experiment
    self.settings = settings
    schedule = settings.schedule
    if let before, before.settings.hasSameNumbers(as: settings) {
      (network, weights, trace, initial) = (before.network, before.weights, before.trace, before.initial)
      (merged, largestState) = (Self.merged(trace, settings), before.largestState)
      return
    }
    let variant = settings.applied
    let input = InputVectors.tensor(settings.input, padding: variant.padding)
    let configuration = settings.configuration(inputSize: input.shape[2])
    do {
      var (network, weights) = try Self.network(configuration, experiment.weights, files)
      var initial = Self.initialState(experiment.initial, network.configuration)
      let edits = settings.numbers.of(settings)
      network.set(variant, isCounter: weights == .counter)
      network.apply(edits)
      if variant.isTied { network.tie() }
      initial.apply(edits, network.configuration)
      (self.network, self.weights, self.initial) = (network, weights, initial)
      trace = try network.run(
        input, lengths: variant.isPacked ? [settings.length] : nil, initial: initial,
        dropoutSeed: variant.isTraining ? Self.dropoutSeed : nil)
    } catch {
      preconditionFailure("a lesson's sizes are checked where it is read: \(error)")
    }
    merged = Self.merged(trace, settings)
    largestState = trace.layers.flatMap(\.chains).reduce(0) { largest, chain in
      chain.hidden.reduce(largest) { $1.isFinite ? max($0, abs($1)) : $0 }
    }
  }

  /// The same numbers are dropped every time, or no step could be taken back.
  private static let dropoutSeed: UInt64 = 1

  /// Whether nothing was switched or edited but the order of the steps.
  public var isTheLessons: Bool {
    var lessons = Settings(experiment)
    (lessons.order, lessons.formula, lessons.numbers) = (settings.order, settings.formula, settings.numbers)
    return settings == lessons && settings.numbers.of(settings).isEmpty
  }

  /// T, timesteps, padding among them.
  public var time: Int { trace.time }

  /// The H numbers of h[t] or h′[t], `t` from 1.
  public func state(_ place: StatePlace) -> [Double] {
    Array(trace.chain(layer: place.layer, pass: place.pass).hidden(t: place.t - 1))
  }

  /// The numbers of the last layer's merged state at `t`, from 1; empty for a one-way network.
  public func mergedState(_ t: Int) -> [Double] {
    guard let merged else { return [] }
    let size = merged.shape[2]
    return Array(merged.values[(t - 1) * size..<t * size])
  }

  /// What another merge of the basic ones would give at `t`, from 1; empty for a one-way network.
  public func mergedState(_ t: Int, by merge: Merge) -> [Double] {
    guard settings.applied.isRealigned || t > length else {
      return Self.turned(trace, settings, merge, t: t - 1)
    }
    return trace.merged(merge, layer: settings.layers - 1, t: t - 1) ?? []
  }

  /// Whether two states are the same numbers, NaN being like NaN.
  public static func areAlike(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  /// h[0] or h′[T+1] of a layer.
  public func initialState(layer: Int, pass: Pass) -> [Double] {
    Array(trace.chain(layer: layer, pass: pass).initialHidden)
  }

  /// The timesteps, from 1, of the inputs that a state depends on.
  public func inputsRead(by place: StatePlace) -> ClosedRange<Int> {
    let isMixed = settings.direction == .bidirectional && settings.applied.between != .apart
    if isMixed, place.layer > 0 { return 1...length }
    return place.pass == .forward ? 1...place.t : place.t...max(length, place.t)
  }

  private static func network(
    _ configuration: Configuration, _ source: WeightSource, _ files: WeightFiles
  ) throws -> (Network<Double>, WeightSource) {
    switch source {
    case .counter:
      let counter = Network<Double>.counter(configuration.direction)
      var plain = configuration
      // Of one layer, it drops nothing.
      plain.dropout = 0
      if counter.configuration == plain { return (counter, .counter) }
    case .file(let name):
      if let network = try? network(configuration, tensors: files[name] ?? [:]) { return (network, source) }
    case .seed(let seed):
      return (try .seeded(configuration, seed: seed), source)
    }
    return (try .seeded(configuration, seed: 1), .seed(1))
  }

  /// A file's tensors as a network of this configuration: with or without biases, and one-way from the forward half
  /// of a two-way file.
  private static func network(
    _ configuration: Configuration, tensors: [String: Tensor<Double>]
  ) throws -> Network<Double> {
    var configuration = configuration
    configuration.bias = tensors.keys.contains { $0.hasPrefix("bias_") }
    let isOneWay = configuration.direction == .forward
    let used = isOneWay ? tensors.filter { !$0.key.hasSuffix("_reverse") } : tensors
    return try Network(configuration, tensors: used)
  }

  private static func initialState(
    _ states: StartStates, _ configuration: Configuration
  ) -> InitialState<Double> {
    let units = configuration.stateSize
    var hidden = Tensor<Double>(zeros: [configuration.layers * configuration.directions, 1, units])
    for layer in 0..<configuration.layers {
      for pass in configuration.direction.passes {
        let row = configuration.stateRow(layer: layer, pass: pass)
        let values = unitValues(pass == .forward ? states.forward : states.backward, units)
        hidden.values.replaceSubrange(row * units..<(row + 1) * units, with: values)
      }
    }
    let cellShape = [hidden.shape[0], 1, configuration.hiddenSize]
    let cell = configuration.cell == .lstm ? Tensor<Double>(zeros: cellShape) : nil
    return InitialState(hidden: hidden, cell: cell)
  }

  /// A list that was written for another number of units gives zeros.
  private static func unitValues(_ state: StartState, _ units: Int) -> [Double] {
    switch state {
    case .every(let value): Array(repeating: value, count: units)
    case .units(let values): values.count == units ? values : Array(repeating: 0, count: units)
    }
  }
}

extension LiveNetwork {
  /// Why a lesson's weights are not the ones that its network runs with; nil if they are.
  public static func weightFault(_ experiment: Experiment, files: WeightFiles) -> String? {
    guard case .file(let name) = experiment.weights, let tensors = files[name] else { return nil }
    let inputSize = InputVectors.tensor(experiment.input).shape[2]
    let configuration = Settings(experiment).configuration(inputSize: inputSize)
    do {
      _ = try network(configuration, tensors: tensors)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
