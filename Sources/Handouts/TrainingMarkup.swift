import Lab
import Views

/// A training as a still picture: how the three networks learned, what they know, what they say of the sentence.
struct TrainingMarkup {
  private let text: TrainingText

  init(_ training: Training) {
    text = TrainingText(training)
  }

  private var training: Training { text.training }

  var element: Markup {
    let reading = training.reading
    let words = reading.text.words.enumerated().map { index, word in
      index == reading.text.blank ? tag("strong", ["class": "blank"], Markup("___")) : Markup(word)
    }
    let all = tag("p", ["class": "caption"], Markup("what each says once all of it is read"))
    return tag(
      "div", ["class": "training"],
      tag("div", [:], tag("p", ["class": "caption"], Markup(text.state)), curves, accuracies),
      tag(
        "div", [:], tag("p", ["class": "sentence"], words.joined(" ")), all, guesses,
        tag("p", ["class": "caption"], Markup(TrainingText.live))))
  }

  private var accuracies: Markup {
    guard !text.accuracies.isEmpty else { return Markup("") }
    let head = ["right on held-out sentences"] + BlankReader.allCases.map(TrainingText.name)
    let rows = text.accuracies.map { row in
      tag(
        "tr", [:], tag("th", ["scope": "row"], Markup(row.name)),
        row.percent.map { tag("td", ["class": "right"], Markup($0)) }.joined())
    }
    return NetworkMarkup.table(head.map { tag("th", ["scope": "col"], Markup($0)) }.joined(), rows.joined())
  }

  /// What each network says once everything is read.
  private var guesses: Markup {
    let columns = BlankReader.allCases.map { text.guesses($0, step: training.reading.text.steps) }
    let count = columns.map(\.count).max() ?? 0
    let rows = (0..<count).map { row in
      tag(
        "tr", [:],
        columns.map { guesses in
          guard row < guesses.count else { return tag("td", [:]) + tag("td", [:]) }
          return tag("td", [:], Markup(guesses[row].word)) + tag("td", ["class": "right"], Markup(guesses[row].percent))
        }.joined())
    }
    let head = BlankReader.allCases.map {
      tag("th", ["scope": "colgroup", "colspan": "2"], Markup(TrainingText.name($0)))
    }
    return NetworkMarkup.table(head.joined(), rows.joined())
  }

  private static let (width, height) = (600.0, 140.0)

  /// The losses of the three, each with a stroke of its own and its name at its end.
  private var curves: Markup {
    let losses = training.progress.losses
    let most = BlankReader.allCases.flatMap { losses[$0] }.filter(\.isFinite).max() ?? 0
    guard most > 0, losses.both.count > 1 else { return Markup("") }
    let lines = BlankReader.allCases.map { reader in
      let points = losses[reader].enumerated().map { index, loss in
        let x = Self.width * Double(index) / Double(losses[reader].count - 1)
        let y = Self.height * (1 - Double(loss.isFinite ? loss / most : 1)) + 8
        return "\(Int(x.rounded())),\(Int(y.rounded()))"
      }
      return tag("polyline", ["class": "loss \(reader)", "points": points.joined(separator: " ")])
    }
    let last = BlankReader.allCases.map { reader in
      "\(TrainingText.name(reader)) \(NetworkText.numbers.text(Double(losses[reader].last ?? 0), digits: 2))"
    }.joined(separator: ", ")
    let first = NetworkText.numbers.text(Double(most), digits: 1)
    let legend = BlankReader.allCases.map { reader in
      tag(
        "span", [:],
        tag(
          "svg", ["viewBox": "0 0 30 8", "width": "30", "height": "8", "aria-hidden": "true"],
          tag("polyline", ["class": "loss \(reader)", "points": "0,4 30,4"])),
        Markup(" " + TrainingText.name(reader)))
    }
    return tag(
      "figure", [:],
      tag(
        "svg",
        [
          "class": "curves", "viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height) + 16)", "role": "img",
          "aria-label": "loss from \(first) at the start to: \(last)",
        ], lines.joined()),
      tag(
        "figcaption", [:],
        Markup("loss over \(training.progress.epochs) epochs, from \(first) at the start to 0 at the bottom: "),
        legend.joined(" ")))
  }
}
