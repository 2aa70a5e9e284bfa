import ArgumentParser
import Classroom
import Lab
import Pretrained
import Views

struct DeskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk",
    abstract: "The presenter's desk, in a second terminal: notes, the next slide, the clock, the class.",
    discussion: "It drives the lecture as the presenter's own screen does. s lists the seats.")

  @Argument(help: "The name of the class; without it, the only one.")
  var name: String?

  @Option(help: "The class's socket.")
  var socket: String?

  @Option(help: "dark, light, contrast or none. Without it, BILAB_THEME decides, or NO_COLOR.")
  var theme: ThemeName?

  func run() throws {
    let place = try socket.map { try ClassPlaces.named($0, name) } ?? ClassPlaces.toJoin(name)
    let link = ClassLink(place.socket, ClientHello(wantsToPresent: true))
    let session = ClassSession(link, .presenter(Presenting(nil), nil), name: place.name)
    var lecture = Lecture(JoinCommand.waiting(place.name), pretrained: .shipped)
    var viewpoint = Viewpoint(theme: try Theme.chosen(theme))
    try session.begin(&lecture, &viewpoint)
    var loop = LabLoop(lecture, viewpoint, in: session, desk: Desk())
    try loop.run()
  }
}
