import Lab
import Lessons
import Surface

extension Handout {
  /// The lesson as Markdown, every number of its networks filled in: in its words, in a table a network, in what each
  /// step says.
  public var markdown: String {
    var lines = ["# " + MarkdownText.escaped(lesson.title)]
    let by = [lesson.author, lesson.date].filter { !$0.isEmpty }.map { MarkdownText.escaped($0) }
    if !by.isEmpty { lines += ["", MarkdownText.paragraph(by.joined(separator: ", "))] }
    for slide in slides { lines += [""] + MarkdownSlide(slide, hasNotes: hasNotes).lines }
    return lines.map { $0 + "\n" }.joined()
  }
}

private struct MarkdownSlide {
  private let slide: HandoutSlide
  private let hasNotes: Bool

  init(_ slide: HandoutSlide, hasNotes: Bool) {
    (self.slide, self.hasNotes) = (slide, hasNotes)
  }

  var lines: [String] {
    var parts = [["## \(slide.number). \(MarkdownText.escaped(slide.slide.title))"]]
    parts += blocks(slide.slide.blocks.map(\.block))
    if let live = slide.live { parts += [["**\(MarkdownText.escaped(NetworkText(live).caption))**"]] + network(live) }
    if let training = slide.last.training { parts += self.training(TrainingText(training)) }
    if !slide.sentences.isEmpty { parts.append(steps) }
    if let live = slide.live, let other = slide.last.secondNetwork {
      let difference = NetworkText(other).difference(from: live)
      parts += [["**Compared with another:** " + MarkdownText.escaped(difference)]] + network(other)
    }
    if hasNotes { parts += slide.slide.notes.map { ["> **Note.** " + MarkdownText.escaped($0)] } }
    return Array(parts.joined(separator: [""]))
  }

  // MARK: Networks

  /// A table with a row a timestep, and where the chains start.
  private func network(_ live: LiveNetwork) -> [[String]] {
    let text = NetworkText(live)
    let header = ["t"] + text.rows.map { row in row == .merged ? "merge[t], \(text.merge ?? "")" : text.name(row) }
    let rows = (1...live.time).map { t in ["\(t)"] + text.rows.map { text.text($0, t) } }
    let table = MarkdownText.table(
      header.map { MarkdownText.escaped($0, isTable: true) },
      rows.map { $0.map { MarkdownText.escaped($0, isTable: true) } },
      Array(repeating: .right, count: header.count))
    return [table, ["Started from " + MarkdownText.escaped(text.starts) + "."]]
  }

  private var steps: [String] {
    slide.sentences.enumerated().map { index, sentences in
      "\(index + 1). " + sentences.map { MarkdownText.code($0) }.joined(separator: "; ")
    }
  }

  private func training(_ text: TrainingText) -> [[String]] {
    let readers = BlankReader.allCases.map(TrainingText.name)
    var parts = [[MarkdownText.paragraph(MarkdownText.escaped(text.state)) + "."]]
    if !text.accuracies.isEmpty {
      parts.append(MarkdownText.table(["held out"] + readers, text.accuracies.map { [$0.name] + $0.percent }))
    }
    let sentence = MarkdownText.escaped(text.training.reading.text.words.joined(separator: " "))
    parts.append(["The sentence: " + sentence])
    return parts + [[MarkdownText.escaped(TrainingText.live)]]
  }

  // MARK: Blocks

  private func blocks(_ blocks: [Block]) -> [[String]] {
    var parts: [[String]] = []
    for (index, block) in blocks.enumerated() {
      // Two lists in a row would be one.
      if index > 0, case .list = block, case .list = blocks[index - 1] { parts.append(["<!-- -->"]) }
      let lines = lines(of: block)
      if !lines.isEmpty { parts.append(lines) }
    }
    return parts
  }

  private func lines(of block: Block) -> [String] {
    switch block {
    case .heading(let level, let inlines):
      return [String(repeating: "#", count: min(max(level + 1, 3), 6)) + " " + text(inlines)]
    case .paragraph(let inlines): return text(inlines).split(separator: "\n").map { MarkdownText.paragraph(String($0)) }
    case .list(let start, let tight, let items): return list(start, tight, items)
    case .code(let language, let text): return MarkdownText.block(text, language: language)
    case .pytorch: return MarkdownText.block(slide.code.joined(separator: "\n"), language: "python")
    case .question(let question):
      return lines(of: QuestionText(question, on: slide)).map { $0.isEmpty ? ">" : "> " + $0 }
    case .quote(let blocks): return self.blocks(blocks).joined(separator: [""]).map { $0.isEmpty ? ">" : "> " + $0 }
    case .math(let source): return MarkdownText.block(source, language: "math")
    case .table(let alignments, let header, let rows):
      return MarkdownText.table(
        header.map { text($0, isTable: true) }, rows.map { $0.map { text($0, isTable: true) } }, alignments)
    }
  }

  private func list(_ start: Int?, _ tight: Bool, _ items: [[Block]]) -> [String] {
    var lines: [String] = []
    for (index, item) in items.enumerated() {
      let mark = start.map { "\($0 + index). " } ?? "- "
      let inner = Array(blocks(item).joined(separator: tight ? [] : [""]))
      if index > 0, !tight { lines.append("") }
      let indent = String(repeating: " ", count: mark.count)
      lines +=
        inner.isEmpty
        ? [mark]
        : inner.enumerated().map { $0.offset == 0 ? mark + $0.element : $0.element.isEmpty ? "" : indent + $0.element }
    }
    return lines
  }

  private func lines(of text: QuestionText) -> [String] {
    let question = text.question
    var parts = [["**\(text.title).**" + (question.ask.isEmpty ? "" : " " + self.text(question.ask))]]
    if !question.choices.isEmpty {
      parts.append(question.choices.enumerated().map { "\($0.offset + 1). " + self.text($0.element) })
    }
    parts += question.hints.map { ["Hint: " + self.text($0)] }
    let right = text.rightChoice.map { "It is \($0)." } ?? text.answer.map { MarkdownText.escaped($0) + "." }
    let answer = [right, question.explanation.isEmpty ? nil : self.text(question.explanation)].compactMap { $0 }
    if !answer.isEmpty { parts.append(["**Answer.** " + answer.joined(separator: " ")]) }
    return Array(parts.joined(separator: [""]))
  }

  // MARK: Inlines

  private func text(_ inlines: [Inline], isTable: Bool = false) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): MarkdownText.escaped(text, isTable: isTable)
      case .code(let text): MarkdownText.code(text, isTable: isTable)
      case .emphasis(let inner): "*\(text(inner, isTable: isTable))*"
      case .strong(let inner): "**\(text(inner, isTable: isTable))**"
      case .strikethrough(let inner): "~~\(text(inner, isTable: isTable))~~"
      case .link(let inner, let target): "[\(text(inner, isTable: isTable))](<\(Self.target(target))>)"
      case .math(let source): "$" + MarkdownText.code(source, isTable: isTable) + "$"
      case .quantity(let quantity): MarkdownText.escaped(slide.quantities.text(quantity), isTable: isTable)
      case .softBreak: " "
      case .lineBreak: isTable ? " " : "\\\n"
      }
    }.joined()
  }

  /// Between < and >.
  private static func target(_ target: String) -> String {
    SafeText.characters(target).map { "<>\\|".contains($0) ? "\\" + String($0) : String($0) }.joined()
  }
}
