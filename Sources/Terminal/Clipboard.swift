import FoundationEssentials

/// Text for a terminal's clipboard: OSC 52, the only operating system command that is ever sent.
///
/// It goes out as it is inside a multiplexer too. tmux takes it for itself, and passes it on where set-clipboard says
/// so; wrapped to go past tmux it would be lost wherever allow-passthrough is off, which is how tmux starts.
enum Clipboard {
  /// Bytes of text at most. Terminals cut longer ones, many at 74,994 bytes of base64.
  static let most = 32_768

  /// - Returns: nil for an empty text, which would clear the clipboard, for one that is too long, and for a terminal
  ///   that has no clipboard.
  static func bytes(_ text: String, terminal: String) -> [UInt8]? {
    guard !text.isEmpty, text.utf8.count <= most, !isWithout(terminal) else { return nil }
    return Array("\u{1b}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}".utf8)
  }

  /// The Linux console, and DEC's terminals, which came before it.
  private static func isWithout(_ terminal: String) -> Bool {
    terminal == "linux" || terminal.hasPrefix("linux-") || terminal.hasPrefix("vt")
  }
}
