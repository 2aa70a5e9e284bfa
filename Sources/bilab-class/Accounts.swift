import Glibc

/// The names of users, each looked up once.
final class Accounts {
  private var names: [uid_t: String] = [:]

  /// - Returns: `user 1000` for a uid that has no name.
  func name(of user: uid_t) -> String {
    if let name = names[user] { return name }
    var buffer = [CChar](repeating: 0, count: 16_384)
    var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
    let status = getpwuid_r(user, &entry, &buffer, buffer.count, &found)
    let name = status == 0 && found != nil ? String(cString: entry.pw_name) : "user \(user)"
    names[user] = name
    return name
  }

  /// - Parameter name: a user's, or a uid.
  func user(_ name: String) throws(StartFault) -> uid_t {
    if let user = uid_t(name) { return user }
    guard let entry = getpwnam(name) else { throw .refused("there is no user \(name) on this machine") }
    return entry.pointee.pw_uid
  }
}
