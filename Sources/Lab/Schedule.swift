import Engine
import Lessons

/// One state of a network: h[t] or h′[t] of a layer. Layers count from 0, `t` from 1, as on the screen.
public struct StatePlace: Hashable, Sendable {
  public var layer: Int
  public var pass: Pass
  public var t: Int

  public init(layer: Int, pass: Pass, t: Int) {
    self.layer = layer
    self.pass = pass
    self.t = t
  }
}

/// In which step each state of a network appears. Step 0 is before the first state; layers follow one another, since
/// a layer reads whole states of the one below.
public struct Schedule: Hashable, Sendable {
  /// T, at least 1.
  public let time: Int
  public let layers: Int
  public let direction: Direction
  public let order: SteppingOrder

  public init(time: Int, layers: Int, direction: Direction, order: SteppingOrder) {
    self.time = time
    self.layers = layers
    self.direction = direction
    self.order = order
  }

  /// The last step: everything is computed.
  public var count: Int { layers * stepsPerLayer }

  private var stepsPerLayer: Int { direction == .bidirectional && order == .passes ? 2 * time : time }

  /// The step in which a state is computed, 1...count. A backward pass computes h′[T] first.
  public func step(of place: StatePlace) -> Int {
    let inPass = place.pass == .forward ? place.t : time + 1 - place.t
    let passBefore = place.pass == .backward && order == .passes ? time : 0
    return place.layer * stepsPerLayer + passBefore + inPass
  }

  /// The states that a step computes, forward first; none at step 0.
  public func places(at step: Int) -> [StatePlace] {
    guard (1...count).contains(step) else { return [] }
    let layer = (step - 1) / stepsPerLayer
    let inLayer = (step - 1) % stepsPerLayer + 1
    if direction == .bidirectional, order == .lockstep {
      return [
        StatePlace(layer: layer, pass: .forward, t: inLayer),
        StatePlace(layer: layer, pass: .backward, t: time + 1 - inLayer),
      ]
    }
    if inLayer <= time { return [StatePlace(layer: layer, pass: .forward, t: inLayer)] }
    return [StatePlace(layer: layer, pass: .backward, t: 2 * time + 1 - inLayer)]
  }

  /// Whether a state exists after `step` steps; padding that the chains are told of never has one.
  public func isComputed(_ place: StatePlace, after step: Int) -> Bool {
    (1...time).contains(place.t) && self.step(of: place) <= step
  }

  /// Whether both states of a layer at `t` exist, so that they can be merged.
  public func isMerged(layer: Int, t: Int, after step: Int) -> Bool {
    direction == .bidirectional
      && Pass.allCases.allSatisfy { isComputed(StatePlace(layer: layer, pass: $0, t: t), after: step) }
  }

  /// The next step after `step` in which `t` is now, going round; nil if there is no such timestep.
  public func step(after step: Int, at t: Int) -> Int? {
    guard (1...time).contains(t) else { return nil }
    return (step + 1...step + count).lazy.map { ($0 - 1) % count + 1 }
      .first { places(at: $0).contains { $0.t == t } }
  }

  /// The state computed just before (−1) or after (1) a state; nil at either end.
  func neighbour(of place: StatePlace, by distance: Int) -> StatePlace? {
    let here = places(at: step(of: place))
    let index = here.firstIndex(of: place)! + distance
    if here.indices.contains(index) { return here[index] }
    let there = places(at: step(of: place) + distance)
    return distance > 0 ? there.first : there.last
  }
}
