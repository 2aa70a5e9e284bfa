extension Lesson {
  /// The largest lesson that is read, in bytes.
  public static let maximumBytes = 1 << 20
  public static let maximumSlides = 500

  /// Reads a lesson. Never fails: gives what could be read, and every fault that was found, in the order of the file.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - name: the file's name without its folder, used as the title where the lesson has none.
  public static func read(_ bytes: [UInt8], name: String) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    let faults = Faults()
    guard bytes.count <= maximumBytes else {
      faults.report(
        .tooLarge, at: SourcePlace(line: 1, column: 1), "the lesson is larger than 1 MiB and is not read",
        advice: "cut it into several lessons")
      return (Lesson(title: name, slides: [Slide(title: "")]), faults.inFileOrder)
    }
    var text = LessonText(bytes, faults: faults)
    let callsSlides = text.takeCallOfSlides()
    var front = FrontMatter.take(from: &text, faults: faults)
    let dialect = Dialect(front, DeckSigns(text, callsSlides: callsSlides))
    if dialect == .mdp || dialect == .patat { front.takePercentLines(from: &text) }
    if dialect == .mdp { MDPText.rewrite(&text) }
    let (blocks, tooDeep) = Repair.mend(&text, dialect: dialect, faults: faults)
    if let tooDeep { Markdown.reportDepth(at: text.start(ofLine: tooDeep), faults) }
    guard dialect == .lesson else {
      let slides = DeckReader.slides(blocks, text: text, dialect: dialect, front: front, faults: faults)
      let title = [PlainTitle.of(front.title), slides[0].title, name].first { !$0.isEmpty } ?? name
      let author = PlainTitle.of(front.author)
      return (
        Lesson(title: title, author: author, date: front.date(in: dialect), minutes: front.minutes, slides: slides),
        faults.inFileOrder
      )
    }
    let slides = SlideReader.slides(blocks, text: text, faults: faults)
    let title = front.title.isEmpty ? name : front.title
    let lesson = Lesson(
      title: title, author: front.author, date: front.date, minutes: front.minutes, slides: slides)
    return (lesson, faults.inFileOrder)
  }
}

extension Markdown {
  static func reportDepth(at place: SourcePlace, _ faults: Faults) {
    faults.report(
      .nestedTooDeep, at: place,
      "lists, quotes or emphasis lie more than \(maximumDepth) deep, one inside the other; "
        + "what lies deeper is not shown",
      advice: "nest less deeply")
  }
}
