import ArgumentParser

/// What the shell offers where an argument is more than a word.
extension CompletionKind {
  /// A lesson's file; `CompletionScript` adds the built-in ones.
  static let lesson = CompletionKind.file(extensions: ["md"])

  static let weights = CompletionKind.file(extensions: ["safetensors"])

  /// Those on this machine. Names that a shell could take for more than a word are left out.
  static let classes = CompletionKind.custom { _, _, _ in
    ClassPlaces.all().map(\.name).filter { name in
      name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
    }
  }

  /// A colon would end what zsh reads of it.
  static let users = CompletionKind.shellCommand(#"getent passwd | sed "s/[^-._0-9A-Za-z].*//""#)
}
