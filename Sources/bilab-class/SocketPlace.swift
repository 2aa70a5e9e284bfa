import Glibc

/// Why a class cannot begin; one line.
enum StartFault: Error, Equatable, CustomStringConvertible {
  /// Another owner has the class.
  case taken
  case refused(String)

  var description: String {
    switch self {
    case .taken: "this class runs already"
    case .refused(let reason): reason
    }
  }
}

/// The place of a class's socket: a folder that nobody else can write to, a lock that tells which process is the owner,
/// and the bound socket.
struct SocketPlace {
  /// Bound, and not listening yet.
  let socket: Int32
  private let path: String
  private let lock: Int32
  private let lockPath: String

  /// With the path's ends, less than the 108 bytes that a socket's address has.
  private static let longestPath = 100

  static func take(_ path: String) throws(StartFault) -> SocketPlace {
    guard path.utf8.count <= longestPath else {
      throw .refused("the socket's path is longer than \(longestPath) bytes: \(path)")
    }
    let (folder, name) = split(path)
    let directory = try open(folder: folder)
    defer { close(directory) }
    let lock = openat(directory, name + ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw .refused("\(path).lock: \(reason())") }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let fault = errno == EWOULDBLOCK ? StartFault.taken : .refused("\(path).lock: \(reason())")
      close(lock)
      throw fault
    }
    do throws(StartFault) {
      try clear(directory, name, path)
      return SocketPlace(socket: try bound(path), path: path, lock: lock, lockPath: path + ".lock")
    } catch {
      close(lock)
      throw error
    }
  }

  /// Takes the socket away, so that nobody knocks in vain.
  func leave() {
    unlink(path)
    unlink(lockPath)
    close(lock)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  /// Whoever can write to the folder can put a socket of their own there.
  private static func open(folder: String) throws(StartFault) -> Int32 {
    // A path that ends in / would follow a link that it names.
    let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let directory = Glibc.open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard directory >= 0 else {
      let why = errno == ELOOP || errno == ENOTDIR ? "it is a link, or no folder" : reason()
      throw .refused("the socket's folder \(name): \(why)")
    }
    var status = stat()
    fstat(directory, &status)
    let fault: String? =
      if status.st_uid != getuid(), status.st_uid != 0 {
        "it belongs to another user; use one of your own"
      } else if status.st_mode & S_IWOTH != 0 {
        "everyone can write to it; chmod o-w \(name)"
      } else if status.st_mode & S_IWGRP != 0 {
        "its group can write to it; chmod g-w \(name)"
      } else {
        nil
      }
    guard let fault else { return directory }
    close(directory)
    throw .refused("the socket's folder \(name): \(fault)")
  }

  /// Takes away a socket that an owner has left behind, and nothing else.
  private static func clear(_ directory: Int32, _ name: String, _ path: String) throws(StartFault) {
    var status = stat()
    guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .refused("\(path) is there, and is no socket") }
    guard status.st_uid == getuid() else { throw .refused("\(path) is there, and belongs to another user") }
    let probe = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard probe >= 0 else { throw .refused("no socket: \(reason())") }
    defer { close(probe) }
    guard withAddress(path, { connect(probe, $0, $1) }) != 0 else {
      throw .refused("\(path): another program answers there")
    }
    // Any other reason does not say that nobody is there.
    guard errno == ECONNREFUSED else { throw .refused("\(path): \(reason())") }
    unlinkat(directory, name, 0)
  }

  private static func bound(_ path: String) throws(StartFault) -> Int32 {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw .refused("no socket: \(reason())") }
    // The owner and the folder's group may connect; the modes are never wider, not even for a moment.
    let mask = umask(0o117)
    let status = withAddress(path) { bind(socket, $0, $1) }
    let why = reason()
    umask(mask)
    guard status == 0 else {
      close(socket)
      throw .refused("\(path): \(why)")
    }
    return socket
  }

  private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
