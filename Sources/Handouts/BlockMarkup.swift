import Engine
import Lab
import Lessons
import Views

/// The words of a slide as elements of a page.
struct BlockMarkup {
  let slide: HandoutSlide

  /// All of them, each with the number of pauses before it.
  var all: Markup {
    slide.slide.blocks.map { block in
      tag("div", ["data-reveal": block.reveal == 0 ? nil : "\(block.reveal)"], element(block.block)) + Markup(own: "\n")
    }.joined()
  }

  private func elements(_ blocks: [Block]) -> Markup { blocks.map(element).joined() }

  private func element(_ block: Block) -> Markup {
    switch block {
    case .heading(let level, let inlines): return tag("h\(min(max(level + 1, 3), 6))", [:], words(inlines))
    case .paragraph(let inlines): return tag("p", [:], words(inlines))
    case .list(let start, let tight, let items):
      let list = items.map { tag("li", [:], item($0, isTight: tight)) }.joined()
      guard let start else { return tag("ul", [:], list) }
      return tag("ol", ["start": start == 1 ? nil : "\(start)"], list)
    case .code(_, let text): return Self.code(text.split(separator: "\n", omittingEmptySubsequences: false))
    case .pytorch: return Self.code(slide.code)
    case .question(let question): return QuestionMarkup(QuestionText(question, on: slide), self).element
    case .quote(let blocks): return tag("blockquote", [:], elements(blocks))
    case .math(let source):
      let lines = Mathematics.lines(source, unicode: true).map(Self.math)
      return tag("div", ["class": "math"], lines.joined("\n"))
    case .table(let alignments, let header, let rows): return table(alignments, header, rows)
    }
  }

  private func item(_ blocks: [Block], isTight: Bool) -> Markup {
    blocks.map { block in
      if isTight, case .paragraph(let inlines) = block { return words(inlines) }
      return element(block)
    }.joined()
  }

  /// Long lines are scrolled, for which the keyboard must reach them.
  static func code(_ lines: [some StringProtocol]) -> Markup {
    tag("pre", ["tabindex": "0"], tag("code", [:], Markup(lines: lines)))
  }

  private func table(_ alignments: [ColumnAlignment], _ header: [[Inline]], _ rows: [[[Inline]]]) -> Markup {
    func row(_ cells: [[Inline]], _ name: String) -> Markup {
      tag(
        "tr", [:],
        cells.enumerated().map { column, cell in
          let alignment = column < alignments.count ? alignments[column] : .left
          let style = alignment == .left ? nil : alignment == .right ? "right" : "center"
          return tag(name, ["class": style, "scope": name == "th" ? "col" : nil], words(cell))
        }.joined())
    }
    return tag(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": "table"],
      tag(
        "table", ["class": "plain"], tag("thead", [:], row(header, "th")),
        tag("tbody", [:], rows.map { row($0, "td") }.joined())))
  }

  // MARK: Inlines

  func words(_ inlines: [Inline]) -> Markup {
    inlines.map { inline in
      switch inline {
      case .text(let text): return Markup(text)
      case .code(let text): return tag("code", [:], Markup(text))
      case .emphasis(let inner): return tag("em", [:], words(inner))
      case .strong(let inner): return tag("strong", [:], words(inner))
      case .strikethrough(let inner): return tag("s", [:], words(inner))
      case .link(let inner, let target): return link(words(inner), inner.map(\.plainText).joined(), target)
      case .math(let source):
        let text = Mathematics.lines(source, unicode: true).joined(separator: " ")
        return tag("span", ["class": "math"], Self.math(text))
      case .quantity(let quantity): return self.quantity(quantity)
      case .softBreak: return Markup(own: "\n")
      case .lineBreak: return void("br")
      }
    }.joined()
  }

  /// Only what leads to another page or a letter can be followed; any other target is shown.
  private func link(_ words: Markup, _ text: String, _ target: String) -> Markup {
    let isPage = ["https://", "http://", "mailto:"].contains { target.lowercased().hasPrefix($0) }
    if isPage { return tag("a", ["href": target, "rel": "noreferrer"], words) }
    return tag("em", [:], words) + (text == target ? Markup("") : Markup(" (\(target))"))
  }

  /// A number of the network under each merge that makes it another one.
  private func quantity(_ quantity: Quantity) -> Markup {
    tag(
      "b", ["class": "number"],
      MergeMarkup.parts(
        slide.merges.map { merge in
          let text = QuantityText(live: merge.last.live, other: merge.last.secondNetwork, glass: NetworkText.glass)
          return Markup(text.text(quantity))
        }, "span"))
  }

  /// Mathematics with h in the forward hue and h′ in the backward one.
  static func math(_ text: String) -> Markup {
    MathColours.pieces(text).map { piece in
      guard let pass = piece.pass else { return Markup(piece.text) }
      return tag("span", ["class": pass == .forward ? "fore" : "back"], Markup(piece.text))
    }.joined()
  }
}

/// What is another thing under each merge, of which one is shown at a time.
enum MergeMarkup {
  /// - Parameter parts: under each merge, the lesson's own first.
  static func parts(_ parts: [Markup], _ name: String, class style: String? = nil) -> Markup {
    if parts.allSatisfy({ $0.source == parts[0].source }) {
      return style == nil && name == "span" ? parts[0] : tag(name, ["class": style], parts[0])
    }
    return parts.enumerated().map { index, part in
      tag(name, ["class": style, "data-merge": "\(index)", "hidden": index == 0 ? nil : ""], part)
    }.joined()
  }
}

/// A question: its answer is folded away until somebody wants it.
struct QuestionMarkup {
  let text: QuestionText
  let words: BlockMarkup

  init(_ text: QuestionText, _ words: BlockMarkup) {
    (self.text, self.words) = (text, words)
  }

  var element: Markup {
    let question = text.question
    var content = tag("p", ["class": "kind"], Markup(text.title))
    if !question.ask.isEmpty { content += tag("p", [:], words.words(question.ask)) }
    if !question.choices.isEmpty {
      content += tag("ol", ["class": "choices"], question.choices.map { tag("li", [:], words.words($0)) }.joined())
    }
    for (index, hint) in question.hints.enumerated() {
      let title = question.hints.count == 1 ? "Hint" : "Hint \(index + 1) of \(question.hints.count)"
      content += tag(
        "details", ["class": "hint"], tag("summary", [:], Markup(title)), tag("p", [:], words.words(hint)))
    }
    if let answer { content += tag("details", ["class": "answer"], tag("summary", [:], Markup("Answer")), answer) }
    return tag("div", ["class": "question"], content)
  }

  /// nil where there is nothing to say.
  private var answer: Markup? {
    let question = text.question
    var content = Markup("")
    if let right = text.rightChoice, question.choices.indices.contains(right - 1) {
      content += tag("p", [:], tag("strong", [:], Markup("\(right). "), words.words(question.choices[right - 1])))
    } else if let answer = text.answer {
      content += tag("p", [:], tag("strong", [:], BlockMarkup.math(answer)))
    }
    if !question.explanation.isEmpty { content += tag("p", [:], words.words(question.explanation)) }
    return content.source.isEmpty ? nil : content
  }
}
