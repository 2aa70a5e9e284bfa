import Foundation
import PseudoTerminal
import Testing

/// A lesson that is written while it is on the screen.
@Suite struct AuthoringTests {
  private static let text = """
    # One

    ---

    # Two

    first

    <!-- pause -->

    second

    ---

    # Three

    ```lab
    cell = "gru"
    input = [1, 2]
    ```
    """

  @Test func `saving goes to the change, a fault stands on its slide, and the rest goes on`() throws {
    let folder = try Folder()
    let terminal = try startLab([try folder.write("l.md", Self.text)])
    try terminal.waitFor(text: "1/3")
    var text = Self.text.replacing("second", with: "2nd")
    try folder.write("l.md", text)
    try terminal.waitFor(text: "slide 2 has changed")
    #expect(terminal.screen.text.contains("first") && terminal.screen.text.contains("2nd"))
    text = text.replacing("cell = ", with: "sell = ")
    try folder.write("l.md", text)
    try terminal.waitFor(text: "l.md:18:1 'sell' is not a key")
    #expect(terminal.screen.text.contains("3/3"))
    try terminal.press(["["])
    try terminal.waitFor(text: "first")
    try folder.write("l.md", Self.text.replacing("second", with: "twice"))
    try terminal.waitFor(text: "twice")
    try terminal.press(["]"])
    try terminal.waitFor(text: "x[t]")
  }

  @Test func `editors that rename, and links, are followed; a file that is gone leaves the screen as it was`() throws {
    let folder = try Folder()
    let path = try folder.write("l.md", Self.text)
    let elsewhere = try Folder()
    let link = elsewhere.path("link.md")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let terminal = try startLab([link])
    try terminal.waitFor(text: "1/3")
    try folder.write("new", Self.text.replacing("# Two", with: "# Zwei"))
    rename(folder.path("new"), path)
    try terminal.waitFor(text: "Zwei")
    rename(path, folder.path("away"))
    try folder.write("other", "x")
    try terminal.waitFor(text: "link.md cannot be read now")
    #expect(terminal.screen.text.contains("Zwei"))
    rename(folder.path("away"), path)
    try terminal.waitFor(text: "link.md is there again")
  }

  @Test func `a new lesson opens, is without faults, and never takes the place of another file`() throws {
    let folder = try Folder()
    let path = folder.path("my.md")
    let terminal = try startLab(["new", path])
    try terminal.waitFor(text: "A lesson of mine")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try folder.write("my.md", text.replacing("A cell with gates", with: "An open cell"))
    try terminal.waitFor(text: "An open cell")
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.screen.text.contains("my.md is written."))

    try folder.write("my.md", "mine")
    let again = try Program.run(["new", path])
    #expect(again.status == 1 && again.complaint.contains("my.md: there is something of that name already"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    #expect(try Program.run(["new", folder.path("no/my.md")]).status == 1)
    let piped = try Program.run(["new", folder.path("other.md")])
    #expect(piped.status == 0 && piped.text.contains("other.md is written."))
    #expect(try Program.run(["check", folder.path("other.md")]).text.hasSuffix("no faults, 8 slides\n"))
  }
}
