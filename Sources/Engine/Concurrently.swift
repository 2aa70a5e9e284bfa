import Glibc

extension Configuration {
  /// Whether one chain of a layer is so much work, in multiplications, that a thread of its own is worth its start of
  /// some ten microseconds.
  func isWorthThread(layer: Int, time: Int, batch: Int) -> Bool {
    let work = time.multipliedReportingOverflow(by: batch * gateSize * (inputSize(ofLayer: layer) + stateSize))
    return work.overflow || work.partialValue > 4_000_000
  }
}

/// Calls `body` with 0 to count − 1, two calls side by side if that is worth a thread, and returns the results in order.
///
/// The calls share nothing that they write, so that nothing depends on who runs first.
func concurrently<R>(_ count: Int, isWorthThread: Bool, _ body: (Int) -> R) -> [R] {
  guard isWorthThread, count == 2 else { return (0..<count).map(body) }
  return withoutActuallyEscaping(body) { body in
    let second = SecondCall { body(1) }
    var thread = pthread_t()
    let context = Unmanaged.passUnretained(second).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<AnyCall>.fromOpaque(context!).takeUnretainedValue().call()
        return nil
      }, context)
    let first = body(0)
    if status == 0 { pthread_join(thread, nil) } else { second.call() }
    return [first, second.result!]
  }
}

private class AnyCall {
  func call() {}
}

private final class SecondCall<R>: AnyCall {
  private let body: () -> R
  private(set) var result: R?

  init(_ body: @escaping () -> R) {
    self.body = body
  }

  override func call() { result = body() }
}
