import Foundation
import PseudoTerminal
import Testing

/// The Debian package, as its script makes it of the programs of this build.
@Suite struct PackageTests {
  private static let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What the package holds, in a folder.
  private static func tree(in folder: Folder, _ name: String = "tree") throws -> URL {
    let programs = URL(filePath: Program.path).deletingLastPathComponent().path
    let environment = [
      "PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1800000000", "DEBFULLNAME": "Ada", "DEBEMAIL": "ada@example.org",
    ]
    let made = try Program.run(
      source.appending(path: ".ci/deb").path, ["tree", programs, folder.path(name)], environment)
    try #require(made.status == 0, "\(made.complaint)")
    return folder.url(name)
  }

  private static func text(_ path: String, in tree: URL) throws -> String {
    try String(contentsOf: tree.appending(path: path), encoding: .utf8)
  }

  @Test func `it holds these files, root may write them and everyone read them`() throws {
    let folder = try Folder()
    let tree = try Self.tree(in: folder)
    let found = try Program.shell("cd \(tree.path) && find usr ! -type d -printf '%m %p\\n' | sort -k2")
    let doc = "usr/share/doc/bilab"
    #expect(
      found.lines == [
        "755 usr/bin/bilab", "755 usr/libexec/bilab/bilab-class",
        "644 usr/share/bash-completion/completions/bilab", "644 \(doc)/NOTICE.swift-nio.gz", "644 \(doc)/README.md.gz",
        "644 \(doc)/changelog.Debian.gz", "644 \(doc)/copyright", "644 \(doc)/examples/50-class.conf",
        "644 \(doc)/examples/chapter.md", "644 \(doc)/examples/format.md",
        "644 \(doc)/examples/mistakes.md", "644 \(doc)/examples/template.md",
        "644 usr/share/fish/vendor_completions.d/bilab.fish", "644 usr/share/lintian/overrides/bilab",
        "644 usr/share/man/man1/bilab.1.gz", "644 usr/share/zsh/vendor-completions/_bilab",
      ])
    let folders = try Program.shell("find \(tree.path) -type d ! -perm 755")
    #expect(folders.lines.isEmpty)
    for (shell, path) in [
      ("bash", "bash-completion/completions/bilab"), ("zsh", "zsh/vendor-completions/_bilab"),
      ("fish", "fish/vendor_completions.d/bilab.fish"),
    ] {
      let script = try Program.run(["--generate-completion-script", shell]).text
      #expect(try Self.text("usr/share/\(path)", in: tree) == script)
    }
    let page = try Program.shell("zcat \(tree.path)/usr/share/man/man1/bilab.1.gz")
    #expect(page.text == (try Program.run(["manual", "--date", "2027-01-15"]).text))
    for name in ["chapter", "mistakes"] {
      let lesson = try Self.text("lessons/\(name).md", in: Self.source)
      #expect(try Self.text("\(doc)/examples/\(name).md", in: tree) == lesson)
    }
  }

  @Test func `its control file says what it is, what it needs and how large it is`() throws {
    let folder = try Folder()
    let tree = try Self.tree(in: folder)
    let version = try Program.run(["--version"]).text.dropLast()
    let control = try Self.text("DEBIAN/control", in: tree).split(separator: "\n")
    for field in ["Package: bilab", "Version: \(version)", "Maintainer: Ada <ada@example.org>", "Priority: optional"] {
      #expect(control.contains(Substring(field)))
    }
    let needed = try #require(control.first { $0.hasPrefix("Depends: ") })
    #expect(needed.contains("libc6 (>= "))
    let size = try Program.shell(
      "find \(tree.path)/usr -type f -printf '%s\\n' | awk '{ k += int(($1 + 1023) / 1024) } END { print k }'")
    let folders = try Program.shell("find \(tree.path)/usr -type d | wc -l")
    #expect(control.contains("Installed-Size: \(Int(size.lines[0])! + Int(folders.lines[0])!)"))
    let sums = try Program.shell(
      "cd \(tree.path) && md5sum -c --strict DEBIAN/md5sums | grep -c ': OK'; find usr -type f | wc -l")
    #expect(sums.lines.count == 2 && sums.lines[0] == sums.lines[1] && sums.complaint.isEmpty)
    let changes = try Program.shell("zcat \(tree.path)/usr/share/doc/bilab/changelog.Debian.gz").lines
    #expect(changes.first == "bilab (\(version)) unstable; urgency=medium")
    #expect(changes.last == " -- Ada <ada@example.org>  Fri, 15 Jan 2027 08:00:00 +0000")
  }

  @Test func `its example for sshd is the README's, with the path of the package`() throws {
    let folder = try Folder()
    let tree = try Self.tree(in: folder)
    let readme = try Self.text("README.md", in: Self.source).components(separatedBy: "<!-- sshd -->\n```\n")
    let block = try #require(readme.last?.components(separatedBy: "```\n").first)
    #expect(readme.count == 2 && block.contains("ForceCommand exec /usr/local/bin/bilab join --kiosk\n"))
    let example = try Self.text("usr/share/doc/bilab/examples/50-class.conf", in: tree)
    #expect(example == block.replacing("/usr/local/bin/", with: "/usr/bin/"))
  }

  @Test func `the same programs and the same time give the same package, which dpkg takes`() throws {
    let folder = try Folder()
    for name in ["one", "two"] {
      _ = try Self.tree(in: folder, name)
      // The time at which it was made is in nothing of it.
      let built = try Program.shell(
        "SOURCE_DATE_EPOCH=1800000000 dpkg-deb --root-owner-group -Znone --build \(name) \(name).deb", in: folder)
      try #require(built.status == 0, "\(built.complaint)")
    }
    let same = try Program.shell("cmp one.deb two.deb && dpkg-deb --field one.deb Package", in: folder)
    #expect(same.status == 0 && same.text == "bilab\n", "\(same.complaint)")
  }

  @Test func `the owner of a class is found where the package has it`() throws {
    let lesson = try RunningClass()
    let tree = try Self.tree(in: lesson.folder)
    let terminal = try PseudoTerminal(columns: 80, rows: 24, deadline: 60)
    try terminal.run(tree.appending(path: "usr/bin/bilab").path, ["host"], environment: lesson.environment)
    try terminal.waitFor(text: "a class begins")
    let owner = try #require(lesson.owner)
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(owner)/exe")
    #expect(program == tree.appending(path: "usr/libexec/bilab/bilab-class").path)
  }

  @Test func `a bilab without the owner of a class says what brings one`() throws {
    let lesson = try RunningClass()
    let alone = lesson.folder.path("bilab")
    try FileManager.default.copyItem(atPath: Program.path, toPath: alone)
    let result = try Program.run(alone, ["host"], lesson.environment)
    #expect(result.failed() && result.complaint.contains("\(lesson.folder.root.path)/bilab-class, does not start"))
  }

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["BILAB_DEB"] == "root", "it takes half an hour; see the README"))
  func `built twice it is the same, and a Debian takes it, uses it and loses it again`() throws {
    let process = Process()
    process.executableURL = Self.source.appending(path: "Tests/Deb/run")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
