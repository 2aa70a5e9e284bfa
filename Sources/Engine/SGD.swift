/// Stochastic gradient descent with momentum, torch.optim.SGD without dampening and without Nesterov's variant:
///
///     g = gradient + weightDecay·p
///     b = momentum·b + g      (the first b is g)
///     p = p − rate·b
public struct SGD<S: Scalar>: Equatable, Sendable {
  public var rate: Double
  public let momentum: Double
  public let weightDecay: Double
  /// b of every parameter; empty before the first step, and without momentum.
  private var buffers: [[S]] = []

  public init(rate: Double, momentum: Double = 0, weightDecay: Double = 0) {
    self.rate = rate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  /// Moves the parameters one step against their gradients, in place. Complexity: O(n) for n numbers.
  ///
  /// - Parameters:
  ///   - parameters: the same tensors, in the same order, at every step.
  ///   - gradients: one per parameter, in its shape.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public mutating func step(_ parameters: inout [Tensor<S>], gradients: [Tensor<S>]) {
    checkGradients(gradients, of: parameters)
    let (rate, momentum, decay) = (S(rate), S(momentum), S(weightDecay))
    if momentum != 0 {
      if buffers.isEmpty { buffers = gradients.map { Array(repeating: 0, count: $0.values.count) } }
      checkMemory(buffers, of: parameters)
    }
    for index in parameters.indices {
      gradients[index].values.withUnsafeBufferPointer { gradient in
        parameters[index].values.withUnsafeMutableBufferPointer { parameter in
          guard momentum != 0 else {
            for i in gradient.indices { parameter[i] -= rate * (gradient[i] + decay * parameter[i]) }
            return
          }
          buffers[index].withUnsafeMutableBufferPointer { buffer in
            for i in gradient.indices {
              let moved = momentum * buffer[i] + (gradient[i] + decay * parameter[i])
              buffer[i] = moved
              parameter[i] -= rate * moved
            }
          }
        }
      }
    }
  }
}

func checkGradients<S: Scalar>(_ gradients: [Tensor<S>], of parameters: [Tensor<S>]) {
  precondition(
    parameters.count == gradients.count && zip(parameters, gradients).allSatisfy { $0.shape == $1.shape },
    "one gradient per parameter, in its shape")
}

/// What an optimiser remembers of each parameter belongs to the parameters of the steps before.
func checkMemory<S: Scalar>(_ memory: [[S]], of parameters: [Tensor<S>]) {
  precondition(
    memory.count == parameters.count && zip(memory, parameters).allSatisfy { $0.count == $1.values.count },
    "the same parameters at every step")
}
