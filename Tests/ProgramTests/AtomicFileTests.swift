import Foundation
import Testing

@testable import bilab

@Suite struct AtomicFileTests {
  private func names(_ folder: Folder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.root.path).sorted()
  }

  private func permissions(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  private func read(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map(Array.init) }

  @Test func `a file is made, and replaced with its permissions`() throws {
    let folder = try Folder()
    let path = folder.path("file")
    let mask = umask(0)
    umask(mask)
    try AtomicFile.write([1, 2, 3], to: path)
    #expect(read(path) == [1, 2, 3] && permissions(path) == 0o666 & ~mask)
    for bits: mode_t in [0o600, 0o640, 0o755, 0o666] {
      chmod(path, bits)
      try AtomicFile.write(Array(repeating: 7, count: 100_000), to: path)
      #expect(permissions(path) == bits)
    }
    try AtomicFile.write([], to: path)
    #expect(try read(path) == [] && names(folder) == ["file"])
  }

  @Test func `whoever has the old file open keeps it whole`() throws {
    let folder = try Folder()
    try folder.write("file", "old")
    let old = try FileHandle(forReadingFrom: folder.url("file"))
    try AtomicFile.write(Array("new".utf8), to: folder.path("file"))
    #expect(try old.readToEnd() == Data("old".utf8))
    #expect(read(folder.path("file")) == Array("new".utf8))
  }

  @Test func `links stay, and where they lead is written`() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(at: folder.url("below"), withIntermediateDirectories: false)
    try folder.write("below/file", "old")
    symlink("below/link", folder.path("first"))
    symlink("file", folder.path("below/link"))
    symlink("below/new", folder.path("dangling"))
    symlink(folder.path("loop"), folder.path("loop"))
    try AtomicFile.write([1], to: folder.path("first"))
    try AtomicFile.write([2], to: folder.path("dangling"))
    #expect(read(folder.path("below/file")) == [1] && read(folder.path("below/new")) == [2])
    for (link, text) in [("first", "below/link"), ("below/link", "file"), ("dangling", "below/new")] {
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(link)) == text)
    }
    #expect(throws: (any Error).self) { try AtomicFile.write([3], to: folder.path("loop")) }
    #expect(try names(folder) == ["below", "dangling", "first", "loop"])
  }

  /// As nobody: a mistake of root's would replace the machine's own devices.
  static func isNobody() -> Bool {
    geteuid() != 0 || (setegid(65_534) == 0 && seteuid(65_534) == 0)
  }

  @Test func `devices are written to as they are`() async {
    await #expect(processExitsWith: .success) {
      guard Self.isNobody() else { exit(3) }
      try AtomicFile.write([1], to: "/dev/null")
      do {
        try AtomicFile.write([1], to: "/dev/full")
        exit(4)
      } catch {
        if "\(error)" != "/dev/full: No space left on device" { exit(5) }
      }
    }
  }

  @Test func `pipes are written to as they are`() throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path("fifo"), 0o600) == 0)
    let reader = open(folder.path("fifo"), O_RDWR | O_NONBLOCK)
    defer { close(reader) }
    try AtomicFile.write([5, 6], to: folder.path("fifo"))
    var bytes: [UInt8] = [0, 0, 0]
    #expect(Glibc.read(reader, &bytes, 3) == 2 && bytes == [5, 6, 0])
    try AtomicFile.write([8], to: "/proc/self/fd/\(reader)")
    #expect(Glibc.read(reader, &bytes, 3) == 1 && bytes[0] == 8)
    #expect(try names(folder) == ["fifo"])
  }

  @Test func `what cannot be written says why, with its path`() throws {
    let folder = try Folder()
    func reason(_ path: String) -> String {
      do { try AtomicFile.write([1], to: path) } catch { return error.description }
      return "written"
    }
    #expect(reason(folder.root.path) == "\(folder.root.path): Is a directory")
    #expect(reason(folder.path("no/file")) == "\(folder.path("no/file")): No such file or directory")
    #expect(reason("") == ": No such file or directory")
    #expect(reason(folder.path("\u{1b}/a")) == "\(folder.root.path)//a: No such file or directory")
    #expect(try names(folder) == [])
  }

  /// A limit on the size of files stands for the full disk: both end a write in its middle.
  @Test func `a write that fails in its middle leaves the old file whole, and nothing else`() async {
    await #expect(processExitsWith: .success) {
      let folder = try Folder()
      try folder.write("file", "old")
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      try #require(setrlimit(__rlimit_resource_t(1), &limit) == 0)
      signal(SIGXFSZ, SIG_IGN)
      for name in ["file", "new"] {
        do {
          try AtomicFile.write(Array(repeating: 7, count: 10_000), to: folder.path(name))
          exit(3)
        } catch {
          if "\(error)" != "\(folder.path(name)): File too large" { exit(4) }
        }
      }
      if FileManager.default.contents(atPath: folder.path("file")) != Data("old".utf8) { exit(5) }
      if try FileManager.default.contentsOfDirectory(atPath: folder.root.path) != ["file"] { exit(6) }
      try FileManager.default.removeItem(at: folder.root)
    }
  }

  @Test func `a file that may not be written is not replaced`() async {
    await #expect(processExitsWith: .success) {
      let folder = try Folder()
      try folder.write("file", "old")
      chmod(folder.path("file"), 0o444)
      chmod(folder.root.path, 0o777)
      guard Self.isNobody() else { exit(3) }
      do {
        try AtomicFile.write([1], to: folder.path("file"))
        exit(4)
      } catch {
        if "\(error)" != "\(folder.path("file")): Permission denied" { exit(5) }
      }
      seteuid(getuid())
    }
  }
}
