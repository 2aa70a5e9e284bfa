import Glibc
import Surface

/// Where classes have their sockets on this machine: each in a folder of its own name, as the administrator made it
/// for a teacher and his students, or a teacher for himself.
struct ClassPlaces {
  /// A class that can be asked for.
  struct Place {
    var name: String
    var socket: String
  }

  /// Made by the administrator, with a folder for each class that belongs to its teacher.
  static let shared = "/run/bilab"
  private static let socketName = "live.sock"

  /// Where a user's own classes lie, for nobody else. What XDG_RUNTIME_DIR names goes away when its user has logged out
  /// everywhere, as a presenter does whose only link is cut.
  private static var own: String { (variable("TMPDIR") ?? "/tmp") + "/bilab-\(getuid())" }

  /// Where classes are looked for.
  static var roots: [String] { [variable("BILAB_CLASSES") ?? shared, own] }

  /// Those in which a class is, or was.
  static func all() -> [Place] { folders(in: roots).filter { access($0.socket, F_OK) == 0 } }

  private static func folders(in roots: [String]) -> [Place] {
    // Anyone may have made a folder in /tmp.
    roots.filter { $0 != own || isMine($0) }.flatMap { root in
      names(in: root).map { Place(name: $0, socket: "\(root)/\($0)/\(socketName)") }
    }
  }

  /// A socket that somebody named.
  static func named(_ socket: String, _ name: String?) throws(Failure) -> Place {
    if socket.hasPrefix("/") { return Place(name: name ?? "class", socket: socket) }
    guard let folder = getcwd(nil, 0) else { throw Failure("this folder: \(String(cString: strerror(errno)))") }
    defer { free(folder) }
    return Place(name: name ?? "class", socket: "\(String(cString: folder))/\(socket)")
  }

  /// - Parameters:
  ///   - name: nil for the only one.
  ///   - waits: whether it may be a class that has not begun.
  static func toJoin(_ name: String?, waits: Bool = false) throws -> Place {
    let all = waits ? folders(in: [roots[0]]) : all()
    if waits, all.isEmpty {
      throw Failure("there is no place for a class in \(SafeText.string(roots[0])); the administrator makes one")
    }
    let hint =
      all.isEmpty
      ? "bilab host opens one"
      : (all.count == 1 ? "the only one is " : "there are ")
        + all.map { SafeText.string($0.name) }.joined(separator: ", ")
    guard let name else {
      guard let only = all.first, all.count == 1 else {
        throw Failure(all.isEmpty ? "there is no class on this machine; \(hint)" : "which class? \(hint)")
      }
      return only
    }
    guard let place = all.first(where: { $0.name == name }) else {
      if folders(in: roots).contains(where: { $0.name == name && access($0.socket, F_OK) != 0 && errno == EACCES }) {
        throw Failure("the class \(SafeText.string(name)) is not open to you; its teacher says who belongs to it")
      }
      throw Failure("there is no class \(SafeText.string(name)) here; \(hint)")
    }
    return place
  }

  /// Where a class of the user's own has its socket: in the shared folder that is his, or else in a private one.
  ///
  /// - Parameters:
  ///   - name: nil for the only shared folder that is his, or else `class`.
  ///   - isMade: whether the private one is made.
  static func toHost(_ name: String?, isMade: Bool = true) throws -> Place {
    let root = roots[0]
    let mine = names(in: root).filter { isMine("\(root)/\($0)") }
    if let shared = name.map({ mine.contains($0) ? $0 : nil }) ?? (mine.count == 1 ? mine[0] : nil) {
      return Place(name: shared, socket: "\(root)/\(shared)/\(socketName)")
    }
    if name == nil, mine.count > 1 { throw Failure("which class? --class may be \(mine.joined(separator: ", "))") }
    let name = name ?? "class"
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), name.utf8.count <= 64, name == SafeText.string(name)
    else { throw Failure("a class needs a plain name of up to 64 bytes, without a slash") }
    for folder in isMade ? [own, "\(own)/\(name)"] : [] {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw Failure("\(SafeText.string(folder)): \(String(cString: strerror(errno)))")
      }
      // In /tmp, somebody else may have been there first.
      guard isMine(folder) else { throw Failure("\(SafeText.string(folder)) is there, and is no folder of yours") }
    }
    return Place(name: name, socket: "\(own)/\(name)/\(socketName)")
  }

  /// What was asked and answered in a class lies here, so that it outlives a restart of the machine.
  static func journal(of name: String) -> String {
    "\(UserFolders.state ?? "/tmp/.local/state/bilab")/\(name).journal"
  }

  /// Makes the folders that a file's path names.
  static func makeFolders(of path: String) throws(Failure) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw Failure("\(SafeText.string(folder)): \(String(cString: strerror(errno)))")
      }
    }
  }

  private static func names(in root: String) -> [String] {
    guard let folder = opendir(root) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func isMine(_ folder: String) -> Bool {
    var status = stat()
    return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid()
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
