import Engine
import Lab
import Surface

/// A training: above, how the three networks learn and what they know of sentences that they did not learn from; below,
/// a sentence whose blank they fill.
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
      return MergeTable(comparison: comparison, glass: glass).draw(&painter, region)
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
    painter.put(line(Span("clue before"), cells(\.clueBefore)), region, row: 1)
    painter.put(line(Span("clue after"), cells(\.clueAfter)), region, row: 2)
    let chance = Span(Numbers(glass: glass).text(BlankCorpus.chance * 100, digits: 1) + " %", .dim)
    painter.put(line(Span("chance", .dim), BlankReader.allCases.map { _ in chance }), region, row: 3)
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
      painter.put(word(words), region, row: row)
      if showsBelief { painter.put(belief(words), region, row: row + 1) }
      row += showsBelief ? 2 : 1
    }
    if region.rows >= row + 2 + BlankReading.guessCount {
      let text = "bars: belief in “\(training.reading.answer)” once the word is read"
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
    indices.flatMap { index -> Line in
      let look: Look
      switch (reader(of: index), isRead(index)) {
      case (.both, _): look = Look(.strong, isNow: true)
      case (let reader, true): look = Look(Self.role(reader))
      case (_, false): look = Look(.dim)
      }
      return [Span(glass.text(training.reading.text.words[index]), look), Span(" ")]
    }
  }

  /// How likely the answer was, in the eyes of the network that read the word, when it had read it.
  private func belief(_ indices: Range<Int>) -> Line {
    indices.flatMap { index -> Line in
      let width = SafeText.width(of: training.reading.text.words[index])
      guard isRead(index) else {
        let mark = glass.text("·")
        return [Span(mark + String(repeating: " ", count: width - 1), .dim), Span(" ")]
      }
      let reader = reader(of: index)
      let value = Double(training.reading.belief[reader][stepOfReading(index)])
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

  /// The network that reads the word on its way to the blank.
  private func reader(of index: Int) -> BlankReader {
    let blank = training.reading.text.blank
    return index == blank ? .both : index < blank ? .forward : .backward
  }

  /// The step in which the word is read; the blank is read anew in each.
  private func stepOfReading(_ index: Int) -> Int { training.reading.text.step(ofWord: index) ?? step }

  private func isRead(_ index: Int) -> Bool { stepOfReading(index) <= step }

  /// The likeliest words of a network, with a bar where there is room.
  private func drawGuesses(_ painter: inout Painter, _ region: Region, _ reader: BlankReader) {
    let isNarrow = region.columns < 15
    let title = reader == .both ? "both" : "\(reader)\(isNarrow ? "" : " alone")"
    painter.put([Span(title, Look(Self.role(reader), isBold: true))], region, row: 0)
    let guesses = training.reading.guesses[reader][step]
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
