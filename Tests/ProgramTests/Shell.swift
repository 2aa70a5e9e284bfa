import Foundation
import PseudoTerminal

/// A shell that knows what bilab's arguments may be.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// Those of this machine; every Debian has bash.
  static let installed = allCases.filter { access($0.path, X_OK) == 0 }

  private var path: String { "/usr/bin/\(rawValue)" }

  /// A shell in a terminal, in the folder, with the completions that bilab writes for it.
  func start(in folder: Folder) throws -> PseudoTerminal {
    let script = try Program.run(["--generate-completion-script", rawValue]).text
    try FileManager.default.createDirectory(at: folder.url("home"), withIntermediateDirectories: true)
    // As a package has it: zsh takes the name of the file for that of the function.
    try folder.write(self == .zsh ? "home/_bilab" : "home/completions", script)
    try FileManager.default.createSymbolicLink(atPath: folder.path("home/bilab"), withDestinationPath: Program.path)
    let home = folder.path("home")
    let arguments =
      switch self {
      case .bash: ["--noprofile", "--rcfile", try folder.write("home/bashrc", "PS1='go: '\n. \(home)/completions\n")]
      case .zsh: ["-d"]
      case .fish: ["-C", "function fish_prompt; printf 'go: '; end; . \(home)/completions"]
      }
    try folder.write(
      "home/.zshrc", "PS1='go: '\nfpath=(\(home) $fpath)\nautoload -U compinit\ncompinit -D -u\n")
    let terminal = try PseudoTerminal(columns: 120, rows: 40, deadline: 60)
    let environment = Program.environment.merging([
      "HOME": home, "ZDOTDIR": home, "PATH": "\(home):/usr/bin:/bin", "BILAB_CLASSES": folder.path("classes"),
      "SHELL": path,
    ]) { $1 }
    try terminal.run("/usr/bin/env", ["-C", folder.root.path, path] + arguments + ["-i"], environment: environment)
    try terminal.waitFor(text: "go:")
    return terminal
  }
}
