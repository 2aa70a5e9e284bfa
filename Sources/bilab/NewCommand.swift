import ArgumentParser
import BuiltInLessons
import Glibc
import Surface

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a small lesson that has one of everything, and open it.",
    discussion: "Save the file in an editor while it is open: the screen goes to what has changed.")

  @Argument(help: "The file to be written, such as my.md.", completion: .file(extensions: ["md"]))
  var file: String

  func run() throws {
    let name = SafeText.string(file)
    guard try AtomicFile.create(BuiltInLessons.template, at: file) else {
      throw Failure("\(name): there is something of that name already; name a new file")
    }
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      try Opening(lesson: file, slide: nil, theme: nil).run()
    }
    try Output.write("\(name) is written. bilab \(name) opens it, and bilab format tells what can stand in it.\n")
  }
}
