import ArgumentParser
import Classroom
import Glibc
import NIOPosix

/// The owner of a class: it has the socket, the roster, the answers and the newest state, and no terminal. `bilab host`
/// starts it, and it lives until the class is ended.
@main
struct ClassProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bilab-class",
    abstract: "The owner of a class. bilab host starts it; there is no need to do so by hand.")

  @Option(help: "The name of the class.")
  var name: String

  @Option(help: "The socket to open, in a folder that is there and yours.")
  var socket: String

  @Option(help: "The file that keeps what was asked and answered.")
  var journal: String

  @Option(name: .customLong("with"), help: "A user, by name or uid, who may present as well.")
  var assistants: [String] = []

  @Option(name: .customLong("shared"), help: "A user whose account several people share.")
  var sharedAccounts: [String] = []

  func run() throws {
    // A client that is gone, and a disk that is full, are told by the calls themselves.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGHUP, SIG_IGN)
    raiseFileLimit()
    let accounts = Accounts()
    do {
      let rules = ClassOwner.Rules(
        name: name, host: accounts.name(of: getuid()), hostUser: getuid(),
        assistants: Set(try assistants.map(accounts.user)), sharedAccounts: Set(try sharedAccounts.map(accounts.user)))
      let place = try SocketPlace.take(socket)
      let journal: JournalFile
      do throws(StartFault) {
        journal = try JournalFile(path: self.journal)
      } catch {
        place.leave()
        throw error
      }
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      let memory = ShownFile(beside: socket)
      let owner = ClassOwner(
        rules, epoch: .random(in: 1 ... .max), records: journal.records, earlier: memory.read())
      let server = ClassServer(owner, journal: journal, memory: memory, accounts: accounts, loop: group.next())
      try server.open(on: place)
      // Keeps no folder from being unmounted.
      chdir("/")
      tellReady()
      try server.closed.wait()
      place.leave()
    } catch let fault as StartFault {
      Self.write("bilab-class: \(fault)\n", to: STDERR_FILENO)
      throw ExitCode(fault == .taken ? ExitStatus.taken : 1)
    }
  }

  /// Whoever started it waits for this line; from then on nobody reads what it would write.
  private func tellReady() {
    Self.write("ready\n", to: STDOUT_FILENO)
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(nothing, stream) }
    close(nothing)
  }

  private static func write(_ text: String, to file: Int32) {
    Array(text.utf8).withUnsafeBytes { bytes in
      while Glibc.write(file, bytes.baseAddress, bytes.count) < 0, errno == EINTR {}
    }
  }

  private func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, 4096)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

enum ExitStatus {
  /// Another owner has the class.
  static let taken: Int32 = 75
}
