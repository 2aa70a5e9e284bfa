import ArgumentParser
import Classroom
import Lab
import Views

struct DeskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Notes, clock and class in a second terminal of the presenter.",
    discussion: """
      Keys that move the lecture or change its network act as in the presenter's own terminal. Whoever the presenter \
      named with bilab host --with can have a desk too.
      """)

  @Argument(
    help: "The name of the class; bilab classes lists them. Without it, the only one.", completion: .classes)
  var name: String?

  @Option(help: "The class's socket, such as one that ssh -L made here.", completion: .file())
  var socket: String?

  @Option(help: "dark, light, contrast or none. Without it, BILAB_THEME decides, or NO_COLOR.")
  var theme: ThemeName?

  func run() throws {
    let place = try socket.map { try ClassPlaces.named($0, name) } ?? ClassPlaces.toJoin(name)
    let hello = ClientHello(wantsToPresent: true, token: .random(in: 1 ... .max), isDesk: true)
    let link = ClassLink(place.socket, hello)
    let session = ClassSession(link, .presenter(Presenting(nil), nil), name: place.name)
    var lecture = Lecture(JoinCommand.waiting(place.name))
    var viewpoint = Viewpoint(theme: try Theme.chosen(theme))
    try session.begin(&lecture, &viewpoint)
    var loop = LabLoop(lecture, viewpoint, in: session, as: DeskFace(session: session))
    try loop.run()
  }
}
