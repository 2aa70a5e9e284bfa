import Lab
import Surface

/// The seats of a class, one a row. Who sits there is told only where that was asked for: a desk may be on a wall.
struct SeatsView {
  let seats: [Roster.Seat]
  private let desk: Desk
  private let glass: Glass

  init(_ roster: Roster, _ desk: Desk, _ glass: Glass) {
    (seats, self.desk, self.glass) = (roster.seats, desk, glass)
  }

  /// The row that is chosen; nil where nobody has come.
  var chosen: Int? { seats.isEmpty ? nil : min(max(desk.chosen, 0), seats.count - 1) }

  func draw(_ painter: inout Painter, _ region: Region) {
    painter.rule(region, row: 0)
    let hidden = desk.showsNames ? "n hides names" : "n shows names"
    painter.put([Span(" seats ", .notice), Span("· \(hidden) ".asIn(glass), .dim)], region, row: 0, column: 2)
    let rows = region.dropping(rows: 1)
    guard let chosen else { return painter.put([Span("Nobody has come yet.", .dim)], rows, row: 0) }
    let first = min(max(0, chosen - rows.rows / 2), max(0, seats.count - rows.rows))
    for (row, index) in (first..<min(first + rows.rows, seats.count)).enumerated() {
      painter.put(line(index, isChosen: index == chosen, width: rows.columns), rows, row: row)
    }
  }

  /// A seat by its number; where names are shown by its name, and by what the person wants to be called behind it.
  static func name(_ seat: Roster.Seat, _ index: Int, _ desk: Desk, _ glass: Glass) -> String {
    guard desk.showsNames else { return "seat \(index + 1)" }
    let (nickname, name) = (SafeText.string(seat.nickname), SafeText.string(seat.name))
    let isSame = nickname.allSatisfy { $0 == " " } || nickname == name
    return glass.text(isSame ? name : "\(name) · \(nickname)")
  }

  private func line(_ index: Int, isChosen: Bool, width: Int) -> Line {
    let seat = seats[index]
    let number = String(index + 1)
    let mark: Line = [
      Span(isChosen ? glass.text("▸") + " " : "  ", .notice),
      Span(String(repeating: " ", count: max(0, 3 - number.count)) + number + "  ", .dim),
    ]
    let said: Line = desk.showsNames ? seat.said.map { [Span("  "), answer($0)] } ?? [] : []
    let states = states(seat)
    guard desk.showsNames else { return mark + states }
    // The names stand in one column, unless a state needs more.
    let room = width - mark.width - said.cut(to: width / 3, glass).width
    let stateWidth = max(Self.stateWidth, states.width + 2)
    let name = [Span(Self.name(seat, index, desk, glass), Look(isChosen ? .strong : .ink))]
    let gap = Span(String(repeating: " ", count: stateWidth - states.width))
    let left = (states + [gap] + name).cut(to: room, glass)
    return mark + left + [Span(String(repeating: " ", count: max(room - left.width, 0)))]
      + said.cut(to: width / 3, glass)
  }

  /// Columns of the longest single state and a gap.
  private static let stateWidth = 11

  private func answer(_ said: [Double]) -> Span {
    Span(Numbers(glass: glass).list(said.prefix(8)), .strong)
  }

  private func states(_ seat: Roster.Seat) -> Line {
    var states: Line = []
    if seat.isRemoved {
      states = [Span("removed", .dim)]
    } else if !seat.isHere {
      states = [Span("away", .dim)]
    } else {
      states = [seat.isFollowing ? Span("following") : Span("exploring", .forward)]
      if seat.isBehind { states.append(Span("behind", .notice)) }
      if seat.isLost { states.append(Span("lost", .notice)) }
    }
    if seat.isMuted { states.append(Span("muted", .notice)) }
    let dot = Span(" " + glass.text("·") + " ", .dim)
    return Line(states.map { [$0] }.joined(separator: [dot]))
  }
}

extension String {
  fileprivate func asIn(_ glass: Glass) -> String { glass.text(self) }
}
