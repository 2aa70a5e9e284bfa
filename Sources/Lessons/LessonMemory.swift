/// What is kept of a lesson for the next time that somebody opens it: where they left it and what they answered. Written
/// as TOML that anyone can read, change and delete.
public struct LessonMemory: Equatable, Sendable {
  public struct Answer: Equatable, Sendable {
    /// The numbers, or the number of a choice.
    public var said: [Double]
    /// nil where nothing is right or wrong.
    public var isRight: Bool?
    /// Of the slide that asked.
    public var title: String

    public init(said: [Double], isRight: Bool?, title: String) {
      (self.said, self.isRight, self.title) = (said, isRight, title)
    }
  }

  /// What was switched and set by hand on a slide's network.
  public struct Edit: Equatable, Sendable {
    /// Of the slide.
    public var title: String
    /// The lines of a lab block that are not the lesson's own.
    public var lab: String
    /// By tensor, as PyTorch calls it: rows of where a number stands and what it is.
    public var numbers: [String: [[Double]]]

    public init(title: String, lab: String, numbers: [String: [[Double]]]) {
      (self.title, self.lab, self.numbers) = (title, lab, numbers)
    }
  }

  /// The lesson's path, or the name of a built-in one; for whoever reads the file.
  public var lesson: String
  /// From 1, with its title: in a lesson that has changed, the title tells which one it was.
  public var slide: Int
  public var title: String
  public var step: Int
  /// By slide, from 1.
  public var answers: [Int: Answer]
  /// By slide, from 1.
  public var edits: [Int: Edit] = [:]

  public init(lesson: String, slide: Int, title: String, step: Int, answers: [Int: Answer] = [:]) {
    (self.lesson, self.slide, self.title, self.step, self.answers) = (lesson, slide, title, step, answers)
  }

  /// The largest file that is read, in bytes.
  public static let mostBytes = 1 << 18

  /// - Parameter source: a file's; nil is what comes of one that says no slide.
  public init?(_ source: String) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      (text: String(line), number: index + 1, indent: 0)
    }
    let entries = TOMLBlock(lines, name: "memory").read(known: [], faults: Faults())
    guard case .integer(let slide)? = entries["slide"], (1...Lesson.maximumSlides).contains(slide) else { return nil }
    func text(_ item: TOMLItem?) -> String { if case .string(let text)? = item { text } else { "" } }
    var step = 0
    if case .integer(let value)? = entries["step"] { step = max(value, 0) }
    self.init(lesson: text(entries["lesson"]), slide: slide, title: text(entries["title"]), step: step)
    if case .table(let edits)? = entries["edits"] {
      for (key, item) in edits {
        guard let slide = Int(key), case .table(let edit) = item else { continue }
        var numbers: [String: [[Double]]] = [:]
        if case .table(let tensors)? = edit["numbers"] { numbers = tensors.compactMapValues(\.rows) }
        self.edits[slide] = Edit(title: text(edit["title"]), lab: text(edit["lab"]), numbers: numbers)
      }
    }
    guard case .table(let answers)? = entries["answers"] else { return }
    for (key, item) in answers {
      guard let slide = Int(key), case .table(let answer) = item, case .list(let numbers)? = answer["said"] else {
        continue
      }
      let said = numbers.compactMap(\.number)
      guard said.count == numbers.count, (1...Question.mostNumbers).contains(said.count) else { continue }
      var isRight: Bool?
      if case .boolean(let right)? = answer["right"] { isRight = right }
      self.answers[slide] = Answer(said: said, isRight: isRight, title: text(answer["title"]))
    }
  }

  /// The file's.
  public var text: String {
    var text = """
      # bilab keeps this for the next time that you open the lesson.
      lesson = \(TOMLText.quoted(lesson))
      slide = \(slide)
      title = \(TOMLText.quoted(title))
      step = \(step)

      """
    if !answers.isEmpty { text += "\n[answers]\n" }
    for (slide, answer) in answers.sorted(by: { $0.key < $1.key }) {
      let right = answer.isRight.map { ", right = \($0)" } ?? ""
      let said = answer.said.map(TOMLText.number).joined(separator: ", ")
      text += "\(slide) = { title = \(TOMLText.quoted(answer.title)), said = [\(said)]\(right) }\n"
    }
    for (slide, edit) in edits.sorted(by: { $0.key < $1.key }) {
      text += "\n[edits.\(slide)]\ntitle = \(TOMLText.quoted(edit.title))\n"
      if !edit.lab.isEmpty { text += "lab = \"\"\"\n\(TOMLText.escaped(edit.lab))\"\"\"\n" }
      let tensors = edit.numbers.sorted { $0.key < $1.key }.map { name, rows in
        "\(name) = [" + rows.map { "[" + $0.map(TOMLText.number).joined(separator: ", ") + "]" }.joined(separator: ", ")
          + "]"
      }
      if !tensors.isEmpty { text += "numbers = { \(tensors.joined(separator: ", ")) }\n" }
    }
    return text
  }
}

extension TOMLItem {
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value.isFinite ? value : nil
    default: nil
    }
  }

  /// A list of lists of numbers; nil for anything else.
  fileprivate var rows: [[Double]]? {
    guard case .list(let items) = self else { return nil }
    return items.compactMap { item in
      guard case .list(let numbers) = item else { return nil }
      let values = numbers.compactMap(\.number)
      return values.count == numbers.count ? values : nil
    }
  }
}

extension TOMLText {
  fileprivate static func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }

  /// For the lines of a text between three quotes.
  fileprivate static func escaped(_ lines: String) -> String {
    lines.replacing("\\", with: "\\\\").replacing("\"\"\"", with: "\"\"\\\"")
  }
}
