import ArgumentParser
import FoundationEssentials
import Glibc
import Kiosk
import Terminal

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Print what bilab finds here: terminal, locale, files, limits, the kiosk.",
    discussion: "The kiosk is locked only if everything that it must not be able to do was tried and did not work.")

  @Flag(help: "Print the same as one JSON object.")
  var json = false

  /// What `Kiosk.probe` runs.
  @Flag(help: .hidden)
  var probeKiosk = false

  func run() throws {
    if probeKiosk {
      // Whoever waits for the report shall not wait for a kernel that hangs.
      alarm(10)
      return try Output.write(Kiosk.lock(readable: []).lines)
    }
    let report = DoctorReport(Kiosk.probe(arguments: ["doctor", "--probe-kiosk"]))
    try Output.write(json ? try report.json() : report.text(columns: PlainOutput.columns ?? 80))
  }
}
