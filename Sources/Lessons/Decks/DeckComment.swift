/// What a comment of a deck asks for. What only says how the other program would draw is nothing.
enum DeckComment: Equatable {
  case pause
  case note(String)
  case endSlide
  case skipSlide
  /// Lists from here to the slide's end come item by item, or not.
  case incrementalLists(Bool)
  /// What would come from a file.
  case include(String)

  /// - Parameters:
  ///   - comment: what stands between `<!--` and `-->`.
  ///   - settings: of the deck that it is in.
  /// - Returns: nil for what is not for a screen of bilab.
  init?(_ comment: String, _ settings: DeckSettings) {
    let words = comment.trimmed
    if settings.dialect == .presenterm {
      guard words.hasPrefix(settings.commandPrefix) else { return nil }
      self.init(command: words.dropFirst(settings.commandPrefix.count).trimmedStart)
    } else if words == "pause" {
      self = .pause
    } else if words.isEmpty || settings.dialect == .patat && comment.hasPrefix("config:") {
      return nil
    } else {
      self = .note(Self.note(words))
    }
  }

  /// Commands are YAML: a word, or `word: value`.
  private init?(command: String) {
    let name = command.prefix { $0.isLetter || $0 == "_" }
    let rest = command.dropFirst(name.count)
    guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
    let value = rest.dropFirst().trimmed
    switch name {
    case "pause": self = .pause
    case "end_slide": self = .endSlide
    case "skip_slide": self = .skipSlide
    case "incremental_lists": self = .incrementalLists(value == "true")
    case "include": self = .include(YAMLText.scalar(value))
    case "speaker_note", "note":
      let note = Self.yamlNote(value)
      guard !note.isEmpty else { return nil }
      self = .note(note)
    default: return nil
    }
  }

  private static func yamlNote(_ value: String) -> String {
    guard let style = value.first, style == "|" || style == ">" else {
      return value.first == "\"" || value.first == "'" ? YAMLText.scalar(value) : Remark.unindented(value)
    }
    return Remark.unindented(value.drop { !$0.isNewline }.trimmed)
  }

  private static func note(_ words: String) -> String {
    let isNamed = words.utf8.count > 5 && words.prefix(5).lowercased() == "note:"
    return Remark.unindented(isNamed ? words.dropFirst(5).trimmed : words)
  }
}
