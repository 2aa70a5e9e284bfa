import Foundation
import PseudoTerminal
import Testing

/// What the key Tab makes of a line, in every shell of this machine.
@Suite struct CompletionTests {
  /// What is typed, and what Tab makes of it.
  private static let lines = [
    ("bilab mis", "bilab mistakes"), ("bilab doc", "bilab doctor"), ("bilab my", #"bilab my\ lesson.md"#),
    ("bilab own/o", "bilab own/one.md"), ("bilab --sl", "bilab --slide"),
    ("bilab own/one.md --sl", "bilab own/one.md --slide"), ("bilab own/one.md --theme li", "--theme light"),
    ("bilab dump mis", "bilab dump mistakes"), ("bilab dump my", #"bilab dump my\ lesson.md"#),
    ("bilab check own/one.md mis", "bilab check own/one.md mistakes"), ("bilab export own/o", "export own/one.md"),
    ("bilab host mis", "bilab host mistakes"), ("bilab host --class rn", "bilab host --class rnn"),
    ("bilab host --with roo", "bilab host --with root"), ("bilab join rn", "bilab join rnn"),
    ("bilab desk rn", "bilab desk rnn"), ("bilab run net", "bilab run net.of-mine"),
    ("bilab run --merge prod", "bilab run --merge product"), ("bilab train --merge lin", "train --merge linear"),
    ("bilab dump --color ne", "bilab dump --color never"), ("bilab export --slide a", "bilab export --slide all"),
    ("bilab bad", #"bilab bad\$\(touch\ pwned\).md"#),
  ]

  @Test(arguments: Shell.installed)
  func `Tab completes commands, options, lessons and what else an argument may be`(shell: Shell) throws {
    let folder = try Folder()
    for name in ["own", "classes/rnn"] {
      try FileManager.default.createDirectory(at: folder.url(name), withIntermediateDirectories: true)
    }
    let files = [
      "my lesson.md", "my words.txt", "own/one.md", "own/other.txt", "net.of-mine", "bad$(touch pwned).md",
      "classes/rnn/live.sock",
    ]
    for name in files { try folder.write(name, "") }
    let terminal = try shell.start(in: folder)
    for (typed, completed) in Self.lines {
      try terminal.send(typed)
      try terminal.waitFor(text: "go: \(typed)")
      try terminal.send("\t")
      try terminal.waitFor("\(completed) in \(shell)") { screen in
        screen.lines.contains { $0.hasPrefix("go: bilab ") && $0.contains(completed) }
      }
      // The line is emptied, and the screen.
      try terminal.send("\u{15}\u{0c}")
      try terminal.waitFor("an empty line") { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) == "go:" }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("pwned")))
    #expect(!FileManager.default.fileExists(atPath: folder.path("own/pwned")))
  }

  @Test func `without a part of a line, Tab lists commands and lessons`() throws {
    let folder = try Folder()
    try folder.write("mine.md", "")
    let terminal = try Shell.bash.start(in: folder)
    try terminal.send("bilab \t\t")
    for word in ["doctor", "train", "chapter", "mistakes", "mine.md", "home/"] { try terminal.waitFor(text: word) }
    #expect(!terminal.screen.text.contains("manual"))
  }
}
