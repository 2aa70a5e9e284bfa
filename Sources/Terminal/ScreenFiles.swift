import Glibc

/// ncurses wants files of its own; the program's descriptors stay open when these are closed.
final class ScreenFiles {
  let output: UnsafeMutablePointer<FILE>
  let input: UnsafeMutablePointer<FILE>

  init?(output: Int32, input: Int32) {
    guard let outgoing = fdopen(fcntl(output, F_DUPFD_CLOEXEC, 3), "w") else { return nil }
    guard let incoming = fdopen(fcntl(input, F_DUPFD_CLOEXEC, 3), "r") else {
      fclose(outgoing)
      return nil
    }
    self.output = outgoing
    self.input = incoming
  }

  deinit {
    fclose(output)
    fclose(input)
  }
}
