import ArgumentParser
import Classroom
import Glibc
import Kiosk
import Lab
import Lessons
import Surface
import Terminal

struct JoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Follow a class: the presenter's slides and numbers, on your own screen.",
    discussion: "f leaves the lecture to try things from exactly where it is, and returns to it.")

  @Argument(
    help: "The name of the class; bilab classes lists them. Without it, the only one.", completion: .classes)
  var name: String?

  @Option(help: "Your place, in an account that several people share.")
  var seat: String = ""

  @Option(name: .customLong("name"), help: "What you want to be called; only the presenter sees it.")
  var nickname: String?

  @Option(help: "The class's socket, such as one that ssh -L made here.", completion: .file())
  var socket: String?

  @Option(help: "dark, light, contrast or none. Without it, BILAB_THEME decides, or NO_COLOR.")
  var theme: ThemeName?

  @Flag(help: "For an account that does nothing else: no way out but the end, and nothing is written.")
  var kiosk = false

  func run() throws {
    if kiosk, isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 {
      warn("a class needs a terminal: ssh -t")
      throw ExitCode(2)
    }
    if kiosk { Kiosk.cleanEnvironment() }
    // Nobody takes a place in the class who could see nothing of it.
    if isatty(STDOUT_FILENO) == 1, let fault = TerminalFacts.now().fault { throw Failure("\(fault)") }
    let place = try socket.map { try ClassPlaces.named($0, name) } ?? ClassPlaces.toJoin(name, waits: kiosk)
    let hello = ClientHello(
      seat: seat, name: nickname ?? SettingsFile.current.name ?? "", token: LoginToken.own)
    let session = ClassSession(ClassLink(place.socket, hello), .follower, name: place.name)
    var lecture = Lecture(Self.waiting(place.name))
    var viewpoint = Viewpoint(theme: try Theme.chosen(theme))
    try session.begin(&lecture, &viewpoint, waits: kiosk)
    // What does not hold on this machine, bilab doctor tells its administrator.
    if kiosk { _ = Kiosk.lock(readable: []) }
    var loop = LabLoop(lecture, viewpoint, in: session, isKiosk: kiosk)
    try loop.run()
  }

  /// What is on the screen before the presenter shows anything.
  static func waiting(_ name: String) -> Lesson {
    let text = "Nothing is shown yet. The first slide comes here by itself; q leaves."
    return Lesson(
      title: name, slides: [Slide(title: "The class has not begun", blocks: [SlideBlock(.paragraph([.text(text)]))])])
  }
}
