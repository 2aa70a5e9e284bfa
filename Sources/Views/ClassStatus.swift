import Lab
import Surface

/// Where a person of a class is, in the left part of the title line. The first word, which tells it, is never cut.
struct ClassStatus {
  private let lecture: Lecture
  private let attendance: Attendance
  private let waitsForAnswer: Bool
  private let glass: Glass

  /// nil outside of a class.
  init?(_ lecture: Lecture, _ viewpoint: Viewpoint, _ glass: Glass) {
    guard let attendance = viewpoint.attendance else { return nil }
    (self.lecture, self.attendance, self.glass) = (lecture, attendance, glass)
    waitsForAnswer = viewpoint.waitsForAnswer(in: lecture)
  }

  /// The longest form that leaves the slide's title whole, or enough of it; else the title gives way.
  ///
  /// - Returns: the status with the score behind it, and what is left of the title.
  func line(beside wholeTitle: Line, score: (right: Int, answered: Int)?, room: Int) -> (left: Line, title: Line) {
    let scores = score.map { ["\($0.right) of \($0.answered) right", "\($0.right)/\($0.answered)"] }
    let ends: [Line] = scores?.map { [Span("   " + $0, .notice)] } ?? [[]]
    let (long, short) = forms
    // A whole title counts more than a name, or a longer way to say the same; less than what is loud.
    let equal = long.filter { loudness($0) == loudness(long[0]) }
    for (forms, titleWidth) in [(equal, wholeTitle.width), (Array(long.dropFirst()), min(wholeTitle.width, room / 3))] {
      for form in forms.map(line) {
        for end in ends where form.width + end.width <= room - Self.gap - titleWidth {
          return (form + end, wholeTitle.cut(to: room - form.width - end.width - Self.gap, glass))
        }
      }
    }
    let brief = ([long[long.count - 1]] + short).map(line)
    let all = brief.flatMap { form in ends.map { form + $0 } }
    let left = all.first { $0.width <= room } ?? brief[brief.count - 1]
    let rest = room - left.width - Self.gap
    return (left, rest < Self.narrowestTitle ? [] : wholeTitle.cut(to: rest, glass))
  }

  private static let gap = 3

  /// Of a shorter title nothing could be read.
  private static let narrowestTitle = 6

  private static let longestName = 30

  // MARK: The forms

  /// A part of a form; there are dots between them.
  private enum Part {
    case quiet(String)
    case loud(String)
  }

  private typealias Form = [Part]

  private func loudness(_ form: Form) -> Int {
    form.count { part in if case .loud(let text) = part { !text.isEmpty } else { false } }
  }

  private func line(_ form: Form) -> Line {
    var line: Line = []
    for part in form {
      let (text, role): (String, Role) =
        switch part {
        case .quiet(let text): (text, .dim)
        case .loud(let text): (text, .notice)
        }
      guard !text.isEmpty else { continue }
      if !line.isEmpty { line.append(Span(" " + glass.text("·") + " ", .dim)) }
      line.append(Span(text, role))
    }
    return line
  }

  private var news: ClassNews { attendance.news }

  /// Behind a word: the name of the class.
  private var name: String {
    let name = [Span(glass.text(SafeText.string(news.name)))].cut(to: Self.longestName, glass).map(\.text).joined()
    return name.allSatisfy { $0 == " " } ? "" : " " + name
  }

  /// From the longest on: those for which a slide's title makes no room, but for the last of them; and shorter ones. The
  /// last of all is the word alone.
  private var forms: (long: [Form], short: [Form]) {
    if news.isOver {
      let word = Part.loud("out of the class")
      return ([[word, .quiet("the lesson is yours to try")], [word]], [[word]])
    }
    return switch (news.part, attendance.isFollowing) {
    case (.presenter, _): presenting
    case (.follower, true): !news.isConnected ? cutOff : !news.isPresenterHere ? away : following
    case (.follower, false): exploring
    }
  }

  private var presenting: (long: [Form], short: [Form]) {
    let word = Part.quiet("presenting")
    guard news.isConnected else {
      return ([[word, .loud("the class cannot be reached")], [word, .loud("not reached")]], [[word]])
    }
    let here = Part.quiet("\(news.here) here")
    let lost = Part.loud(news.lost.map { $0 > 0 ? "\($0) lost" : "" } ?? "")
    let named = Part.quiet("presenting" + name)
    let unsaved = Part.loud(news.isSaving ? "" : "not saved")
    guard let poll = news.poll, poll.isOpen else {
      return (
        [[named, here, lost, unsaved], [word, here, lost, unsaved], [word, unsaved, here]],
        [[word, .quiet("\(news.here)")], [word]]
      )
    }
    let asked = poll.asked ?? news.here
    let answered = Part.loud(poll.answered.map { "\($0) of \(asked) answered" } ?? "the class is asked")
    let brief = Part.loud(poll.answered.map { "\($0)/\(asked)" } ?? "asked")
    return (
      [
        [named, here, lost, unsaved, answered], [word, answered, unsaved, lost, here], [word, answered, unsaved, lost],
        [word, answered, unsaved],
      ],
      [[word, brief], [word]]
    )
  }

  private var following: (long: [Form], short: [Form]) {
    let word = Part.quiet("following")
    let here = Part.quiet("\(news.here) here")
    let lost = Part.loud(attendance.isLost ? "lost here" : "")
    let asked = Part.loud(waitsForAnswer ? "the class is asked" : "")
    return (
      [
        [.quiet("following" + name), here, lost, asked], [word, here, lost, asked],
        [word, asked, .quiet("\(news.here)"), lost],
      ],
      [waitsForAnswer ? [word, .loud("asked")] : [word, .quiet("\(news.here)")], [word]]
    )
  }

  private var away: (long: [Form], short: [Form]) { alone(.loud("presenter away")) }

  private var cutOff: (long: [Form], short: [Form]) { alone(.loud("class not reached")) }

  private func alone(_ word: Part) -> (long: [Form], short: [Form]) {
    ([[word, .quiet("f to go on alone")], [word, .quiet("f to go on")]], [[word]])
  }

  private var exploring: (long: [Form], short: [Form]) {
    let word = Part.loud("exploring")
    let (back, key) = (Part.quiet("f to return"), Part.quiet("f"))
    let short = [[word, key], [word]]
    guard news.isConnected else {
      let brief = Part.quiet("not reached")
      return ([[word, .quiet("the class cannot be reached"), back], [word, brief, back], [word, brief, key]], short)
    }
    guard news.isPresenterHere else {
      let brief = Part.quiet("presenter away")
      return ([[word, .quiet("the presenter is away"), back], [word, brief, back], [word, brief, key]], short)
    }
    if news.poll?.isOpen == true {
      let asked = Part.loud("the class is asked")
      return ([[word, asked, back], [word, asked, key]], [[word, .loud("asked"), key]] + short)
    }
    guard let slide = news.slide.map({ lecture.number(of: $0) }) else { return ([[word, back]], short) }
    let place = Part.quiet("the class is at slide \(slide)")
    return ([[word, place, back], [word, place, key], [word, .quiet("class at \(slide)"), key]], short)
  }
}
