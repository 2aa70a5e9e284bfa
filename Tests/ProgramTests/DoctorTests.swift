import Foundation
import Kiosk
import PseudoTerminal
import Testing

@Suite struct DoctorTests {
  private struct Found: Decodable {
    struct Terminal: Decodable {
      var input: String, output: String, name: String?, fault: String?
      var colours: Int?, columns: Int?, rows: Int?
    }
    struct Locale: Decodable { var text: String, setting: String? }
    struct Versions: Decodable { var bilab: String, kernel: String, landlock: Int }
    struct Files: Decodable { var program: String, terminals: [String], locales: [String] }
    struct Limits: Decodable { var openFiles: UInt64, openFilesAtMost: UInt64 }
    struct Kiosk: Decodable {
      struct Promise: Decodable { var name: String, holds: Bool, detail: String }
      var locked: Bool, promises: [Promise]
    }
    var terminal: Terminal, locale: Locale, versions: Versions, files: Files, limits: Limits, kiosk: Kiosk
  }

  private func found(_ environment: [String: String] = Program.environment) throws -> Found {
    let result = try Program.run(["doctor", "--json"], environment: environment)
    #expect(result.status == 0 && result.complaint.isEmpty, "\(result)")
    return try JSONDecoder().decode(Found.self, from: result.output)
  }

  @Test func `it tells what is here, without a terminal too`() throws {
    let found = try found()
    #expect(found.terminal.input == "no terminal" && found.terminal.output == "no terminal")
    #expect(found.terminal.name == "xterm-256color" && found.terminal.colours == 256 && found.terminal.columns == nil)
    #expect(found.terminal.fault?.contains("ssh -t") == true)
    #expect(found.locale.text == "UTF-8" && found.locale.setting == "LC_ALL=C.UTF-8")
    #expect(found.versions.bilab == (try Program.run(["--version"]).lines[0]))
    #expect(found.versions.kernel.hasPrefix("Linux "))
    #expect(found.versions.landlock == Kiosk.landlockABI)
    #expect(
      URL(filePath: found.files.program).resolvingSymlinksInPath().path
        == URL(filePath: Program.path).resolvingSymlinksInPath().path)
    #expect(!found.files.terminals.isEmpty)
    #expect(found.limits.openFiles > 0 && found.limits.openFiles <= found.limits.openFilesAtMost)
  }

  @Test func `the kiosk is locked when every promise holds`() throws {
    let kiosk = try found().kiosk
    #expect(kiosk.promises.count == 14)
    #expect(kiosk.locked == kiosk.promises.allSatisfy(\.holds))
    let words = kiosk.locked ? "locked: " : "NOT wholly locked: "
    #expect(try Program.run(["doctor"]).text.contains("\nkiosk     \(words)"))
  }

  @Test(
    .enabled(if: Kiosk.landlockABI >= 6, "some promises need Landlock ABI 6; this kernel has \(Kiosk.landlockABI)")
  )
  func `where the kernel can, all of them do`() throws {
    let kiosk = try found().kiosk
    for promise in kiosk.promises { #expect(promise.holds, "\(promise.name): \(promise.detail)") }
    #expect(kiosk.locked)
  }

  @Test func `what it could not try does not hold`() throws {
    // Too few descriptors for the pipe to the process that would try.
    let result = try Program.shell("ulimit -n 4; \"$bilab\" doctor")
    #expect(result.status == 0, "\(result)")
    #expect(result.text.contains("\nkiosk     not known: "))
    #expect(!result.text.contains("yes  "))
  }

  @Test func `what could not be locked is told with its reason`() throws {
    // Enough descriptors for that process, and too few for its locks.
    let result = try Program.shell("ulimit -n 5; \"$bilab\" doctor")
    #expect(result.status == 0, "\(result)")
    #expect(result.text.contains("\nkiosk     NOT wholly locked: "))
    #expect(result.text.contains("\nNO   is locked wholly            Landlock: "))
    #expect(result.text.contains("\nNO   reads only what it shows    read /etc/passwd: works"))
    #expect(result.text.contains("\nyes  takes no more than 1 GiB    another GiB\n"))
  }

  @Test(arguments: [80, 60, 40]) func `in a terminal it keeps to its columns`(_ columns: Int) throws {
    let terminal = try PseudoTerminal(columns: columns, rows: 80, deadline: 60)
    try terminal.run(Program.path, ["doctor"], environment: Program.environment)
    #expect(try terminal.waitForEnd() == .exited(0))
    let lines = terminal.screen.lines
    #expect(lines.contains { $0.hasPrefix("terminal  xterm-256color, 256 colours,") }, "\(terminal.screen.text)")
    #expect(terminal.screen.text.contains("\(columns)x80"))
    #expect(lines.contains("lab       opens"))
    #expect(lines.filter { $0.hasPrefix("yes  ") || $0.hasPrefix("NO   ") }.count == 14)
    let printed = String(decoding: terminal.received, as: UTF8.self).split(separator: "\r\n")
    // Only a path may be longer.
    for line in printed where line.count > columns { #expect(line.dropFirst(10).hasPrefix("/"), "\(line)") }
    #expect(terminal.received.allSatisfy { (0x20..<0x7f).contains($0) || $0 == 0x0d || $0 == 0x0a })
  }

  @Test func `what the environment holds reaches the terminal as letters`() throws {
    let evil = "\u{1b}]0;title\u{07}\u{9b}31m\u{202e}x\r\n" + String(repeating: "y", count: 5_000)
    let environment = ["TERM": evil, "LC_ALL": evil, "LANG": evil, "PATH": "/usr/bin:/bin"]
    for arguments in [["doctor"], ["doctor", "--json"]] {
      let result = try Program.run(arguments, environment: environment)
      #expect(result.status == 0)
      #expect(result.output.allSatisfy { (0x20..<0x7f).contains($0) || $0 == 0x0a })
      #expect(!result.text.contains(String(repeating: "y", count: 41)))
      #expect(result.text.contains("]0;title31mx"))
    }
  }

  @Test(arguments: [
    (nil, "TERM is not set"), ("dumb", "cannot move its cursor"), ("nosuch", "not a terminal known here"),
  ])
  func `a terminal that will not do is told with the reason`(_ term: String?, _ reason: String) throws {
    var environment = Program.environment
    environment["TERM"] = term
    let terminal = try found(environment).terminal
    #expect(terminal.fault?.contains(reason) == true && terminal.colours == nil)
  }
}
