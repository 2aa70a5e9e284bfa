import Lab
import Surface
import Views

/// What a class is like in a test: words such as `follower here=41 asked tally=9:14,8:3 others=2`.
///
/// The part comes first: `presenter` or `follower`. Then `here=`, `lost=`, `slide=` (from 1) and `name=` (with _ for a
/// blank); `asked`, `answered=`, `closed`, `tally=` with what was said and how often, `others=`, `shown`; `away` and
/// `cut` for a presenter who is not there and a class that cannot be heard, `over` for one that this person is out of. `kept` is heard after the keys.
struct ClassScene: Sendable {
  var news: ClassNews
  /// Whether the class has kept an answer by the end.
  var isKept = false

  /// - Parameter slide: where the class is unless the words say it, from 0.
  init(_ words: String, slide: Int) {
    var words = words.split(separator: " ")
    let part = words.removeFirst()
    precondition(part == "presenter" || part == "follower", "presenter or follower: \(part)")
    news = ClassNews(name: "ECE 1508", part: part == "presenter" ? .presenter : .follower)
    (news.isConnected, news.isPresenterHere, news.here, news.slide) = (true, true, 41, slide)
    var poll = Poll(id: 7, slide: slide, isOpen: true)
    var tally: Tally?
    for word in words {
      let sides = word.split(separator: "=", maxSplits: 1).map(String.init)
      let number = sides.last.flatMap { Int($0) } ?? 0
      switch sides[0] {
      case "here": news.here = number
      case "lost": news.lost = number
      case "slide": news.slide = number - 1
      case "name": news.name = sides[1].replacing("_", with: " ")
      case "asked": news.poll = poll
      case "closed": poll.isOpen = false
      case "answered": poll.answered = number
      case "tally":
        let rows = sides[1].split(separator: ",").map { row in
          let parts = row.split(separator: ":")
          return Tally.Row(said: parts[0].split(separator: "/").compactMap { Double($0) }, count: Int(parts[1])!)
        }
        tally = Tally(rows: rows)
      case "others": tally?.others = number
      case "shown": poll.isShown = true
      case "away": news.isPresenterHere = false
      case "cut": news.isConnected = false
      case "over": (news.isConnected, news.isOver) = (false, true)
      case "kept": isKept = true
      default: preconditionFailure("no word of a class: \(word)")
      }
    }
    poll.tally = tally
    if news.part == .presenter { poll.asked = news.here }
    if words.contains("asked") { news.poll = poll }
  }
}

extension Person {
  /// A person of a class whose lecture is where this one's is.
  mutating func attend(_ words: String) {
    act(.attend(ClassScene(words, slide: lecture.slide).news))
  }

  /// Takes over what another person's lecture shows.
  mutating func hear(_ other: Person, point: Focus? = nil) {
    act(.shared(other.lecture.state, point: point))
  }
}
