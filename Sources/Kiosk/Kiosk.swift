import CKiosk
import Glibc

/// A process that the kernel keeps from everything but its own files, its terminal and Unix sockets: what a person
/// whom nobody knows may sit at.
///
/// Nothing can be unlocked again.
public enum Kiosk {
  /// The newest Landlock ABI of the running kernel; 0 where it has none. All promises need 6.
  public static var landlockABI: Int { Int(bilab_kiosk_landlock_abi()) }

  /// Where a description of a terminal may lie. These and `localeFolders` stay readable in a kiosk.
  public static let terminalFolders = [
    "/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo",
  ]

  public static let localeFolders = ["/usr/lib/locale", "/usr/share/locale"]

  /// Locks this process for good, and then tries what it must not be able to do any more.
  ///
  /// Call it before the first thread is started: Landlock locks the calling one and those that it starts. Open files
  /// stay open, so read beforehand what need not be readable later. `connect` to a Unix socket by its path works
  /// wherever the user may connect to it; the path need not be in `readable`.
  ///
  /// - Parameter readable: files and folders that can still be read. Each must be there.
  /// - Returns: each promise, and whether it holds. Where one does not, the others are still locked.
  public static func lock(readable: [String]) -> KioskReport {
    prepareAttempts()
    let threads = Int(bilab_kiosk_threads())
    let missing = readable.filter { access($0, R_OK) != 0 }
    var steps = [("the limits", bilab_kiosk_limit())]
    steps.append(("Landlock", lockFiles(readable: readable + terminalFolders + localeFolders)))
    steps.append(("seccomp", bilab_kiosk_lock_calls()))
    var faults = steps.filter { $0.1 != 0 }.map { "\($0.0): \(reason($0.1))" }
    if threads != 1 { faults.append(threads == 0 ? "/proc does not tell the threads" : "there are \(threads) threads") }
    faults += missing.map { "\($0) cannot be read" }
    let wholly = KioskPromise(
      name: "is locked wholly", holds: faults.isEmpty,
      detail: faults.isEmpty ? "limits, Landlock ABI \(landlockABI), seccomp" : faults.joined(separator: "; "))
    return KioskReport(promises: [wholly] + attempts())
  }

  /// Comes before a lock and the attempts after it.
  package static func prepareAttempts() { bilab_kiosk_prepare_attempts() }

  private static func lockFiles(readable: [String]) -> Int32 {
    let paths = readable.map { strdup($0) }
    defer { for path in paths { free(path) } }
    return bilab_kiosk_lock_files(paths.map { UnsafePointer($0) }, paths.count)
  }

  /// Tries all that a locked process must not be able to do. It does no harm in one that is not locked.
  package static func attempts() -> [KioskPromise] {
    var promises: [KioskPromise] = []
    var index = 0
    while let attempt = bilab_kiosk_attempt(index)?.pointee {
      promises.append(tried(attempt))
      index += 1
    }
    return promises.reduce(into: []) { result, promise in
      if result.last?.name == promise.name { result[result.count - 1].add(promise) } else { result.append(promise) }
    }
  }

  private static func tried(_ attempt: bilab_kiosk_attempt) -> KioskPromise {
    let error = attempt.call()
    let words = String(cString: attempt.words)
    let holds = error == attempt.refusal
    let without = attempt.abi > landlockABI ? " without Landlock ABI \(attempt.abi)" : ""
    return KioskPromise(
      name: String(cString: attempt.promise), holds: holds,
      detail: holds ? words : words + ": \(error == 0 ? "works" : reason(error))" + without)
  }

  private static func reason(_ error: Int32) -> String { String(cString: strerror(error)) }
}
