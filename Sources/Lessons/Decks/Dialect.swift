/// Whose Markdown a file is: a lesson's, or a deck's of another program for slides in a terminal.
///
/// The file's content decides, never its name. Front matter in TOML, or a lab, train or question block anywhere, makes it
/// a lesson, whatever else is in it. Otherwise the first of these does:
///
/// 1. presenterm: one of its comment commands, such as `<!-- end_slide -->`, or its keys in YAML front matter;
/// 2. patat: `patat:` in YAML front matter, front matter that ends with `...`, pandoc's `% title`, `. . .` on a line of
///    its own, or `<!--config:`;
/// 3. mdp: `%title:` and its kind in the first line, `^` on a line of its own, or a line `-> centred <-`;
/// 4. slides: YAML front matter and `---` between slides, or a first line `#!` that calls it;
/// 5. patat again: YAML front matter, and no `---` between slides.
///
/// What has none of these signs is a lesson. Nothing of a deck is ever run, fetched or included.
enum Dialect: CaseIterable {
  case lesson, presenterm, slides, patat, mdp

  init(_ front: FrontMatter, _ findSigns: @autoclosure () -> DeckSigns) {
    guard !front.isTOML else {
      self = .lesson
      return
    }
    let (yaml, signs) = (front.yaml, findSigns())
    if signs.hasLessonBlocks {
      self = .lesson
    } else if signs.hasPresentermCommand || yaml?.hasKey(under: ["options", "theme"], or: ["sub_title"]) == true {
      self = .presenterm
    } else if signs.hasPatatMark || front.endsInDots || yaml?.hasKey(under: ["patat"]) == true {
      self = .patat
    } else if signs.hasMDPMark {
      self = .mdp
    } else if yaml != nil {
      self = signs.hasSlideBreak ? .slides : .patat
    } else {
      self = signs.callsSlides ? .slides : .lesson
    }
  }
}

/// What the lines of a file, outside of code, tell of the program that it was written for.
struct DeckSigns {
  private(set) var hasLessonBlocks = false
  private(set) var hasPresentermCommand = false
  private(set) var hasPatatMark = false
  private(set) var hasMDPMark = false
  private(set) var hasSlideBreak = false
  /// `#!/usr/bin/env slides` begins the file.
  let callsSlides: Bool

  private static let lessonBlocks = ["lab", "train", "question"]
  /// Those that nobody writes into a remark by chance.
  private static let commands = [
    "end_slide", "jump_to_middle", "column_layout", "reset_layout", "speaker_note", "incremental_lists",
  ]

  /// - Parameter text: without front matter.
  init(_ text: LessonText, callsSlides: Bool) {
    self.callsSlides = callsSlides
    var fence = FenceTracker()
    var isFirst = true
    var opensComment = false
    for (index, line) in text.lines.enumerated() {
      switch fence.read(line.text) {
      case .opening(let name): hasLessonBlocks = hasLessonBlocks || Self.lessonBlocks.contains(name)
      case .code: break
      case .words:
        let words = line.text.prefix { $0 == " " || $0 == "\t" }.count < 4 ? line.text.trimmed : ""
        if words.isEmpty { continue }
        read(words, isFirst: isFirst, isAlone: text[index].isBlank && text[index + 2].isBlank)
        if opensComment, words.hasPrefix("speaker_note:") { hasPresentermCommand = true }
        opensComment = words == "<!--"
        isFirst = false
      }
    }
  }

  private mutating func read(_ words: String, isFirst: Bool, isAlone: Bool) {
    switch words.utf8.first {
    case UInt8(ascii: "<") where words.hasPrefix("<!--config:"): hasPatatMark = true
    case UInt8(ascii: "<") where words.hasPrefix("<!--"):
      let command = words.dropFirst(4).trimmedStart
      if let name = Self.commands.first(where: command.hasPrefix) {
        let next = command.dropFirst(name.count).first
        hasPresentermCommand = hasPresentermCommand || next.map { " :-".contains($0) } ?? true
      }
    case UInt8(ascii: "%") where isFirst:
      if words.hasPrefix("% ") { hasPatatMark = true } else { hasMDPMark = MDPText.header(words) != nil || hasMDPMark }
    case UInt8(ascii: ".") where isAlone && words == ". . .": hasPatatMark = true
    case UInt8(ascii: "^") where words == "^": hasMDPMark = true
    case UInt8(ascii: "-") where words == "---": hasSlideBreak = true
    case UInt8(ascii: "-") where words.hasSuffix(" <-") && words.hasPrefix("-> "): hasMDPMark = true
    default: break
    }
  }
}

/// Follows the lines of a file through its fenced code.
struct FenceTracker {
  enum Place: Equatable {
    case words
    /// The line that begins a block, with the first word behind the fence.
    case opening(String)
    /// Inside a block, or its last line.
    case code
  }

  private var open: (sign: Character, count: Int)?

  mutating func read(_ line: String) -> Place {
    let start = line.utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    guard start == UInt8(ascii: "`") || start == UInt8(ascii: "~") else { return open == nil ? .words : .code }
    let words = line.trimmed
    let sign = words.first!
    let count = words.prefix { $0 == sign }.count
    let rest = words.dropFirst(count)
    if let open {
      if open.sign == sign, count >= open.count, rest.isEmpty { self.open = nil }
      return .code
    }
    guard count >= 3, sign == "~" || !rest.contains("`") else { return .words }
    open = (sign, count)
    return .opening(Repair.firstWord(rest.trimmedStart))
  }
}
