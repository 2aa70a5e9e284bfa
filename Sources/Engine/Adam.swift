import Glibc

/// Adam (Kingma and Ba, 2015) as torch.optim.Adam computes it, without amsgrad; s counts the steps from 1:
///
///     g = gradient + weightDecay·p
///     m = m + (1 − beta1)·(g − m)
///     v = beta2·v + (1 − beta2)·g²
///     p = p − rate / (1 − beta1ˢ) · m / (√v / √(1 − beta2ˢ) + epsilon)
///
/// Epsilon is added outside the root and after its correction, which is where the paper's short form and other
/// libraries differ.
public struct Adam<S: Scalar>: Equatable, Sendable {
  public var rate: Double
  public let beta1: Double
  public let beta2: Double
  public let epsilon: Double
  public let weightDecay: Double
  /// s, the steps taken.
  public private(set) var steps = 0
  /// m and v of every parameter; empty before the first step.
  private var means: [[S]] = []
  private var squares: [[S]] = []

  public init(
    rate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }

  /// Moves the parameters one step, in place. A number whose gradient is 0 moves as well, by its mean of before.
  /// Complexity: O(n) for n numbers, one pass over memory.
  ///
  /// - Parameters:
  ///   - parameters: the same tensors, in the same order, at every step.
  ///   - gradients: one per parameter, in its shape.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public mutating func step(_ parameters: inout [Tensor<S>], gradients: [Tensor<S>]) {
    checkGradients(gradients, of: parameters)
    if steps == 0 {
      means = gradients.map { Array(repeating: 0, count: $0.values.count) }
      squares = means
    }
    checkMemory(means, of: parameters)
    steps += 1
    // The corrections lose too many digits in float32.
    let size = S(rate / (1 - pow(beta1, Double(steps))))
    let root = S((1 - pow(beta2, Double(steps))).squareRoot())
    let (keep, toMean, toSquare) = (S(beta2), S(1 - beta1), S(1 - beta2))
    let (epsilon, decay) = (S(epsilon), S(weightDecay))
    for index in parameters.indices {
      gradients[index].values.withUnsafeBufferPointer { gradient in
        parameters[index].values.withUnsafeMutableBufferPointer { parameter in
          means[index].withUnsafeMutableBufferPointer { mean in
            squares[index].withUnsafeMutableBufferPointer { square in
              for i in gradient.indices {
                let g = gradient[i] + decay * parameter[i]
                mean[i] += toMean * (g - mean[i])
                square[i] = keep * square[i] + toSquare * g * g
                parameter[i] -= size * mean[i] / (square[i].squareRoot() / root + epsilon)
              }
            }
          }
        }
      }
    }
  }
}
