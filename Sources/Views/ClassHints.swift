import Lab

/// What the footer offers to a person of a class, from what it offers to who works alone.
struct ClassHints {
  typealias Hint = (key: String, text: String)

  private let lecture: Lecture
  private let viewpoint: Viewpoint
  private let isSmall: Bool

  init(_ lecture: Lecture, _ viewpoint: Viewpoint, isSmall: Bool) {
    (self.lecture, self.viewpoint, self.isSmall) = (lecture, viewpoint, isSmall)
  }

  func changed(_ hints: [(String, String)]) -> [(String, String)] {
    if viewpoint.isFollowing { return following(hints) }
    guard viewpoint.overlay == nil else { return hints }
    if viewpoint.isPresenting { return asking + hints }
    return viewpoint.isExploring ? Array(hints.prefix(1)) + [("f", "return")] + hints.dropFirst() : hints
  }

  /// The presenter's, at a question.
  private var asking: [(String, String)] {
    guard let (_, step) = lecture.currentSlide.question else { return [] }
    let poll = viewpoint.attendance?.news.poll.flatMap { $0.slide == lecture.slide ? $0 : nil }
    var hints: [(String, String)] = []
    if poll?.isOpen == true {
      hints.append(("C", "end"))
    } else if lecture.step == step {
      hints.append(("C", "ask the class"))
    }
    if let poll {
      hints.append(("B", !viewpoint.showsBars ? "answers" : poll.isShown ? "take off" : "show all"))
    }
    return hints
  }

  // MARK: Who follows

  /// What is left of the hints without those for the lecture, and what there is to do beside them.
  private func following(_ hints: [(String, String)]) -> [(String, String)] {
    switch viewpoint.overlay {
    case .help, .search, .entry: return hints
    case .index, .merges, .influence: return hints.filter { ["↑ ↓", "← →", "Tab", "esc"].contains($0.0) }
    case nil: break
    }
    let isLost = viewpoint.attendance?.isLost == true
    var own: [(String, String)] = [("f", "leave")]
    if viewpoint.shownPoll(in: lecture) != nil { own.append(("B", "hide")) }
    own.append(("X", isLost ? "lost no more" : "lost here"))
    let end = [("o", "index"), ("q", "quit")]
    if viewpoint.visibleQuestion(in: lecture, isSmall: isSmall) != nil {
      return hints.filter { ["Enter", "!"].contains($0.0) } + own + panes + end
    }
    if let inside = inside(hints) { return [own[0]] + inside + own.dropFirst() + end }
    guard lecture.live != nil else { return [own[0]] + panes + own.dropFirst() + end }
    let looks: [(String, String)] = [
      ("↑ ↓", "focus"), ("Enter", "open"), ("E", "why"), ("W", "weights"), ("P", "PyTorch"),
    ]
    return [own[0]] + panes + own.dropFirst() + looks + end
  }

  private var panes: [(String, String)] {
    guard isSmall, lecture.live != nil || lecture.training != nil else { return [] }
    let isWords = viewpoint.shownPane(in: lecture) == .words
    let poll = viewpoint.attendance?.news.poll
    let isAsked = poll?.isOpen == true && poll?.slide == lecture.slide
    return [("w", !isWords ? isAsked ? "the question" : "words" : lecture.live == nil ? "training" : "network")]
  }

  /// What an open panel, cell or code offers beside changes; nil where none is open.
  private func inside(_ hints: [(String, String)]) -> [(String, String)]? {
    let isOpenCell = viewpoint.openCell(in: lecture) != nil
    let isBehindWords = isSmall && viewpoint.shownPane(in: lecture) == .words
    let isPanel = !isBehindWords && viewpoint.panel(in: lecture) != nil
    guard isOpenCell || isPanel || viewpoint.showsCode && lecture.live != nil else { return nil }
    let changes = isPanel ? ["space", "backspace", "e", "+ -", "u", "s"] : isOpenCell ? [] : ["space", "q"]
    return hints.filter { !changes.contains($0.0) && $0.0 != "q" }
  }
}
