/// What a presenter has open at the desk: a second terminal, with notes, a clock and the class in place of the network.
public struct Desk: Hashable, Sendable {
  /// Whether the list of seats is open.
  public internal(set) var showsSeats = false
  /// The seat that is chosen in it, from 0; there may be fewer by now.
  public internal(set) var chosen = 0
  /// Whether it tells who sits there, and what each has answered.
  public internal(set) var showsNames = false
  /// The seat that is to be removed as soon as that is confirmed.
  public internal(set) var removing: Roster.Seat?
}

/// What is done at a presenter's desk, beside what changes the lecture.
public enum DeskAction: Hashable, Sendable {
  /// Opens and closes the list of seats.
  case seats
  case names
  /// The key table's is a distance.
  case choose(Int)
  /// Nobody's in the key table, and where the class is empty.
  case mute(Roster.Seat?)
  /// Asks whether to.
  case remove(Roster.Seat?)
  case confirm(Bool)
  /// Shows everyone what was answered, or no longer.
  case showTally(Bool)
}

extension DeskAction {
  /// Whether somebody else has to hear of it.
  fileprivate var isForTheClass: Bool {
    switch self {
    case .mute(.some), .remove(.some), .confirm(true), .showTally: true
    case .mute(nil), .remove(nil), .seats, .names, .choose, .confirm(false): false
    }
  }
}

/// The keys of a desk.
func sit(_ viewpoint: inout Viewpoint, _ action: DeskAction) {
  if action.isForTheClass, let news = viewpoint.attendance?.news, !news.isConnected {
    viewpoint.message = news.isOver ? Attendance.over : Attendance.outOfReach
    return
  }
  switch action {
  case .seats: viewpoint.desk.showsSeats.toggle()
  case .names:
    viewpoint.desk.showsNames.toggle()
    viewpoint.message = viewpoint.desk.showsNames ? "whoever sees this screen sees who they are; n hides it" : nil
  case .choose(let row): viewpoint.desk.chosen = row
  case .mute(nil), .remove(nil): viewpoint.message = "nobody has come yet"
  case .mute(let seat?):
    viewpoint.saying = .mute(seat: seat.name, !seat.isMuted)
    viewpoint.message = seat.isMuted ? "what this seat says counts again" : "what this seat says counts no more"
  case .remove(let seat?):
    guard !seat.isRemoved else {
      viewpoint.message = "this seat is closed already"
      return
    }
    viewpoint.desk.removing = seat
  case .confirm(let isMeant):
    guard let seat = viewpoint.desk.removing else { return }
    viewpoint.desk.removing = nil
    viewpoint.saying = isMeant ? .remove(seat: seat.name) : nil
    viewpoint.message = isMeant ? "closed for as long as the class lasts" : "nobody is removed"
  case .showTally(let isShown):
    viewpoint.saying = .showTally(isShown)
    viewpoint.say(isShown ? Attendance.shown : Attendance.takenOff) { $0.isShown = isShown }
  }
}
