import Lab
import Lessons
import Surface
import Views

/// A presenter at a desk: the program's loop without its terminal and its class.
struct DeskScene {
  var lecture: Lecture
  var viewpoint = Viewpoint()
  var roster = Roster()
  var elapsed: Int? = 760_000
  var size = Size(columns: 80, rows: 24)
  var glass = Glass(colours: 0, hasAttributes: false)

  init(_ lesson: Lesson = Self.lesson) {
    lecture = Lecture(lesson, pretrained: .shipped)
    var news = ClassNews(name: "ECE 1508", part: .presenter)
    (news.isConnected, news.isPresenterHere) = (true, true)
    update(&lecture, &viewpoint, .attend(news))
  }

  var view: DeskView { DeskView(lecture, viewpoint, roster, elapsed: elapsed, size, glass) }
  var text: String { view.frame.plainText }
  var rows: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  mutating func press(_ key: Key) { update(&lecture, &viewpoint, view.action(for: key)) }

  /// Keys by their names, with spaces between them.
  mutating func press(_ script: String) {
    for name in script.split(separator: " ") {
      guard let key = Key(name: String(name)) else { preconditionFailure("no key: \(name)") }
      press(key)
    }
  }

  mutating func hear(_ change: (inout ClassNews) -> Void) {
    guard var news = viewpoint.attendance?.news else { return }
    change(&news)
    update(&lecture, &viewpoint, .attend(news))
  }

  /// So many people, some of whom are lost, away and so on, with names that nobody should have.
  mutating func fill(_ count: Int) {
    roster.seats = (0..<count).map { index in
      var seat = Roster.Seat(name: "kiosk/\(index)", nickname: Self.names[index % Self.names.count])
      seat.isHere = index % 9 != 8
      seat.isFollowing = index % 7 != 3
      seat.isBehind = index % 11 == 4
      seat.isLost = index % 13 == 5
      seat.isMuted = index % 17 == 6
      seat.isRemoved = index % 18 == 8
      seat.said = index % 3 == 0 ? nil : [Double(index % 5), -0.5]
      return seat
    }
  }

  static let names = [
    "Zoë", "", "=HYPERLINK(\"x\")", "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字", "a\u{1b}[31mred\u{7}", "\u{202e}diputs",
    "👩‍👩‍👧 Ω", "   ", "e\u{301}\u{301}\u{301}\u{301}",
  ]

  /// Asks the question of the second slide, and has it answered.
  mutating func ask(isOpen: Bool = true, isShown: Bool = false) {
    let rows = [([5.0], 14), ([3.0], 8), ([6.0], 1)].map { Tally.Row(said: $0.0, count: $0.1) }
    roster.poll = Poll(
      id: 1, slide: 1, isOpen: isOpen, answered: 25, tally: Tally(rows: rows, others: 2), isShown: isShown)
  }

  static let lesson = Lesson.read(Array(text.utf8), name: "desk").lesson

  private static let text = """
    +++
    title = "Two readers"
    minutes = 45
    +++

    # Hello

    Some words.

    <!-- note: Say hello. -->

    ---

    # What \u{1b}[31m漢字 comes \u{202e}from the right

    The state at $`t = 2`$ reads what follows.

    ```lab
    input = [1, 2, 3]
    weights = "counter"
    hidden = 1
    activation = "relu"
    ```

    ```question
    ask = "What will $`h'[2]`$ be?"
    answer = "h'[2]"
    explain = "`= x[2]` and `= h'[3]` make `= h'[2]`."
    ```

    <!-- note: Give them a minute; most say 3, because they read from the left. Draw the arrow from the right on the board before you show the answer.

    Then step through the backward pass: every state is the sum of what is still to come. Ask what the first one must be. It is everything, 6.

    If time is short skip the toggles. Otherwise press d: one direction, and the question has no answer any more; d again brings it back. Then m until sum, and compare 1 + 6 with 3 + 5 and 6 + 3.

    漢字\u{1b}]0;x\u{7} last of all. -->

    ---

    # Choose

    ```question
    ask = "Which?"
    choices = ["the left one", "the right one"]
    answer = 2
    ```

    ---

    # Train

    ```train
    epochs = 2
    ```

    ---

    # Last words

    One. Two.

    - A list
    - of things
    """
}
