/// A loss and its gradient by what it was computed from.
public struct Loss<S: Scalar>: Equatable, Sendable {
  public let value: S
  /// d value / d logits, or d value / d prediction, in their shape.
  public let gradient: Tensor<S>
}

/// The mean cross-entropy of rows of logits, torch.nn.functional.cross_entropy:
///
///     loss = mean over the counted rows of  log Σ_v e^logit_v − logit_target
///     d loss / d logit_v = (softmax_v − [v = target]) / counted rows
///
/// - Parameters:
///   - logits: shape (n, V), V at least 1.
///   - targets: for each row the class that is right, or nil for a row that does not count, such as padding.
/// - Throws: `LossError` for a target outside 0 ..< V, and when no row counts, where PyTorch's mean is NaN;
///   `ShapeError` when there is not one target per row.
/// - Complexity: O(n·V).
@specialized(where S == Float)
@specialized(where S == Double)
public func crossEntropy<S: Scalar>(_ logits: Tensor<S>, targets: [Int?]) throws -> Loss<S> {
  let classes = max(logits.shape.last ?? 1, 1)
  guard logits.shape == [targets.count, classes] else {
    throw ShapeError(what: "logits (targets, V)", expected: [targets.count, classes], actual: logits.shape)
  }
  for (row, target) in targets.enumerated() {
    guard let target else { continue }
    guard (0..<classes).contains(target) else {
      throw LossError.targetOutOfRange(target: target, row: row, classes: classes)
    }
  }
  let counted = targets.count { $0 != nil }
  guard counted > 0 else { throw LossError.nothingCounts }

  var gradient = logits
  var sum: S = 0
  gradient.values.withUnsafeMutableBufferPointer { values in
    for (row, target) in targets.enumerated() {
      let row = UnsafeMutableBufferPointer(rebasing: values[row * classes..<(row + 1) * classes])
      guard let target else {
        row.update(repeating: 0)
        continue
      }
      let logit = row[target]
      sum += replaceBySoftmax(row) - logit
      row[target] -= 1
      for index in row.indices { row[index] /= S(counted) }
    }
  }
  return Loss(value: sum / S(counted), gradient: gradient)
}

/// Each row's probabilities e^logit_v / Σ e^logit, shape (n, V) as `logits`, V at least 1. Complexity: O(n·V).
@specialized(where S == Float)
@specialized(where S == Double)
public func softmax<S: Scalar>(_ logits: Tensor<S>) -> Tensor<S> {
  precondition(logits.shape.count == 2 && logits.shape[1] > 0, "rows of logits")
  let classes = logits.shape[1]
  var probabilities = logits
  probabilities.values.withUnsafeMutableBufferPointer { values in
    for start in stride(from: 0, to: values.count, by: classes) {
      _ = replaceBySoftmax(UnsafeMutableBufferPointer(rebasing: values[start..<start + classes]))
    }
  }
  return probabilities
}

/// Replaces one row of logits by its softmax and returns log Σ e^logit. The largest logit is taken off before the
/// exponential, so that no logit is too large for it.
private func replaceBySoftmax<S: Scalar>(_ row: UnsafeMutableBufferPointer<S>) -> S {
  var largest = row[0]
  for logit in row where logit > largest { largest = logit }
  var sum: S = 0
  for index in row.indices {
    row[index] = S.exp(row[index] - largest)
    sum += row[index]
  }
  for index in row.indices { row[index] /= sum }
  return largest + S.log(sum)
}

/// The mean of the squared differences, torch.nn.functional.mse_loss: loss = mean (y − target)²,
/// d loss / d y = 2 (y − target) / numbers.
///
/// - Parameters:
///   - prediction: any shape with at least one number.
///   - target: the same shape.
/// - Throws: `ShapeError` for two shapes; `LossError` for tensors without numbers, where PyTorch's mean is NaN.
/// - Complexity: O(n) for n numbers.
@specialized(where S == Float)
@specialized(where S == Double)
public func squaredError<S: Scalar>(_ prediction: Tensor<S>, target: Tensor<S>) throws -> Loss<S> {
  guard prediction.shape == target.shape else {
    throw ShapeError(what: "target", expected: prediction.shape, actual: target.shape)
  }
  let count = prediction.values.count
  guard count > 0 else { throw LossError.nothingCounts }
  var gradient = prediction
  var sum: S = 0
  target.values.withUnsafeBufferPointer { target in
    gradient.values.withUnsafeMutableBufferPointer { values in
      for index in 0..<count {
        let difference = values[index] - target[index]
        sum += difference * difference
        values[index] = 2 * difference / S(count)
      }
    }
  }
  return Loss(value: sum / S(count), gradient: gradient)
}

/// Why there is no loss.
public enum LossError: Error, Equatable, CustomStringConvertible {
  /// `row` counts from 0; targets are 0 ..< `classes`.
  case targetOutOfRange(target: Int, row: Int, classes: Int)
  case nothingCounts

  public var description: String {
    switch self {
    case .targetOutOfRange(let target, let row, let classes):
      "target \(target) of row \(row): the targets are 0 to \(classes - 1)"
    case .nothingCounts:
      "no target counts, and the mean of no losses is no number"
    }
  }
}
