/// One line about the last key, for the footer.
struct Note: Equatable, Sendable {
  var text: String
  /// What has to be so in the class for the line to be true; nil where the class does not matter.
  var holds: PollFacts?
}

/// How the class's last question stands, as far as a line about it depends on that.
struct PollFacts: Hashable, Sendable {
  /// nil before the first question, and for one that the class has not told of yet.
  var id: UInt32?
  var isOpen: Bool
  var isShown: Bool
  var isConnected: Bool

  init(_ news: ClassNews) {
    (id, isConnected) = (news.poll?.id, news.isConnected)
    (isOpen, isShown) = (news.poll?.isOpen ?? false, news.poll?.isShown ?? false)
  }
}

extension Viewpoint {
  /// Says something about the class's question, until it stands otherwise than it does now, or than it will when the
  /// class has heard of what was done.
  mutating func say(_ text: String, until change: (inout PollFacts) -> Void = { _ in }) {
    var facts = attendance.map { PollFacts($0.news) }
    if facts != nil { change(&facts!) }
    note = Note(text: text, holds: facts)
  }

  /// Takes away what was said about the class's question, if it is true no more.
  mutating func dropOutdatedNote(before: ClassNews?) {
    guard var holds = note?.holds, let news = attendance?.news else { return }
    let now = PollFacts(news)
    if let before, now == PollFacts(before) { return }
    holds.id = holds.id ?? now.id
    if now == holds { note?.holds = holds } else { note = nil }
  }
}
