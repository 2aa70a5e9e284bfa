import Lab
import Lessons
import Surface

extension Handout {
  /// The lesson as one page for a browser, which loads nothing: its policy allows its own style and script alone.
  /// Without the script, the slides follow one another, each in its final state with its steps folded away below it.
  public var html: String {
    let head = [
      Markup(own: #"<meta charset="utf-8">"#),
      void("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy]),
      void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      void("meta", ["name": "color-scheme", "content": "light dark"]),
      tag("title", [:], Markup(title)), Markup(own: "<style>\(PageStyle.text)</style>"),
    ]
    let body = [
      header, tag("main", [:], slides.map { SlideMarkup($0, of: self).element + Markup(own: "\n") }.joined()), footer,
      Markup(own: PageControls.markup), Markup(own: "<script>\(PageScript.text)</script>"),
    ]
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n\(head.joined("\n").source)\n</head>\n<body>\n"
      + "\(body.joined("\n").source)\n</body>\n</html>\n"
  }

  static let policy = """
    default-src 'none'; style-src 'sha256-\(PageStyle.hash)'; script-src 'sha256-\(PageScript.hash)'; base-uri \
    'none'; form-action 'none'
    """

  private var title: String { lesson.title.isEmpty ? "A lesson" : lesson.title }

  private var header: Markup {
    let by = [lesson.author, lesson.date].filter { !$0.isEmpty }.joined(separator: ", ")
    let entries = slides.map { slide in
      tag("li", [:], tag("a", ["href": "#slide-\(slide.number)"], Markup(slide.shownTitle)))
    }
    return tag(
      "header", [:], tag("h1", [:], Markup(title)), by.isEmpty ? Markup("") : tag("p", ["class": "by"], Markup(by)),
      tag(
        "nav", ["aria-label": "Slides"],
        tag(
          "details", ["id": "contents"], tag("summary", [:], Markup("Contents")), tag("ol", [:], entries.joined("\n"))),
        tag("button", ["id": "mode", "hidden": ""], Markup("All slides"))))
  }

  private var footer: Markup {
    tag(
      "footer", [:],
      tag(
        "p", [:],
        Markup(
          "Made by bilab. In bilab itself every number of these networks can be changed, and what follows is seen.")))
  }
}

extension HandoutSlide {
  var shownTitle: String { slide.title.isEmpty ? "Slide \(number)" : slide.title }
}

/// One slide as a section of a page.
struct SlideMarkup {
  private let slide: HandoutSlide
  private let handout: Handout

  init(_ slide: HandoutSlide, of handout: Handout) {
    (self.slide, self.handout) = (slide, handout)
  }

  var element: Markup {
    let id = "slide-\(slide.number)"
    let number = tag("span", ["class": "count"], Markup("\(slide.number)/\(handout.slides.count)"))
    let title = tag("h2", ["id": "\(id)-title", "tabindex": "-1"], number, Markup(" \(slide.shownTitle)"))
    let words = BlockMarkup(slide: slide).all
    let lab = self.lab
    let body =
      lab.source.isEmpty
      ? tag("div", ["class": "words"], words)
      : tag(
        "div", ["class": isPair ? "pair" : nil], tag("div", ["class": "words"], words),
        tag("div", ["class": "lab"], lab))
    return tag(
      "section",
      [
        "id": id, "aria-labelledby": "\(id)-title", "data-steps": "\(slide.steps)", "data-pauses": "\(slide.pauses)",
        "data-merges": slide.merges.count > 1 ? "\(slide.merges.count)" : nil,
        "data-question": slide.slide.question.map { "\($0.step)" },
      ], title, Markup(own: "\n"), body, notes)
  }

  /// Whether words and network have room side by side on a wide screen.
  private var isPair: Bool {
    guard slide.live != nil else { return false }
    let hasTable = slide.slide.blocks.contains { if case .table = $0.block { true } else { false } }
    return !hasTable && NetworkMarkup(slide.merges.compactMap(\.last.live)).width <= 600
  }

  private var notes: Markup {
    guard handout.hasNotes, !slide.slide.notes.isEmpty else { return Markup("") }
    let notes = slide.slide.notes.map { tag("p", [:], Markup($0)) }.joined()
    return tag("aside", ["class": "notes", "aria-label": "The speaker's notes"], notes)
  }

  /// What stands beside the words; empty on a slide of words alone.
  private var lab: Markup {
    if let training = slide.last.training { return TrainingMarkup(training).element + sentence + steps }
    guard let live = slide.live else { return Markup("") }
    let network = NetworkMarkup(slide.merges.compactMap(\.last.live))
    var parts = [network.element, network.caption, sentence, steps]
    if let other = slide.last.secondNetwork {
      let text = NetworkText(other)
      let beside = NetworkMarkup(other, beside: live)
      parts.append(
        NetworkMarkup.folded(
          "Compared with another: \(text.difference(from: live))", beside.element + beside.caption,
          isOpen: live.experiment.shown == .compare))
    }
    return (parts + [network.allNumbers, network.given]).joined("\n")
  }

  /// Where the page's script says what the step does.
  private var sentence: Markup { tag("div", ["class": "say", "role": "status", "aria-live": "polite", "hidden": ""]) }

  private var steps: Markup {
    let steps = slide.sentences.indices.map { index in
      let step = index + 1
      let all = slide.merges.map { $0.sentences[index] }
      return tag("li", ["data-step": "\(step)", "data-read": read(step)], Self.sentences(all)) + Markup(own: "\n")
    }
    guard !steps.isEmpty else { return Markup("") }
    let title = steps.count == 1 ? "The step" : "All \(steps.count) steps"
    return NetworkMarkup.folded(title, tag("ol", ["class": "steps"], steps.joined()))
  }

  /// The inputs that the state of a step has read, the first and the last.
  private func read(_ step: Int) -> String? {
    guard let live = slide.live, let place = live.schedule.places(at: step).first else { return nil }
    let range = live.inputsRead(by: place)
    return "\(range.lowerBound) \(range.upperBound)"
  }

  /// - Parameter all: what a step says under each merge.
  private static func sentences(_ all: [[String]]) -> Markup {
    guard all.allSatisfy({ $0.count == all[0].count }) else {
      return MergeMarkup.parts(all.map { $0.map { tag("p", [:], BlockMarkup.math($0)) }.joined() }, "div")
    }
    return all[0].indices.map { line in
      MergeMarkup.parts(all.map { BlockMarkup.math($0[line]) }, "p")
    }.joined()
  }
}
