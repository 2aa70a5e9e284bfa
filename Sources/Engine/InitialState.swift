/// The states before the first step of every chain: h[0] and h′[T+1], and c likewise for an LSTM.
public struct InitialState<S: Scalar>: Equatable, Sendable {
  /// h_0, shape (L·D, B, H), with a projection (L·D, B, P); row layer·D + direction, so that row 2k + 1 is h′[T+1] of
  /// layer k in a bidirectional network.
  public var hidden: Tensor<S>
  /// c_0, shape (L·D, B, H); read by an LSTM only, for which nil stands for zeros.
  public var cell: Tensor<S>?

  public init(hidden: Tensor<S>, cell: Tensor<S>? = nil) {
    self.hidden = hidden
    self.cell = cell
  }
}
