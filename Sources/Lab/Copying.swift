extension Viewpoint {
  /// Copies the code of the network on the screen, and says what it needs to run.
  mutating func copyCode(of lecture: Lecture) {
    guard let live = lecture.live else {
      message = lecture.withoutNetwork("copy as PyTorch code")
      return
    }
    let (text, needsFile) = PyTorchSource.copy(of: live)
    copied = text
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    let files = PyTorchNetwork(live).hasModule ? "weights.safetensors" : "model.py and weights.safetensors"
    let file = ", which needs \(files) of bilab export"
    message = "\(lines) lines of PyTorch sent to the clipboard" + (needsFile ? file : "")
  }
}
