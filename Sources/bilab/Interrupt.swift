import Glibc
import Synchronization

/// Takes the first interrupt, hang-up or request to end as a wish to stop soon; the next one ends the program at once.
/// That whoever reads the output has gone is an error of writing meanwhile, and does not end the program by itself.
final class Interrupt {
  private static let came = Atomic(false)
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  init() {
    Self.came.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupt.came.store(true, ordering: .relaxed) }
    action.sa_flags = CInt(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    for signal in Self.signals { sigaction(signal, &action, nil) }
    signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    for name in Self.signals + [SIGPIPE] { signal(name, SIG_DFL) }
  }

  var hasCome: Bool { Self.came.load(ordering: .relaxed) }
}
