import Foundation
import PseudoTerminal
import Testing

/// What is settled for every day.
@Suite struct SettingsTests {
  private let folder: Folder
  private var environment: [String: String]

  init() throws {
    folder = try Folder()
    environment = Program.environment.merging(["HOME": folder.root.path]) { $1 }
  }

  private func run(_ arguments: String..., variables: [String: String] = [:]) throws -> Program.Result {
    try Program.run(arguments, environment: environment.merging(variables) { $1 })
  }

  private var path: String { folder.path(".config/bilab/settings.toml") }

  /// The origin of a setting, and what it is.
  private func row(_ name: String, variables: [String: String] = [:]) throws -> [String] {
    let lines = try run("settings", variables: variables).lines.map { $0.split(separator: " ").map(String.init) }
    return try #require(lines.first { $0.first == name })
  }

  @Test func `each is listed with where it comes from: a variable before a setting before the default`() throws {
    #expect(try row("theme") == ["theme", "dark", "default"])
    #expect(try run("settings", "theme", "light").status == 0)
    #expect(try row("theme") == ["theme", "light", path])
    #expect(try row("theme", variables: ["BILAB_THEME": "contrast"]) == ["theme", "contrast", "BILAB_THEME"])
    #expect(try row("theme", variables: ["NO_COLOR": "1"]) == ["theme", "none", "NO_COLOR"])
    #expect(try run("settings", "theme", "--default").status == 0)
    #expect(try row("theme") == ["theme", "dark", "default"])
    #expect(try row("theme", variables: ["COLORFGBG": "15;0"]) == ["theme", "dark", "default"])
    #expect(try row("theme", variables: ["COLORFGBG": "0;default;15"]) == ["theme", "light", "COLORFGBG"])
  }

  @Test func `the theme of the settings is drawn, and a flag counts before it`() throws {
    _ = try run("settings", "theme", "light")
    let dump = ["dump", "--slide", "8", "--step", "3", "--color", "256"]
    let settled = try Program.run(dump, environment: environment).text
    let light = try Program.run(dump + ["--theme", "light"]).text
    let usual = try Program.run(dump).text
    #expect(settled == light && light != usual)
    #expect(try Program.run(dump + ["--theme", "dark"], environment: environment).text == usual)
  }

  @Test func `an order counts where the lesson has none, digits everywhere`() throws {
    #expect(try run("settings", "order", "lockstep").status == 0)
    #expect(try run("settings", "digits", "5").status == 0)
    #expect(try row("order") == ["order", "lockstep", path] && (try row("digits")) == ["digits", "5", path])
    let lab = "# One\n\n```lab\nhidden = 2\ninput = [1, 2, 3]\n```\n"
    let (free, settled) = (
      try folder.write("free.md", Data(lab.utf8)),
      try folder.write("settled.md", Data(lab.replacing("hidden", with: "order = \"passes\"\nhidden").utf8))
    )
    let terminal = try startLab([free], environment: environment)
    try terminal.press(["space"])
    try terminal.waitFor(text: "step 1 of 3")
    let other = try startLab([settled], environment: environment)
    try other.press(["space"])
    try other.waitFor(text: "step 1 of 6")
    try other.waitFor("five decimals") { screen in
      screen.lines.contains { $0.contains("tanh(−0.07494 ") }
    }
    let plain = try Program.run(["--plain", settled], environment: environment, input: Data("\n".utf8))
    #expect(plain.text.contains(/h = \(.?0\.\d{5}, .?0\.\d{5}\)/), "\(plain.text)")
    #expect(try run("settings", "order", "sideways").failed() && run("settings", "digits", "12").failed())
    try folder.write(".config/bilab/settings.toml", "order = \"up\"\ndigits = 0\n")
    #expect(try run("settings").complaint == "bilab: 2 faults in the settings\n")
  }

  @Test func `who wants nothing remembered leaves no file`() throws {
    _ = try run("settings", "remember", "false")
    let terminal = try startLab(environment: environment)
    try terminal.press(["]", "]"])
    try terminal.waitFor(text: "3/20")
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: folder.path(".local")))
  }

  @Test func `a faulty file is told with line and column, and is not in the way`() throws {
    _ = try run("settings", "theme", "light")
    try folder.write(".config/bilab/settings.toml", "theme = \"pink\"\nremember = 1\n")
    let list = try run("settings")
    #expect(list.status == 1 && list.complaint == "bilab: 2 faults in the settings\n")
    #expect(list.text.contains("\(path):1:9: 'pink' is no theme; write dark, light, contrast or none\n"))
    let terminal = try startLab(environment: environment)
    try terminal.waitFor(text: "2 faults in the settings; bilab settings lists them")
    try terminal.press(["]"])
    try terminal.waitFor(text: "2/20")
  }

  @Test func `what cannot be is refused in one line`() throws {
    #expect(try run("settings", "theme", "pink").failed())
    #expect(try run("settings", "remember", "perhaps").failed())
    #expect(try run("settings", "colour", "red").failed(with: 64))
    #expect(try run("settings", "theme").failed(with: 64))
    #expect(try Program.run(["settings"]).failed())
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a name of the settings is what the presenter sees`() throws {
    _ = try run("settings", "name", "Zoë")
    #expect(try row("name") == ["name", "Zoë", path])
    let lesson = try RunningClass()
    let host = try lesson.host()
    let follower = try startLab(["join"], environment: lesson.environment.merging(["HOME": folder.root.path]) { $1 })
    try follower.waitFor(text: "following")
    let desk = try startLab(["desk"], environment: lesson.environment)
    try desk.press(["s", "n"])
    try desk.waitFor(text: "Zoë")
    try host.waitFor(text: "1 here")
    try follower.press(["q"])
    #expect(try follower.waitForEnd() == .exited(0))
  }
}
