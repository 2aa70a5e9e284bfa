import CKiosk
import Glibc

/// Something that a kiosk's process must not be able to do, or must still be able to, as it was tried.
public struct Promise: Sendable {
  public let text: String
  public let holds: Bool
}

extension Kiosk {
  /// Seals this process and tries everything. The process is of no use any more.
  public static func probe() -> [Promise] {
    let file = bilab_nameless_file()
    let terminal = open("/dev/tty", O_RDONLY | O_NOCTTY)
    let parent = getppid()
    seal()
    func refused(_ text: String, _ status: Int32) -> Promise { Promise(text: text, holds: status != 0) }
    func opening(_ path: String, _ flags: Int32) -> Int32 {
      let file = open(path, flags | O_CLOEXEC, 0o600)
      return file < 0 ? errno : 0
    }
    return [
      refused("reads no file of the host", opening("/etc/passwd", O_RDONLY)),
      refused("lists no folder", opening("/", O_RDONLY | O_DIRECTORY)),
      refused("makes no file", opening("/tmp/bilab-probe", O_WRONLY | O_CREAT | O_EXCL)),
      refused("writes to no file", file < 0 ? EBADF : bilab_try_to_write(file)),
      refused("runs no program", bilab_try_to_run("/bin/true")),
      refused("starts no process", bilab_try_to_fork()),
      refused("has no network", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) < 0 ? errno : 0),
      refused("looks into no other process", opening("/proc/\(parent)/mem", O_RDONLY)),
      refused("types into no terminal", terminal < 0 ? ENOTTY : bilab_try_to_type(terminal)),
      Promise(text: "leaves no core", holds: bilab_can_be_dumped() == 0),
      Promise(text: "gains no privileges", holds: bilab_can_gain_privileges() == 0),
      Promise(text: "still reaches the class's socket", holds: socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) >= 0),
      Promise(
        text: "still reads terminfo",
        holds: opening("/lib/terminfo", O_RDONLY) == 0 || opening("/usr/share/terminfo", O_RDONLY) == 0),
      Promise(text: "still has threads", holds: hasThreads()),
    ]
  }

  private static func hasThreads() -> Bool {
    var thread = pthread_t()
    guard pthread_create(&thread, nil, { _ in nil }, nil) == 0 else { return false }
    return pthread_join(thread, nil) == 0
  }
}
