import Glibc
import Kiosk
import Surface
import Terminal

// The least program that is a kiosk, and what it can still do. Its first argument says what:
//
// attempts          writes the report of a process that is not locked
// thread            starts a thread before the lock, and writes the report
// lock FOLDER       locks itself with that folder readable, and writes what it can still do there
// screen            locks itself, opens a Screen, and waits for a key
// environment       cleans the environment and writes it

func say(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  write(STDOUT_FILENO, bytes, bytes.count)
}

func startThread() -> Bool {
  var thread = pthread_t()
  guard pthread_create(&thread, nil, { _ in UnsafeMutableRawPointer(bitPattern: 7) }, nil) == 0 else { return false }
  var result: UnsafeMutableRawPointer?
  pthread_join(thread, &result)
  return result == UnsafeMutableRawPointer(bitPattern: 7)
}

func read(_ path: String) -> String {
  guard let file = fopen(path, "r") else { return String(cString: strerror(errno)) }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 80)
  return String(decoding: bytes[..<fread(&bytes, 1, 80, file)], as: UTF8.self)
}

/// Connects to a Unix socket and reads what its server says first.
func greeting(at path: String) -> String {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
  let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  let length = socklen_t(MemoryLayout<sockaddr_un>.size)
  let status = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, length) }
  }
  guard status == 0 else { return String(cString: strerror(errno)) }
  var bytes = [UInt8](repeating: 0, count: 80)
  return String(decoding: bytes[..<max(recv(file, &bytes, 80, 0), 0)], as: UTF8.self)
}

func lastsThread() {
  var thread = pthread_t()
  pthread_create(
    &thread, nil,
    { _ in
      while true { pause() }
    }, nil)
}

func stay() throws {
  guard Kiosk.lock(readable: []).isLocked else { return say("not locked") }
  let screen = try Screen.open(program: "kiosk-probe", mayStop: false)
  var frame = Frame(size: screen.size)
  frame.put("unicode \(screen.isUnicode) colours \(screen.colours) é", row: 0, column: 0, style: Style())
  screen.present(frame)
  _ = screen.events(timeout: nil)
  screen.close()
}

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "attempts":
  Kiosk.prepareAttempts()
  say(Kiosk.attempts().map { "\($0.holds)\t\($0.name)\t\($0.detail)" }.joined(separator: "\n"))
case "thread":
  lastsThread()
  say(Kiosk.lock(readable: []).lines)
case "lock":
  let folder = arguments.last!
  let report = Kiosk.lock(readable: [folder])
  say(report.lines)
  say("thread \(startThread())")
  say("file \(read(folder + "/file"))")
  say("above \(read(folder + "/../file"))")
  say("socket \(greeting(at: folder + "/socket"))")
case "screen":
  try stay()
default:
  Kiosk.cleanEnvironment()
  var entry = environ
  while let variable = entry.pointee {
    say(String(cString: variable))
    entry += 1
  }
}
