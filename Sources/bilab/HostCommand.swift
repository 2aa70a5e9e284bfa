import ArgumentParser
import Classroom
import Lab
import Lessons
import Pretrained
import Surface
import Views

struct HostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "host", abstract: "Present a lesson to a class, which others follow with bilab join.",
    discussion: """
      The class lives on when this terminal ends; bilab host takes the presenter's place again, where it was. \
      bilab host --end ends the class.
      """)

  @Argument(
    help: "A lesson file, or the name of a built-in lesson. Without it, what the class shows, or the chapter.",
    completion: .lesson)
  var lesson: String?

  @Option(name: .customLong("class"), help: "The name of the class.", completion: .classes)
  var name: String?

  @Option(help: "A socket in a folder of your own, in place of the usual one.", completion: .file())
  var socket: String?

  @Option(
    name: .customLong("with"), help: ArgumentHelp("A user who may present as well.", valueName: "user"),
    completion: .users)
  var assistants: [String] = []

  @Option(
    name: .customLong("shared"),
    help: ArgumentHelp("A user whose account several people share; each is one of the class.", valueName: "user"),
    completion: .users)
  var sharedAccounts: [String] = []

  @Option(help: "dark, light, contrast or none. Without it, BILAB_THEME decides, or NO_COLOR.")
  var theme: ThemeName?

  @Flag(help: "End the class.")
  var end = false

  @Option(
    help: ArgumentHelp(
      "Write what was answered in the class to this file, as CSV, and present nothing; - is standard output.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var results: String?

  @Flag(help: "With --results: what people want to be called as well.")
  var names = false

  func validate() throws {
    if names, results == nil { throw ValidationError("--names goes with --results FILE.csv") }
    if end, results != nil { throw ValidationError("--end and --results are two commands: the results first or last") }
  }

  func run() throws {
    if let results { return try write(to: results) }
    let place =
      try socket.map { try ClassPlaces.named($0, name) }
      ?? (end ? ClassPlaces.toJoin(name) : ClassPlaces.toHost(name))
    let link = ClassLink(place.socket, ClientHello(wantsToPresent: true, token: .random(in: 1 ... .max)))
    if end { return try endClass(place, link) }
    let theme = try Theme.chosen(theme)
    let source = LessonSource(lesson ?? LessonSource.chapter)
    let opened = try source.open()
    var lecture = Lecture(opened.lesson, files: opened.files, pretrained: .shipped)
    var viewpoint = Viewpoint(theme: theme)
    let launcher = ClassLauncher(
      name: place.name, socket: place.socket, journal: ClassPlaces.journal(of: place.name),
      assistants: assistants, sharedAccounts: sharedAccounts)
    try ClassPlaces.makeFolders(of: launcher.journal)
    let isNew = try launcher.start()
    let presenting = Presenting(try PresenterMaterial(source, opened.lesson), isNamed: lesson != nil)
    let session = ClassSession(link, .presenter(presenting, launcher), name: place.name)
    try session.begin(&lecture, &viewpoint)
    if let words = notice(opened.faultSummary, isNew: isNew, session, source) {
      update(&lecture, &viewpoint, .ignored(reason: words))
    }
    var loop = LabLoop(lecture, viewpoint, in: session)
    try loop.run()
    let title = SafeText.string(place.name)
    if session.news.isOver { return try Output.write("The class \"\(title)\" has ended.\n") }
    let host = "bilab host" + (name.map { " --class \(SafeText.string($0))" } ?? "")
    try Output.write("The class \"\(title)\" goes on: \(host) returns to it, \(host) --end ends it.\n")
  }

  /// What whoever begins to present should know first.
  private func notice(_ faults: String?, isNew: Bool, _ session: ClassSession, _ source: LessonSource) -> String? {
    if !isNew, !assistants.isEmpty || !sharedAccounts.isEmpty {
      return "the class runs already; --with and --shared count when it begins"
    }
    guard lesson != nil else {
      guard isNew else { return nil }
      return session.hasGoneBack
        ? "the class goes on where it was" : "a class begins with the chapter; bilab host LESSON.md shows another"
    }
    guard faults == nil, let before = session.shownLesson, before != source.shortName else { return faults }
    return "the class was at \(SafeText.string(before)); now it is shown \(SafeText.string(source.shortName))"
  }

  private func write(to path: String) throws {
    let place = try socket.map { try ClassPlaces.named($0, name) } ?? ClassPlaces.toHost(name, isMade: false)
    try ClassResults.write(of: place, to: path, namesPeople: names)
  }

  private func endClass(_ place: ClassPlaces.Place, _ link: ClassLink) throws {
    var isOver = false
    try link.run {
      switch $0 {
      case .heard(.welcomed): link.member.say(.end)
      case .heard(.farewell(let reason)):
        guard link.member.welcome != nil else { throw Failure(SafeText.string(reason)) }
        isOver = true
      case .heard(.broken(let reason)): throw Failure(reason)
      case .cut(let wasGreeted, let reason):
        guard wasGreeted else { throw Failure("\(SafeText.string(place.socket)): \(reason)") }
        isOver = true
      case .heard: break
      }
      return isOver
    }
    guard isOver else { throw Failure("the class does not answer") }
    try Output.write("The class \"\(SafeText.string(place.name))\" has ended.\n")
  }
}
