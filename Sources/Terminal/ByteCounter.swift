import Glibc
import Surface
import Synchronization

/// What a terminal would be sent for a list of frames, byte for byte, without a terminal.
package enum ByteCounter {
  private static let oneAtATime = Mutex(())

  /// - Returns: the bytes of each frame; those that open the screen come with the first.
  package static func bytes(
    for frames: [Frame], terminal: String = "xterm-256color", size: Size, isUnicode: Bool = true
  ) throws -> [[UInt8]] {
    try oneAtATime.withLock { _ in
      setlocale(LC_CTYPE, isUnicode ? "C.UTF-8" : "C")
      guard let frameFile = tmpfile() else { throw ScreenError.notOpened }
      defer { fclose(frameFile) }
      let file = fileno(frameFile)
      guard let files = ScreenFiles(output: file, input: file) else { throw ScreenError.notOpened }
      let type = try TerminalType(name: terminal, output: file)
      guard
        let painter = Painter(type: type, output: files.output, input: files.input, size: size, isUnicode: isUnicode)
      else { throw ScreenError.notOpened }
      var read = 0
      return frames.map { frame in
        painter.present(frame)
        let end = Int(lseek(file, 0, SEEK_END))
        defer { read = end }
        return [UInt8](unsafeUninitializedCapacity: end - read) { buffer, count in
          count = max(pread(file, buffer.baseAddress, end - read, off_t(read)), 0)
        }
      }
    }
  }
}
