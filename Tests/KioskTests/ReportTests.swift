import Testing

@testable import Kiosk

@Suite struct ReportTests {
  @Test func `a report crosses as lines`() {
    let report = KioskReport(promises: [
      KioskPromise(name: "makes no file", holds: true, detail: "a file in /tmp"),
      KioskPromise(name: "starts no process", holds: false, detail: "fork: works"),
    ])
    #expect(KioskReport(lines: report.lines) == report)
    #expect(!report.isLocked)
    let strange = KioskReport(promises: [KioskPromise(name: "a\tb", holds: true, detail: "c\nholds\tx\ty\r\nd")])
    #expect(strange.lines == "holds\tab\tcholdsxyd\n")
  }

  @Test(arguments: [
    "", "\n", "holds\tx\ty", "holds\tx\n", "maybe\tx\ty\n", "holds\tx\ty\nfails\tx", "holds\tx\ty\tz\n",
  ])
  func `half a report is none, and none is not locked`(_ lines: String) {
    #expect(KioskReport(lines: lines)?.isLocked != true)
  }

  @Test func `one broken attempt breaks its promise, and is what is told`() {
    var promise = KioskPromise(name: "runs no program", holds: true, detail: "a")
    promise.add(KioskPromise(name: "runs no program", holds: true, detail: "b"))
    #expect(promise.holds && promise.detail == "a, b")
    promise.add(KioskPromise(name: "runs no program", holds: false, detail: "c: works"))
    promise.add(KioskPromise(name: "runs no program", holds: true, detail: "d"))
    #expect(!promise.holds && promise.detail == "c: works")
    promise.add(KioskPromise(name: "runs no program", holds: false, detail: "e: works"))
    #expect(promise.detail == "c: works; e: works")
  }
}
