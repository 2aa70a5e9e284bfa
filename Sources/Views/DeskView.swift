import Lab
import Lessons
import Surface

/// Draws the desk. What lies over a slide of the lab, such as the index or the help, lies over the desk as well.
public func draw(_ desk: Desk, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass) -> Frame {
  let isSmall = size.columns < ScreenPlan.smallest.columns || size.rows < ScreenPlan.smallest.rows
  guard viewpoint.overlay == nil, !viewpoint.isBlank, !isSmall else { return draw(lecture, viewpoint, size, glass) }
  var painter = Painter(size: size, theme: viewpoint.theme, glass: glass)
  DeskView(desk: desk, lecture: lecture, viewpoint: viewpoint, size: size, glass: glass).draw(&painter)
  return painter.frame
}

/// What a key means at the desk, when it is not the desk's own.
public func action(
  for key: Key, at desk: Desk, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass
) -> LabAction {
  guard viewpoint.overlay == nil, key == .character("J") || key == .character("K") else {
    return Keymap.action(for: key, lecture, viewpoint, size, glass)
  }
  let view = DeskView(desk: desk, lecture: lecture, viewpoint: viewpoint, size: size, glass: glass)
  let top = min(viewpoint.notesScroll[lecture.slide] ?? 0, view.notes.lastTop)
  return .scrollNotes(to: min(max(top + (key == .character("J") ? 1 : -1), 0), view.notes.lastTop))
}

private struct DeskView {
  let desk: Desk
  let lecture: Lecture
  let viewpoint: Viewpoint
  let size: Size
  let glass: Glass

  private var whole: Region { Region(row: 0, column: 1, rows: size.rows, columns: size.columns - 2) }
  private var dot: String { " " + glass.text("·") + " " }

  func draw(_ painter: inout Painter) {
    let (counts, bars, middle) = (counts, bars, middle)
    painter.put(title, whole, row: 0)
    painter.putRight(clock, whole, row: 0)
    painter.rule(whole, row: 1)
    painter.put(now, whole, row: 2)
    painter.put(next, whole, row: 3)
    painter.rule(whole, row: 4)
    let end = size.rows - 2
    if let chosen = desk.chosen {
      drawSeats(&painter, middle, chosen)
    } else {
      notes.draw(&painter, top: viewpoint.notesScroll[lecture.slide] ?? 0)
    }
    var row = middle.row + middle.rows
    painter.rule(whole, row: row)
    for line in bars + (bars.isEmpty ? [] : [[]]) + counts where row + 1 < end {
      row += 1
      painter.put(line, whole, row: row)
    }
    painter.rule(whole, row: end)
    painter.put(footer, whole, row: end + 1)
  }

  // MARK: The clock and the slides

  private var title: Line {
    let name = SafeText.string(viewpoint.attendance?.news.name ?? "")
    let state = viewpoint.attendance?.news.isConnected == true ? "desk of " : "the class cannot be reached, "
    return [Span(state, .dim), Span(glass.text(name), .strong)].cut(to: whole.columns - clock.width - 2, glass)
  }

  private var clock: Line {
    let elapsed = desk.elapsed.map(Self.time) ?? "-:--"
    let planned = lecture.lesson.minutes.map { " of " + Self.time($0 * 60_000) } ?? ""
    let slides = "\(lecture.slide + 1)/\(lecture.lesson.slides.count)"
    return [Span(elapsed, isLate ? .notice : .strong), Span(planned + dot + slides, .dim)]
  }

  /// Whether less of the lesson is behind than of its time.
  private var isLate: Bool {
    guard let minutes = lecture.lesson.minutes, let elapsed = desk.elapsed else { return false }
    return elapsed * lecture.lesson.slides.count > minutes * 60_000 * (lecture.slide + 1)
  }

  private static func time(_ milliseconds: Int) -> String {
    let seconds = max(milliseconds, 0) / 1000
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return (hours > 0 ? "\(hours):" + two(minutes) : "\(minutes)") + ":" + two(seconds % 60)
  }

  private var now: Line {
    let step = lecture.steps > 0 ? dot + "step \(lecture.step) of \(lecture.steps)" : ""
    return [Span("now   ", .dim), Span(name(of: lecture.slide), .strong), Span(step, .dim)]
  }

  private var next: Line {
    let isLast = lecture.slide + 1 == lecture.lesson.slides.count
    return [Span("next  ", .dim), Span(isLast ? "this is the last slide" : name(of: lecture.slide + 1))]
  }

  private func name(of slide: Int) -> String {
    let title = lecture.lesson.slides[slide].title
    return title.isEmpty ? "(no title)" : glass.text(SafeText.string(title))
  }

  /// Clock, slides and the class take what they need; the notes have the rest.
  private var middle: Region {
    let tail = counts.count + (bars.isEmpty ? 0 : bars.count + 1)
    return Region(row: 5, column: 1, rows: max(size.rows - tail - 8, 1), columns: whole.columns)
  }

  var notes: Page { Page(lines: NotesView.lines(lecture, width: whole.columns, glass), region: middle) }

  // MARK: The class

  private var counts: [Line] {
    guard let roster = desk.roster else { return [[Span("nobody has been heard of yet", .dim)]] }
    let here = roster.seats.filter(\.isHere)
    let lost = roster.lost
    var parts = ["\(here.count) here", "\(here.count { $0.isFollowing }) following"]
    for (count, word) in [
      (here.count { !$0.isFollowing }, "exploring"), (here.count { $0.isBehind }, "behind"),
      (roster.seats.count - here.count, "away"),
    ] where count > 0 { parts.append("\(count) \(word)") }
    var line: Line = [Span(parts.joined(separator: dot), .dim)]
    if lost > 0 { line += [Span(dot), Span("\(lost) lost here", .notice)] }
    if viewpoint.attendance?.news.isSaving == false { line += [Span(dot), Span("answers are not saved", .notice)] }
    return wrap(line, width: whole.columns)
  }

  private var bars: [Line] {
    guard let poll = desk.roster?.poll else { return [] }
    let state = poll.isOpen ? "asked" : "was asked"
    let shown = poll.isShown ? dot + "everyone sees it" : ""
    let title: Line = [
      Span(state, .notice),
      Span(
        dot + name(of: min(poll.slide, lecture.lesson.slides.count - 1)) + dot + "\(poll.answered ?? 0) answered"
          + shown, .dim),
    ]
    let rows = size.rows >= 22 ? 5 : 2
    return [title] + BarsView(poll, lecture, viewpoint, glass).lines(min(whole.columns, 60), rows: rows)
  }

  private func drawSeats(_ painter: inout Painter, _ region: Region, _ chosen: Int) {
    let seats = desk.roster?.seats ?? []
    guard !seats.isEmpty else { return painter.put([Span("nobody has come yet", .dim)], region, row: 0) }
    let first = min(max(0, chosen - region.rows / 2), max(0, seats.count - region.rows))
    for (row, seat) in seats.enumerated().dropFirst(first).prefix(region.rows) {
      let isChosen = row == chosen
      var line: Line = [
        Span(isChosen ? glass.text("▸") + " " : "  ", .notice),
        Span(glass.text(SafeText.string(seat.name)), Look(isChosen ? .strong : .ink)),
      ]
      if desk.showsNames, !seat.nickname.isEmpty {
        line.append(Span(dot + glass.text(SafeText.string(seat.nickname)), Look(.ink)))
      }
      line.append(Span(dot + (!seat.isHere ? "away" : seat.isFollowing ? "following" : "exploring"), .dim))
      for (holds, word) in [(seat.isBehind, "behind"), (seat.isLost, "lost here"), (seat.isMuted, "muted")] where holds
      {
        line.append(Span(dot + word, .notice))
      }
      if let said = seat.said {
        let answer = desk.showsNames ? "said " + Numbers(glass: glass).list(said.prefix(8)) : "has answered"
        line.append(Span(dot + answer, .dim))
      }
      painter.put(line, region, row: row - first)
    }
  }

  // MARK: The keys

  private var footer: Line {
    if let message = viewpoint.message, desk.chosen == nil { return [Span(glass.text(message), .notice)] }
    let help = Footer.help
    let hints = Footer.fitted(hints, room: whole.columns - help.width - 2, glass)
    let gap = max(whole.columns - hints.width - help.width, 0)
    return desk.chosen == nil ? hints + [Span(String(repeating: " ", count: gap))] + help : hints
  }

  private var hints: [(String, String)] {
    guard let chosen = desk.chosen else {
      let isOpen = desk.roster?.poll?.isOpen == true
      let question =
        lecture.currentSlide.question?.step == lecture.step ? [("C", isOpen ? "end" : "ask the class")] : []
      return [("space", "next"), ("backspace", "back")] + question
        + [("s", "seats"), ("]", "slide"), ("J K", "notes"), ("B", "show answers"), ("q", "leave the desk")]
    }
    let seats = desk.roster?.seats ?? []
    if desk.asksRemoval, seats.indices.contains(chosen) {
      return [
        ("y", "close the place of \(SafeText.string(seats[chosen].name)) for good"), ("any other key", "leave it"),
      ]
    }
    let isMuted = seats.indices.contains(chosen) && seats[chosen].isMuted
    return [
      ("↑ ↓", "choose"), ("x", isMuted ? "hear again" : "mute"), ("D", "remove"),
      ("n", desk.showsNames ? "hide names" : "names and answers"), ("esc", "close"),
    ]
  }
}
