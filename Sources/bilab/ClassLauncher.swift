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

  /// Milliseconds for an owner to begin.
  private static let patience = 5000

  /// - Returns: whether it was this that started one; another one may have the class.
  /// - Throws: `Failure` with what the owner said.
  func start() throws(Failure) -> Bool {
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
    guard let answer = child.line(within: Self.patience) else {
      throw Failure(
        "the class has not begun after \(Self.patience / 1000) s; is the disk of \(SafeText.string(journal)) slow?")
    }
    if answer == "ready" { return true }
    guard child.end() != Self.taken else { return false }
    throw Failure(
      answer.isEmpty ? "the class did not start" : SafeText.string(answer.replacing("bilab-class: ", with: "")))
  }

  /// The owner's exit status where another one has the class.
  private static let taken: Int32 = 75

  /// Beside this program, as a build leaves it, or else where a package has it.
  private static var program: String {
    let folder = parent(of: Child.ownProgram)
    let (beside, packaged) = (folder + "/bilab-class", parent(of: folder) + "/libexec/bilab/bilab-class")
    return access(beside, F_OK) != 0 && access(packaged, F_OK) == 0 ? packaged : beside
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
