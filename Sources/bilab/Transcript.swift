import Classroom
import Lab
import Surface

/// What somebody did in a lesson, in its order, as a text that people can read:
///
///     bilab transcript 1
///     lesson chapter
///     content 6f1c…            of the lesson and its weight files
///     theme dark
///     size 80x24
///     slide 1
///
///     key space 0b51…          and of the frame that followed
///     key m 77ac… # merge: concat → sum, size 2 → 1
struct Transcript {
  var lesson: String
  var content: ContentID
  var theme: ThemeName
  var size: Size
  /// From 1.
  var slide: Int
  var entries: [Entry] = []

  struct Entry: Equatable {
    var event: SessionEvent
    /// Of the frame after it.
    var frame: ContentID
    /// In the file, from 1.
    var line: Int
  }

  static let title = "bilab transcript 1"
  static let mostBytes = 16 << 20

  /// - Parameter contents: the lesson's file, and the weight files that it names.
  static func content(_ contents: [ContentID: [UInt8]]) -> ContentID {
    ContentID(contents.keys.sorted().map(\.description).joined().utf8)
  }

  /// All that stands above the events.
  var header: String {
    """
    \(Self.title)
    lesson \(lesson)
    content \(content)
    theme \(theme.rawValue)
    size \(size.columns)x\(size.rows)
    slide \(slide)


    """
  }

  /// - Parameter note: what was told of it; nil for nothing.
  static func line(_ event: SessionEvent, frame: ContentID, note: String?) -> String {
    "\(event.text) \(frame)" + (note.map { " # " + SafeText.string($0) } ?? "") + "\n"
  }

  /// - Throws: `Failure` with the line that is none of a transcript.
  init(_ text: String) throws(Failure) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == Self.title else {
      throw Failure("it is no transcript; bilab --record FILE writes one, which begins with “\(Self.title)”")
    }
    var fields: [String: String] = [:]
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      if ["lesson", "content", "theme", "size", "slide"].contains(words[0]), fields.count < 5 {
        fields[words[0]] = words.count > 1 ? words[1] : ""
      } else if let entry = Entry(line, number: index + 1) {
        entries.append(entry)
      } else {
        throw Failure("line \(index + 1) is none of a transcript: \(SafeText.string(String(line.prefix(60))))")
      }
    }
    guard let lesson = fields["lesson"], let content = fields["content"].flatMap({ ContentID($0) }),
      let theme = fields["theme"].flatMap({ ThemeName(rawValue: $0) }),
      let size = fields["size"].flatMap({ Size(argument: $0) }),
      let slide = fields["slide"].flatMap({ Int($0) })
    else { throw Failure("its first lines do not say lesson, content, theme, size and slide") }
    (self.lesson, self.content, self.theme, self.size, self.slide) = (lesson, content, theme, size, slide)
  }

  init(lesson: String, content: ContentID, theme: ThemeName, size: Size, slide: Int) {
    (self.lesson, self.content, self.theme, self.size, self.slide) = (lesson, content, theme, size, slide)
  }
}

extension Transcript.Entry {
  fileprivate init?(_ line: String, number: Int) {
    let words = line.split(separator: " ").map(String.init)
    for count in 1...min(max(words.count - 1, 1), 4) {
      guard words.indices.contains(count), let frame = ContentID(words[count]),
        let event = SessionEvent(Array(words[..<count])), words.count == count + 1 || words[count + 1] == "#"
      else { continue }
      self.init(event: event, frame: frame, line: number)
      return
    }
    return nil
  }
}

/// One thing that happened to a lecture.
enum SessionEvent: Equatable {
  case key(Key)
  case size(Size)
  /// A step that was played.
  case tick
  /// How far a training had come, in steps, and a comparison of merges, in rows and epochs of the next one; slides from
  /// 1, with the number of the run.
  case trained(slide: Int, run: Int, steps: Int)
  case compared(slide: Int, rows: Int, epochs: Int)
  /// Everything that is trained came to its end at once.
  case finished
  /// The terminal took no clipboard.
  case noClipboard

  /// nil for what is no news of the thread that trains.
  init?(_ action: LabAction) {
    switch action {
    case .trained(let news):
      self = .trained(slide: news.job.slide + 1, run: news.job.run, steps: news.progress.steps)
    case .compared(let news):
      let comparison = news.comparison
      self = .compared(slide: news.slide + 1, rows: comparison.rows.count, epochs: comparison.epochs)
    default: return nil
    }
  }

  var text: String {
    switch self {
    case .key(let key): "key \(Self.name(of: key))"
    case .size(let size): "size \(size.columns)x\(size.rows)"
    case .tick: "tick"
    case .trained(let slide, let run, let steps): "trained \(slide) \(run) \(steps)"
    case .compared(let slide, let rows, let epochs): "compared \(slide) \(rows) \(epochs)"
    case .finished: "finished"
    case .noClipboard: "no-clipboard"
    }
  }

  init?(_ words: [String]) {
    let numbers = words.dropFirst().compactMap { Int($0) }.filter { $0 >= 0 }
    switch (words[0], words.count) {
    case ("key", 2):
      guard let key = Self.key(words[1]) else { return nil }
      self = .key(key)
    case ("size", 2):
      guard let size = Size(argument: words[1]) else { return nil }
      self = .size(size)
    case ("tick", 1): self = .tick
    case ("trained", 4) where numbers.count == 3:
      self = .trained(slide: numbers[0], run: numbers[1], steps: numbers[2])
    case ("compared", 4) where numbers.count == 3:
      self = .compared(slide: numbers[0], rows: numbers[1], epochs: numbers[2])
    case ("finished", 1): self = .finished
    case ("no-clipboard", 1): self = .noClipboard
    default: return nil
    }
  }

  /// What is not ASCII is told by its numbers, such as U+E4, so that every line stays one.
  private static func name(of key: Key) -> String {
    guard case .character(let character) = key, !character.isASCII else { return key.name }
    return character.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: ",")
  }

  private static func key(_ name: String) -> Key? {
    guard name.hasPrefix("U+") else { return Key(name: name) }
    var character = ""
    for part in name.split(separator: ",") {
      guard part.hasPrefix("U+"), let number = UInt32(part.dropFirst(2), radix: 16), let scalar = Unicode.Scalar(number)
      else { return nil }
      character.unicodeScalars.append(scalar)
    }
    return character.count == 1 ? .character(character.first!) : nil
  }
}
