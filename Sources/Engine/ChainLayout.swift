/// How much of a run a trace keeps.
public enum Keeping: Sendable {
  /// Every intermediate number, for the screen.
  case everything
  /// What back-propagation reads.
  case gradients
}

/// Where the numbers of one chain's trace lie: one block of memory, its regions side by side. For T timesteps of B
/// sequences, H hidden units, G gates and states of P numbers (P = H without a projection) a chain keeps
///
///     T·B·G·H        gate
///     (T + 1)·B·P    hidden, with h[0] or h′[T+1]
///     (T + 1)·B·H    cell, with c[0] or c′[T+1]; LSTM
///     T·B·H          unprojected; LSTM with a projection
///     T·B·G·H        hiddenProduct; GRU, and every cell when everything is kept
///     2·T·B·G·H      inputProduct and preactivation, when everything is kept
struct ChainLayout: Equatable, Sendable {
  let gate: Range<Int>
  /// With the initial state: before the first timestep of a forward chain, after the last of a backward one.
  let hiddenStates: Range<Int>
  let cellStates: Range<Int>
  let unprojected: Range<Int>
  let hiddenProduct: Range<Int>
  let inputProduct: Range<Int>
  let preactivation: Range<Int>

  /// Numbers in all.
  var count: Int { preactivation.upperBound }

  init(_ configuration: Configuration, time: Int, batch: Int, keeping: Keeping) {
    var end = 0
    func region(_ rows: Int, _ size: Int, if isKept: Bool = true) -> Range<Int> {
      let start = end
      end += isKept ? rows * batch * size : 0
      return start..<end
    }
    let (cell, isEverything) = (configuration.cell, keeping == .everything)
    gate = region(time, configuration.gateSize)
    hiddenStates = region(time + 1, configuration.stateSize)
    cellStates = region(time + 1, configuration.hiddenSize, if: cell == .lstm)
    unprojected = region(time, configuration.hiddenSize, if: configuration.projectionSize != nil)
    hiddenProduct = region(time, configuration.gateSize, if: isEverything || cell == .gru)
    inputProduct = region(time, configuration.gateSize, if: isEverything)
    preactivation = region(time, configuration.gateSize, if: isEverything)
  }
}
