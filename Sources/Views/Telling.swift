import Lab
import Lessons
import Surface

/// A lecture in lines of text, for ears and for terminals that only print: every state with its timestep and direction,
/// no picture and no place on a screen. It follows from the same lecture and viewpoint as a frame.
public struct Telling: Equatable, Sendable {
  /// A part that is told anew where it has changed.
  private enum Part: Int, CaseIterable, Sendable {
    case place, words, network, step, states, focus, panel, notes, message, entry
  }

  private var parts: [Part: [String]] = [:]
  private let slide: Int
  private let networkStep: Int

  /// - Parameters:
  ///   - isUnicode: whether more than ASCII can be told.
  ///   - digits: decimals that numbers have at most.
  public init(_ lecture: Lecture, _ viewpoint: Viewpoint, isUnicode: Bool, digits: Int = Glass.usualDigits) {
    (slide, networkStep) = (lecture.slide, lecture.networkStep)
    let teller = Teller(lecture, viewpoint, digits: digits)
    parts[.place] = [teller.place]
    parts[.words] = teller.words
    parts[.network] = teller.network
    parts[.step] = teller.step
    parts[.states] = teller.states
    parts[.focus] = teller.focus
    parts[.panel] = teller.panel
    parts[.notes] = teller.notes
    parts[.message] = teller.message
    parts[.entry] = teller.entry
    for part in Part.allCases {
      parts[part] = (parts[part] ?? []).map { Self.text($0, isUnicode: isUnicode) }
        .filter { !$0.allSatisfy { $0 == " " } }
    }
  }

  /// A line without signs that are only to be looked at, in what can be told.
  ///
  /// - Parameter columns: of a terminal on which no word is to be broken; nil for lines of any length.
  public static func lines(_ line: String, isUnicode: Bool, columns: Int? = nil) -> [String] {
    let text = text(line, isUnicode: isUnicode)
    // What begins with blanks is code.
    guard let columns, !text.hasPrefix(" ") else { return [text] }
    return wrap([Span(text)], width: columns).map { $0.map(\.text).joined() }
  }

  private static func text(_ line: String, isUnicode: Bool) -> String {
    Glass(isUnicode: isUnicode).text(Spoken.text(SafeText.string(line)))
  }

  /// All of it: the slide from its title on, its network and every state that is computed.
  public var everything: [String] {
    Part.allCases.filter { $0 != .step || parts[.states, default: []].isEmpty }.flatMap { parts[$0, default: []] }
  }

  /// The states that are computed, a line a timestep.
  public var states: [String] { parts[.states, default: []] }

  /// What is other than it was: of a step the states that it computed, of a change to the network those that followed it.
  ///
  /// - Parameter before: nil at the beginning.
  public func news(since before: Telling?) -> [String] {
    guard let before, before.slide == slide else {
      return [Part.place, .words, .network, .step, .panel, .notes, .message, .entry].flatMap { parts[$0, default: []] }
    }
    let isStep = before.networkStep != networkStep
    let news = Part.allCases.flatMap { part -> [String] in
      let (old, new) = (before.parts[part, default: []], parts[part, default: []])
      switch part {
      case .message: return new
      case .step: return isStep ? new : []
      case .states: return isStep ? [] : new.filter { !old.contains($0) }
      default: return new.filter { !old.contains($0) }
      }
    }
    let isClosed = [Part.panel, .notes, .entry, .focus].contains { parts[$0] == [] && before.parts[$0] != [] }
    return news.isEmpty && isClosed ? ["closed"] : news
  }
}

/// Text without the signs that are only to be looked at.
enum Spoken {
  /// Bars, lines, dots of braille and marks of lists are left out; a sign that says something is a word.
  static func text(_ line: String) -> String {
    var text = ""
    for character in line {
      if let word = words[character] {
        text += word
      } else if !isPicture(character) {
        text.append(character)
      }
    }
    // The blanks at the beginning are code's.
    return text.prefix { $0 == " " } + text.split(separator: " ").joined(separator: " ")
  }

  private static let words: [Character: String] = [
    "▸": "chosen: ", "✓": "right", "✗": "wrong", "→": "to", "›": ", from", "▶": "", "◀": "", "←": "",
  ]

  /// Box drawing, blocks, geometric shapes and braille.
  private static func isPicture(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { (0x2500...0x25ff).contains($0.value) || (0x2800...0x28ff).contains($0.value) }
  }
}
