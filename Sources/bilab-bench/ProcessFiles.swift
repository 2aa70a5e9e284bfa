import Glibc

/// What the kernel tells about a process, in /proc.
struct ProcessFiles {
  let process: pid_t

  /// Of the machine, over the last minute.
  static var load: Double { text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0 }

  /// Seconds of processor time, in steps of a clock tick, which is 10 ms as a rule.
  var seconds: Double {
    // The name before it is in brackets and can be anything.
    let fields = Self.text("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Kibibytes in memory.
  var resident: Int { number("status", "VmRSS:") }

  /// Kibibytes in memory, each divided by the number of processes that share it.
  var proportional: Int { number("smaps_rollup", "Pss:") }

  /// How often its threads went to sleep.
  var sleeps: Int {
    guard let folder = opendir("/proc/\(process)/task") else { return 0 }
    defer { closedir(folder) }
    var sum = 0
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { sum += number("task/\(name)/status", "voluntary_ctxt_switches:") }
    }
    return sum
  }

  private func number(_ file: String, _ key: String) -> Int {
    let line = Self.text("/proc/\(process)/\(file)").split(separator: "\n").first { $0.hasPrefix(key) }
    return line.flatMap { $0.dropFirst(key.count).split { $0 == " " || $0 == "\t" }.first }.flatMap { Int($0) } ?? 0
  }

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
  }
}

/// Nanoseconds of a clock that nobody sets.
func nanoseconds(_ clock: clockid_t = CLOCK_MONOTONIC) -> UInt64 {
  var now = timespec()
  clock_gettime(clock, &now)
  return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

/// Seconds since a moment of that clock.
func secondsPassed(since start: UInt64) -> Double { Double(nanoseconds() - start) / 1e9 }
