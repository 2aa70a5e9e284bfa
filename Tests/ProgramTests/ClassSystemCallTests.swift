import Foundation
import Glibc
import Testing

/// A class in which system calls fail, each once. BILAB_CALLS=200 lets each of the first 200 calls of every kind fail in
/// turn, and BILAB_CALLS_OF="owner pwrite" those alone.
@Suite(.serialized) struct ClassSystemCallTests {
  struct Case: Sendable, CustomStringConvertible {
    var victim: FaultyClass.Victim
    var call: String
    var kind: SystemCallFault.Kind
    var errors: [Int32]
    /// Those of the short form.
    var numbers: [Int] = []

    var description: String { "\(victim) \(call) \(kind)" }

    func fault(_ error: Int32, _ number: Int) -> SystemCallFault {
      SystemCallFault(call: call, kind: kind, error: error, number: number)
    }
  }

  private static let half: Int32 = 0

  private static let ofOwner: [Case] = [
    Case(victim: .owner, call: "pwrite", kind: .file, errors: [ENOSPC, half, EIO, EINTR], numbers: [2]),
    Case(victim: .owner, call: "fdatasync", kind: .file, errors: [EIO, ENOSPC], numbers: [2]),
    Case(victim: .owner, call: "ftruncate", kind: .file, errors: [EIO, EINTR], numbers: [1]),
    Case(victim: .owner, call: "pread", kind: .file, errors: [EIO, EINTR, half], numbers: [1]),
    Case(victim: .owner, call: "fstat", kind: .file, errors: [EIO]),
    Case(victim: .owner, call: "open", kind: .any, errors: [EMFILE, EINTR, EIO]),
    Case(victim: .owner, call: "openat", kind: .any, errors: [EMFILE, ENOSPC]),
    Case(victim: .owner, call: "flock", kind: .file, errors: [ENOLCK, EINTR]),
    Case(victim: .owner, call: "socket", kind: .any, errors: [EMFILE]),
    Case(victim: .owner, call: "bind", kind: .socket, errors: [ENOSPC]),
    Case(victim: .owner, call: "connect", kind: .socket, errors: [EINTR, EAGAIN]),
    Case(victim: .owner, call: "accept", kind: .socket, errors: [EPERM, EMFILE, ECONNABORTED, EINTR], numbers: [1]),
    Case(victim: .owner, call: "read", kind: .socket, errors: [ECONNRESET, EINTR, half], numbers: [6]),
    Case(victim: .owner, call: "write", kind: .socket, errors: [EPIPE, EINTR, EAGAIN, half]),
    Case(victim: .owner, call: "writev", kind: .socket, errors: [EPIPE, EINTR, EAGAIN, half]),
    Case(victim: .owner, call: "sendmsg", kind: .socket, errors: [EPIPE, EINTR, EAGAIN]),
    Case(victim: .owner, call: "write", kind: .pipe, errors: [EINTR]),
  ]

  private static func ofPerson(_ victim: FaultyClass.Victim) -> [Case] {
    [
      Case(victim: victim, call: "open", kind: .any, errors: [EMFILE, EINTR]),
      Case(victim: victim, call: "pipe", kind: .any, errors: [EMFILE]),
      Case(victim: victim, call: "fstat", kind: .file, errors: [EIO]),
      Case(victim: victim, call: "read", kind: .file, errors: [EIO, EINTR, half]),
      Case(victim: victim, call: "socket", kind: .any, errors: [EMFILE]),
      Case(victim: victim, call: "connect", kind: .socket, errors: [EINTR, EAGAIN]),
      Case(victim: victim, call: "send", kind: .socket, errors: [EPIPE, EINTR, EAGAIN, half]),
      Case(victim: victim, call: "recv", kind: .socket, errors: [ECONNRESET, EINTR, EAGAIN, half]),
      Case(victim: victim, call: "read", kind: .terminal, errors: [EINTR, EAGAIN, EIO]),
      Case(victim: victim, call: "write", kind: .terminal, errors: [EINTR, EAGAIN, half]),
    ]
  }

  private static let ofHost: [Case] =
    ofPerson(.host) + [
      Case(victim: .host, call: "mkdir", kind: .any, errors: [ENOSPC, EIO]),
      Case(victim: .host, call: "read", kind: .pipe, errors: [EINTR]),
    ]

  private static let all = ofOwner + ofHost + ofPerson(.follower)

  private static let most = Int(ProcessInfo.processInfo.environment["BILAB_CALLS"] ?? "")

  private static let cases: [Case] = {
    guard most != nil else { return all.filter { !$0.numbers.isEmpty } }
    let wanted = ProcessInfo.processInfo.environment["BILAB_CALLS_OF"] ?? ""
    return all.filter { $0.description.hasPrefix(wanted) }
  }()

  @Test(arguments: cases)
  func `a call that fails breaks nothing, loses no answer that the class has, and the class goes on`(_ of: Case) {
    guard let most = Self.most else {
      for number in of.numbers { strike(of.fault(of.errors[0], number), of.victim) }
      return
    }
    for error in of.errors {
      for number in 1...most where !strike(of.fault(error, number), of.victim) { break }
    }
  }

  @Test func `a lock that cannot be had is no class that runs already`() throws {
    let lesson = try RunningClass()
    let fault = SystemCallFault(call: "flock", kind: .file, error: ENOLCK, number: 1)
    let variables = try fault.environment(in: "bilab-class", mark: lesson.path("struck"))
    let result = try Program.run(["host"], environment: lesson.environment.merging(variables) { $1 })
    #expect(result.failed(), "\(result.complaint)")
    #expect(result.complaint.hasSuffix("live.sock.lock: No locks available\n"), "\(result.complaint)")
  }

  /// - Returns: whether there were so many calls, and nothing was wrong.
  @discardableResult
  private func strike(_ fault: SystemCallFault, _ victim: FaultyClass.Victim) -> Bool {
    do {
      var lesson = try FaultyClass(fault, in: victim)
      try lesson.run()
      if Self.most != nil {
        print("\(victim): \(fault)\(lesson.isStruck ? "" : " (never)") \(lesson.remarks.joined(separator: "; "))")
      }
      return lesson.isStruck
    } catch {
      Issue.record("\(victim): \(fault): \(error)")
      return false
    }
  }
}
