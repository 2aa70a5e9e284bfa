import Engine
import Lessons

extension Settings {
  /// The slide's variant as far as this network can have it: a toggle that makes a part of it impossible drops that
  /// part while it lasts.
  public var applied: Variant {
    var applied = variant
    if cell != .gru { applied.resetGate = .afterProduct }
    if cell != .lstm || variant.projection ?? 0 >= hidden { applied.projection = nil }
    if direction == .forward { (applied.isTied, applied.isRealigned) = (false, true) }
    if direction == .forward || layers == 1 { applied.between = .concat }
    if variant.padding == 0 { applied.isPacked = false }
    return applied
  }

  /// The variant as far as it decides states; how they are merged only arranges them.
  var statesVariant: Variant {
    var variant = applied
    variant.isRealigned = true
    return variant
  }

  /// The steps that each chain makes: one for every input, and for every padded one that it is not told of.
  public var length: Int { input.count + (applied.isPacked ? 0 : variant.padding) }

  var schedule: Schedule { Schedule(time: length, layers: layers, direction: direction, order: order) }

  /// - Parameter inputSize: I.
  func configuration(inputSize: Int) -> Configuration {
    let variant = applied
    return Configuration(
      cell: cell, inputSize: inputSize, hiddenSize: hidden, layers: layers, direction: direction,
      projectionSize: variant.projection, resetGate: variant.resetGate,
      merges: Array(repeating: variant.between, count: layers - 1), dropout: variant.dropout)
  }
}

extension Network<Double> {
  /// Sets the counter's U and b_ih, and adds every b_hh to its b_ih where that is asked for.
  mutating func set(_ variant: Variant, isCounter: Bool) {
    for id in configuration.parameterIDs where id.kind == .weightHH && isCounter {
      self[id] = self[id].map { tensor in
        var tensor = tensor
        tensor.values = [variant.recurrence]
        return tensor
      }
    }
    for id in configuration.parameterIDs where id.kind == .biasIH {
      let hidden = ParameterID(.biasHH, layer: id.layer, pass: id.pass)
      guard var sum = self[id], var other = self[hidden] else { continue }
      for row in sum.values.indices {
        if isCounter { sum.values[row] = variant.bias }
        guard variant.foldsBias else { continue }
        sum.values[row] += other.values[row]
        other.values[row] = 0
      }
      self[id] = sum
      self[hidden] = other
    }
  }

  /// Gives the backward chains the numbers of the forward chains, which have the same shapes.
  mutating func tie() {
    for id in configuration.parameterIDs where id.pass == .backward {
      self[id] = self[ParameterID(id.kind, layer: id.layer, pass: .forward)]
    }
  }
}

extension NumberPlace {
  /// Where the number is kept: one of a tied backward chain is its forward chain's.
  func owner(in settings: Settings) -> NumberPlace {
    guard settings.applied.isTied, case .parameter(var id, let row, let column) = self else { return self }
    id.pass = .forward
    return .parameter(id, row: row, column: column)
  }
}

extension LiveNetwork {
  /// Whether x[t] is padding: zeros that stand for no input.
  public func isPadding(_ t: Int) -> Bool { t > settings.input.count }

  /// The last timestep that the chains read; those after it are padding that they are told of.
  public var length: Int { schedule.time }

  /// Numbers per h[t]: the hidden units, or as many as they are projected to.
  public var stateSize: Int { network.configuration.stateSize }

  /// How an input is written: a word, its numbers, or `pad`.
  public func inputText(_ t: Int) -> String { isPadding(t) ? "pad" : settings.input.text(t) }

  /// The words of the input with its padding; nil where the input is numbers.
  public var words: [String]? {
    guard case .words(let words) = settings.input else { return nil }
    return words + Array(repeating: "pad", count: time - words.count)
  }

  /// What a chain reads at `t`, from 1: x[t], or what the layer below gives it.
  public func input(of place: StatePlace) -> ArraySlice<Double> {
    let all = trace.input(layer: place.layer, t: place.t - 1)
    guard place.layer > 0, settings.applied.between == .apart else { return all }
    return place.pass == .forward ? all.prefix(stateSize) : all.suffix(stateSize)
  }

  /// The two states that are merged at `t`, forward first: those of `t`, or, where the backward outputs were not turned
  /// round again, h[t] and the t-th state that the backward chain computed.
  public func mergedPlaces(_ t: Int) -> [StatePlace] {
    Pass.allCases.map { pass in
      let isTurned = pass == .backward && !settings.applied.isRealigned && t <= length
      return StatePlace(layer: settings.layers - 1, pass: pass, t: isTurned ? length + 1 - t : t)
    }
  }

  /// Whether the last layer's states at `t` are merged after `step` steps.
  public func isMerged(_ t: Int, after step: Int) -> Bool {
    settings.direction == .bidirectional && mergedPlaces(t).allSatisfy { schedule.isComputed($0, after: step) }
  }

  /// The states of the last layer merged, shape (T, 1, ·); nil for a one-way network.
  static func merged(_ trace: Trace<Double>, _ settings: Settings) -> Tensor<Double>? {
    guard var merged = trace.merged(settings.merge, layer: settings.layers - 1) else { return nil }
    guard !settings.applied.isRealigned else { return merged }
    let size = merged.shape[2]
    for t in 0..<settings.length {
      merged.values.replaceSubrange(t * size..<(t + 1) * size, with: turned(trace, settings, settings.merge, t: t))
    }
    return merged
  }

  /// h[t] merged with the state that the backward chain computed as many steps after its start; `t` from 0.
  static func turned(_ trace: Trace<Double>, _ settings: Settings, _ merge: Merge, t: Int) -> [Double] {
    let layer = settings.layers - 1
    return merge.apply(
      forward: trace.chain(layer: layer, pass: .forward).hidden(t: t),
      backward: trace.chain(layer: layer, pass: .backward).hidden(t: settings.length - 1 - t),
      hidden: trace.configuration.stateSize)
  }
}

/// What became of a slide's variant, in words.
func variantTexts(from old: Variant, to new: Variant) -> [String] {
  var parts: [String] = []
  func say(_ isOther: Bool, _ text: String) { if isOther { parts.append(text) } }
  say(old.padding != new.padding, "padding: \(old.padding) → \(new.padding)")
  say(old.isPacked != new.isPacked, new.isPacked ? "padded → packed" : "packed → padded")
  say(old.isTied != new.isTied, new.isTied ? "the directions are tied" : "each direction has its own weights")
  let recurrences = [old.recurrence, new.recurrence].map(TypedNumber.short)
  say(recurrences[0] != recurrences[1], "U: \(recurrences[0]) → \(recurrences[1])")
  say(old.bias != new.bias, "bias: \(TypedNumber.short(old.bias)) → \(TypedNumber.short(new.bias))")
  say(old.foldsBias != new.foldsBias, new.foldsBias ? "b_hh added to b_ih" : "two biases")
  say(old.resetGate != new.resetGate, "reset: \(old.resetGate.rawValue) → \(new.resetGate.rawValue)")
  say(old.between != new.between, "between layers: \(old.between.word) → \(new.between.word)")
  say(old.projection != new.projection, new.projection.map { "projected to \($0)" } ?? "not projected")
  say(old.dropout != new.dropout, "dropout: \(TypedNumber.short(old.dropout)) → \(TypedNumber.short(new.dropout))")
  say(old.isTraining != new.isTraining, new.isTraining ? "training" : "not training")
  say(old.isRealigned != new.isRealigned, new.isRealigned ? "h′ turned round again" : "h′ not turned round again")
  return parts
}
