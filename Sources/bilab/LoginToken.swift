import Classroom
import Glibc

/// Tells the people of a shared account apart by their logins: who leaves a class and joins it again from the same
/// shell has the same place in it.
enum LoginToken {
  /// Of the session's leader, which is the shell of a login, and of when it began, as a process's number comes again.
  static var own: UInt64 {
    let leader = getsid(0)
    guard let start = startTime(of: leader), let machine = beginning("/proc/sys/kernel/random/boot_id") else {
      return .random(in: 1 ... .max)
    }
    return max(ContentID("\(machine) \(leader) \(start)".utf8).low, 1)
  }

  /// In ticks since the machine began: the 22nd field of proc(5)'s stat, the second of which may hold anything.
  private static func startTime(of process: pid_t) -> Substring? {
    let fields = beginning("/proc/\(process)/stat")?.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 19 ? fields[19] : nil
  }

  /// The kernel tells no size of such a file.
  private static func beginning(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
