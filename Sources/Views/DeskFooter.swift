import Lab
import Surface

/// The bottom line of a desk: what can be pressed, or what the last key did.
struct DeskFooter {
  private let desk: DeskView
  private let glass: Glass

  init(_ desk: DeskView) { (self.desk, glass) = (desk, desk.glass) }

  func line(width: Int) -> Line {
    let viewpoint = desk.viewpoint
    if viewpoint.desk.removing != nil { return question(width) }
    switch viewpoint.overlay {
    case nil: break
    default:
      return Footer.line(
        desk.lecture, viewpoint, width: width, isSmall: ScreenPlan.isSmall(desk.size), glass)
    }
    let room = width - Footer.help.width - 2
    var left: Line
    if let message = viewpoint.message {
      left = [Span(glass.text(SafeText.string(message)), .notice)].cut(to: room, glass)
    } else if !viewpoint.pending.isEmpty {
      let rest = viewpoint.pending == "g" ? "  g first slide" : "  G slide, t timestep"
      left = [Span(viewpoint.pending, .strong), Span(rest, .dim)]
    } else {
      left = Footer.fitted(viewpoint.desk.showsSeats ? seatHints : hints, room: room, glass)
    }
    return left + [Span(String(repeating: " ", count: max(width - left.width - Footer.help.width, 0)))] + Footer.help
  }

  /// Before a seat is removed. The keys are never cut; the name may be.
  private func question(_ width: Int) -> Line {
    guard let seat = desk.viewpoint.desk.removing else { return [] }
    let index = desk.roster.seats.firstIndex { $0.name == seat.name } ?? 0
    let name = SeatsView.name(seat, index, desk.viewpoint.desk, glass)
    let keys: Line = [
      Span("?  ", .notice), Span("y", .strong), Span(" yes  ", .dim), Span("n", .strong), Span(" no", .dim),
    ]
    let left: Line = [Span("remove \(name)", .notice)]
    return left.cut(to: width - keys.width, glass) + keys
  }

  private var seatHints: [(String, String)] {
    let isMuted = desk.chosenSeat?.isMuted == true
    let names = desk.viewpoint.desk.showsNames ? "hide names" : "names"
    return [("↑ ↓", "choose"), ("x", isMuted ? "unmute" : "mute"), ("D", "remove"), ("n", names), ("esc", "close")]
  }

  private var hints: [(String, String)] {
    let lecture = desk.lecture
    var hints = [("space", "next")]
    if desk.viewpoint.isPresenting, let (_, step) = lecture.currentSlide.question {
      if desk.roster.poll.map({ $0.isOpen && $0.slide == lecture.slide }) == true {
        hints.append(("C", "end"))
      } else if lecture.step == step {
        hints.append(("C", "ask the class"))
      }
    }
    if let poll = desk.poll, poll.slide == lecture.slide { hints.append(("B", poll.isShown ? "take off" : "show all")) }
    return hints + [
      ("s", "seats"), ("J K", "notes"), ("backspace", "back"), ("]", "slide"), ("o", "index"), ("q", "quit"),
    ]
  }
}
