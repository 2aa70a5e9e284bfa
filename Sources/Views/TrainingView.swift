import Engine
import Lab
import Surface

/// A training: above, how the three networks learn and what they know of sentences that they did not learn from; below,
/// a sentence whose blank they fill, or whose next words they say.
struct TrainingView {
  let training: Training
  /// Steps of reading that are done.
  let step: Int
  let glass: Glass

  init(_ lecture: Lecture, _ training: Training, _ glass: Glass) {
    self.training = training
    step = min(lecture.networkStep, training.reading.text.steps)
    self.glass = glass
  }

  /// Rows that show everything with a sentence on one line.
  static let fullRows = 17
  /// Below these rows only one half has room: the sentence while it is read, the training before.
  private static let leastRows = 13
  private static let upperRows = 7

  static func role(_ reader: BlankReader) -> Role {
    switch reader {
    case .forward: .forward
    case .backward: .backward
    case .both: .strong
    }
  }

  /// What stands for a curve without braille.
  static func sign(_ reader: BlankReader) -> String {
    switch reader {
    case .forward: "f"
    case .backward: "b"
    case .both: "+"
    }
  }

  func draw(_ painter: inout Painter, _ region: Region) {
    if let comparison = training.comparison {
      let text = TaskText(task: training.settings.task)
      return MergeTable(comparison: comparison, text: text, glass: glass).draw(&painter, region)
    }
    guard region.rows >= Self.leastRows else {
      if step > 0 { drawLower(&painter, region) } else { drawUpper(&painter, region) }
      return
    }
    let lower = lowerRows(width: region.columns)
    let upper = max(min(region.rows - lower - 1, 12), Self.upperRows - 1)
    drawUpper(&painter, region.first(rows: upper))
    painter.rule(region, row: upper)
    drawLower(&painter, region.dropping(rows: upper + 1))
  }

  // MARK: The training

  private func drawUpper(_ painter: inout Painter, _ region: Region) {
    let chart = region.columns - tableWidth(region) - 2
    guard chart >= 20 else { return drawTable(&painter, region) }
    var left = region
    left.columns = chart
    LossChart(training.progress, glass).draw(&painter, left)
    let right = Region(
      row: region.row, column: region.column + chart + 2, rows: region.rows, columns: region.columns - chart - 2)
    drawTable(&painter, right)
  }

  private func tableWidth(_ region: Region) -> Int { region.columns >= 70 ? 42 : 34 }

  /// How often each network is right, and how far the training is.
  private func drawTable(_ painter: inout Painter, _ region: Region) {
    let first = region.columns >= 42 ? 12 : 11
    let column = min((region.columns - first) / 3, 10)
    func line(_ label: Span, _ cells: [Span]) -> Line {
      let gap = String(repeating: " ", count: max(0, first - label.width))
      return [label, Span(gap)]
        + cells.flatMap { [Span(String(repeating: " ", count: max(0, column - $0.width))), $0] }
    }
    let names = BlankReader.allCases.map {
      Span(column < 9 && $0 != .both ? Self.short($0) : "\($0)", Look(Self.role($0)))
    }
    painter.put(line(Span("held out", .dim), names), region, row: 0)
    let accuracies = training.progress.accuracies
    func cells(_ part: (BlankAccuracy) -> Double) -> [Span] {
      BlankReader.allCases.map { reader in
        accuracies.map { Span(percent(part($0[reader])), Look(Self.role(reader))) } ?? Span(glass.text("·"), .dim)
      }
    }
    let text = TaskText(task: training.settings.task)
    for (index, kind) in text.kinds.enumerated() {
      painter.put(line(Span(glass.text(kind.name)), cells(kind.part)), region, row: 1 + index)
    }
    let guess = Span(Numbers(glass: glass).text(text.guess.accuracy * 100, digits: 1) + " %", .dim)
    let name = Span(glass.text(text.guess.name), .dim)
    painter.put(line(name, BlankReader.allCases.map { _ in guess }), region, row: 3)
    for (index, line) in statusLines(width: region.columns).enumerated() {
      painter.put(line.cut(to: region.columns, glass), region, row: max(region.rows, Self.upperRows) - 2 + index)
    }
  }

  private static func short(_ reader: BlankReader) -> String { reader == .forward ? "forw." : "backw." }

  private func percent(_ part: Double) -> String {
    part.isFinite ? "\(Int((part * 100).rounded())) %" : "NaN"
  }

  private func statusLines(width: Int) -> [Line] {
    let settings = training.settings
    let merge = settings.merge.word
    let rate = Numbers(glass: glass).text(settings.rate, digits: 5)
    let what = "\(settings.cell.title), \(settings.hidden) units, \(merge), rate \(rate)"
    return [progressLine(width: width), [Span(what, .dim)]]
  }

  private func progressLine(width: Int) -> Line {
    let (progress, all) = (training.progress, training.settings.epochs)
    if training.isPretrained { return [Span("trained before: seed \(training.settings.seed), \(all) epochs", .notice)] }
    if training.run == 0 { return [Span("not trained yet; a starts", .notice)] }
    let isPaused = !training.isRunning && !progress.isDone
    let text = "\(isPaused ? "paused, " : "")epoch \(progress.epochs) of \(all)"
    let gap = max(15, text.count + 2)
    let room = max(width - gap, 0)
    let done = room * progress.steps / max(all * progress.stepsPerEpoch, 1)
    return [
      Span(text + String(repeating: " ", count: gap - text.count), Look(isPaused ? .notice : .ink)),
      Span(String(repeating: glass.text("━"), count: done), .strong),
      Span(String(repeating: glass.text("─"), count: room - done), .dim),
    ]
  }

  // MARK: The sentence

  private func lowerRows(width: Int) -> Int {
    sentenceRows(width: width).count * 2 + 2 + BlankReading.guessCount
  }

  private func drawLower(_ painter: inout Painter, _ region: Region) {
    let rows = sentenceRows(width: region.columns)
    // What is read comes before how the belief changed.
    let showsBelief = region.rows >= rows.count * 2 + 3
    var row = 0
    for words in rows {
      painter.put(Line(word(words).dropLast()), region, row: row)
      if showsBelief { painter.put(Line(belief(words).dropLast()), region, row: row + 1) }
      row += showsBelief ? 2 : 1
    }
    if region.rows >= row + 2 + BlankReading.guessCount {
      let text = TaskText(task: training.settings.task).caption(of: training.reading, step: step)
      painter.put([Span(glass.text(text), .dim)].cut(to: region.columns, glass), region, row: row)
      row += 1
    }
    let width = (region.columns + 2) / 3
    for (index, reader) in BlankReader.allCases.enumerated() {
      let column = Region(
        row: region.row + row, column: region.column + index * width, rows: region.rows - row, columns: width - 2)
      drawGuesses(&painter, column, reader)
    }
  }

  /// The words of the sentence, by the row in which they stand.
  private func sentenceRows(width: Int) -> [Range<Int>] {
    var rows: [Range<Int>] = []
    var (start, used) = (0, 0)
    for (index, word) in training.reading.text.words.enumerated() {
      let needed = SafeText.width(of: word)
      if index > start, used + needed > width {
        rows.append(start..<index)
        (start, used) = (index, 0)
      }
      used += needed + 1
    }
    return rows + [start..<training.reading.text.words.count]
  }

  private func word(_ indices: Range<Int>) -> Line {
    indices.flatMap { [Span(glass.text(training.reading.text.words[$0]), look(of: $0)), Span(" ")] }
  }

  private func look(of index: Int) -> Look {
    if isAsked(index) { return Look(.strong, isNow: true) }
    return isRead(index) ? Look(Self.role(reader(of: index))) : Look(.dim)
  }

  /// How likely the answer was, in the eyes of the network that read the word, when it had read it; where words are
  /// predicted, how likely each was to both, one word before it.
  private func belief(_ indices: Range<Int>) -> Line {
    indices.flatMap { index -> Line in
      let width = SafeText.width(of: training.reading.text.words[index])
      guard let (reader, step) = believer(in: index) else {
        let mark = glass.text("·")
        return [Span(mark + String(repeating: " ", count: width - 1), .dim), Span(" ")]
      }
      let value = Double(training.reading.belief[reader][step])
      return [Span(picture(value, width: width), Look(Self.role(reader))), Span(" ")]
    }
  }

  private func picture(_ value: Double, width: Int) -> String {
    guard value.isFinite else { return "!" + String(repeating: " ", count: width - 1) }
    guard glass.isUnicode else {
      return String(Int((value * 9).rounded())) + String(repeating: " ", count: width - 1)
    }
    return String(repeating: Glyphs(glass: glass, scale: 1).level(value), count: width)
  }

  /// Whether it is the word that the networks are to say now.
  private func isAsked(_ index: Int) -> Bool {
    let text = training.reading.text
    return text.task == .blank ? index == text.blank : index == step && step > 0
  }

  /// Whose belief stands below a word, and after how many steps; nil as long as there is none.
  private func believer(in index: Int) -> (BlankReader, step: Int)? {
    let text = training.reading.text
    switch text.task {
    case .blank: return isRead(index) ? (reader(of: index), stepOfReading(index)) : nil
    case .nextWord: return index > 0 && index <= step && index != text.blank ? (.both, index) : nil
    }
  }

  /// The network that reads the word on its way to the blank, or to t.
  private func reader(of index: Int) -> BlankReader {
    let text = training.reading.text
    if text.task == .nextWord { return index < step ? .forward : .backward }
    return index == text.blank ? .both : index < text.before ? .forward : .backward
  }

  /// The step in which the word is read; the blank is read anew in each.
  private func stepOfReading(_ index: Int) -> Int { training.reading.text.step(ofWord: index) ?? step }

  private func isRead(_ index: Int) -> Bool {
    let text = training.reading.text
    // At every t but 0 all of a whole sentence is read, by one network or the other.
    if text.task == .nextWord { return index < step || (text.blank == nil && step > 0) }
    return stepOfReading(index) <= step
  }

  /// The likeliest words of a network, with a bar where there is room.
  private func drawGuesses(_ painter: inout Painter, _ region: Region, _ reader: BlankReader) {
    let isNarrow = region.columns < 15
    let title = reader == .both ? "both" : "\(reader)\(isNarrow ? "" : " alone")"
    painter.put([Span(title, Look(Self.role(reader), isBold: true))], region, row: 0)
    let guesses = training.reading.guesses[reader][step]
    if guesses.isEmpty { painter.put([Span(glass.text("·"), .dim)], region, row: 1) }
    let word = min(region.columns - 4, 12)
    for (row, guess) in guesses.enumerated() {
      // Five bold rows would shout, and cost bytes.
      let look = Look(reader == .both ? .ink : Self.role(reader), isBold: row == 0)
      let text = [Span(glass.text(guess.word), look)].cut(to: word - 1, glass)
      let gap = String(repeating: " ", count: word - text.width)
      let bar = bar(guess.probability, width: min(region.columns - word - 5, 8))
      var line = text + [Span(gap + probability(guess.probability), look)]
      if !bar.isEmpty { line.append(Span(" " + bar, look)) }
      painter.put(line, region, row: row + 1)
    }
  }

  private func probability(_ value: Float) -> String {
    guard value.isFinite else { return "NaN " }
    let hundredths = Int((value * 100).rounded())
    return hundredths >= 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
  }

  private func bar(_ value: Float, width: Int) -> String {
    width > 1 ? Glyphs(glass: glass, scale: 1).bar(Double(value), width: width) : ""
  }
}
