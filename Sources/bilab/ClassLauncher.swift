import Glibc
import Surface

/// Starts the owner of a class, which lives on without this program.
struct ClassLauncher {
  let name: String
  let socket: String
  let journal: String
  /// Names of users.
  var assistants: [String] = []
  var sharedAccounts: [String] = []

  /// - Throws: `Failure` with what the owner said; none if it runs, or another one does.
  func start() throws(Failure) {
    let program = Self.program
    let arguments =
      ["--name", name, "--socket", socket, "--journal", journal]
      + assistants.flatMap { ["--with", $0] } + sharedAccounts.flatMap { ["--shared", $0] }
    let child: Child
    do throws(Child.Fault) {
      child = try Child(program, arguments, inNewSession: true)
    } catch {
      let how = error.code == ENOENT ? "; swift build -c release --product bilab-class makes it" : ""
      throw Failure("the owner of a class, \(SafeText.string(program)), does not start: \(error)\(how)")
    }
    let answer = child.line()
    if answer == "ready" { return }
    guard child.end() != Self.taken else { return }
    throw Failure(
      answer.isEmpty ? "the class did not start" : SafeText.string(answer.replacing("bilab-class: ", with: "")))
  }

  /// The owner's exit status where another one has the class.
  private static let taken: Int32 = 75

  /// Beside this program.
  private static var program: String {
    let own = Child.ownProgram
    return (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "") + "bilab-class"
  }
}
