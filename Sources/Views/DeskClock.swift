import Lab
import Surface

extension DeskView {
  /// The time, and how far the lecture is.
  func drawClock(_ painter: inout Painter, _ region: Region) {
    let (slide, slides) = (lecture.slide + 1, lecture.lesson.slides.count)
    let dot = " " + glass.text("·") + " "
    // As the screen on the wall counts them: what a pause reveals is none.
    let all = lecture.steps - lecture.currentSlide.pauses
    let steps = all > 0 ? dot + "step \(lecture.networkStep) of \(all)" : ""
    let brief = all > 0 ? dot + "\(lecture.networkStep)/\(all)" : ""
    let places = [
      "slide \(slide) of \(slides)" + steps, "slide \(slide) of \(slides)" + brief, "\(slide)/\(slides)" + brief,
      "\(slide)/\(slides)",
    ]
    let clock = Span(time, .strong)
    let lefts: [Line] = pace.isEmpty ? [[clock]] : pace.map { [clock, Span(dot, .dim), $0] } + [[clock]]
    // The pace in few words says more than steps in many.
    for (left, place) in lefts.flatMap({ left in places.map { (left, $0) } })
    where left.width + 2 + place.count <= region.columns {
      painter.put(left, region, row: 0)
      return painter.putRight([Span(place, .dim)], region, row: 0)
    }
    painter.put([clock], region, row: 0)
  }

  private var time: String {
    guard let elapsed else { return "not begun" }
    let planned = lecture.lesson.minutes.map { " of \(Self.text(seconds: $0 * 60))" } ?? ""
    return Self.text(seconds: max(elapsed, 0) / 1000) + planned
  }

  private static func text(seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (minutes, rest) = (seconds / 60, two(seconds % 60))
    return minutes < 100 ? "\(minutes):\(rest)" : "\(minutes / 60):\(two(minutes % 60)):\(rest)"
  }

  /// How many slides it is ahead of its plan, in many words and in few; nothing without a plan.
  private var pace: [Span] {
    guard let elapsed, let minutes = lecture.lesson.minutes else { return [] }
    let slides = Double(lecture.lesson.slides.count)
    let done = Double(lecture.slide) + Double(lecture.step) / Double(max(lecture.steps, 1))
    let ahead = Int((done - Double(elapsed) / Double(minutes * 60_000) * slides).rounded(.towardZero))
    if ahead == 0 { return [Span("on time", .dim)] }
    let count = "\(abs(ahead)) \(abs(ahead) == 1 ? "slide" : "slides")"
    if ahead > 0 { return [Span(count + " ahead", .dim), Span("\(ahead) ahead", .dim)] }
    return [Span(count + " behind", .notice), Span("\(-ahead) behind", .notice)]
  }

  // MARK: Who is here

  /// In numbers, as many as there is room for.
  func countsLine(width: Int) -> Line {
    let news = viewpoint.attendance?.news
    if news?.isOver == true { return [Span("out of the class", .notice)].cut(to: width, glass) }
    guard news?.isConnected != false else {
      return [Span("the class cannot be reached", .notice)].cut(to: width, glass)
    }
    let exploring = roster.here - roster.following
    /// With a rank: what has the highest goes first where there is no room.
    var counts: [(count: Int, word: String, rank: Int)] = [
      (roster.here, "here", 0), (roster.following, "following", 5), (exploring, "exploring", 2),
    ]
    counts += [(roster.behind, "behind", 4), (roster.lost, "lost", 1), (roster.away, "away", 3)].filter { $0.0 > 0 }
    let faults =
      (news?.isSaving == false ? ["answers are not saved"] : []) + (roster.hasScreen ? [] : ["the presenter is away"])
    let loud: Line = faults.flatMap { [Span($0, .notice), Span(" " + glass.text("·") + " ", .dim)] }
    for rank in stride(from: 5, through: 0, by: -1) {
      let line = loud + line(of: counts.filter { $0.rank <= rank })
      if line.width <= width || rank == 0 { return line }
    }
    return []
  }

  private func line(of counts: [(count: Int, word: String, rank: Int)]) -> Line {
    counts.enumerated().flatMap { index, item -> Line in
      let text = Span("\(item.count) \(item.word)", item.word == "lost" ? .notice : .ink)
      return index == 0 ? [text] : [Span(" " + glass.text("·") + " ", .dim), text]
    }
  }

  /// On the smallest screens: who is here and what is asked, in the rule above the footer.
  func drawCountsInRule(_ painter: inout Painter, _ whole: Region) {
    let asked = poll.map { [Span(" " + glass.text("·") + " ", .dim), Span(answeredText($0), .notice)] } ?? []
    let counts = countsLine(width: whole.columns - 6 - asked.width)
    painter.put([Span(" ")] + counts + asked + [Span(" ")], whole, row: size.rows - 2, column: 2)
  }

  /// Answers that were given, of those who could.
  func answeredText(_ poll: Poll) -> String {
    let count = poll.answered ?? 0
    return poll.isOpen ? "\(count) of \(roster.asked) answered" : "\(count) answered"
  }
}
