import Glibc

/// The character set that the user's environment asks for.
public enum UserLocale {
  /// Takes the environment's character set, and nothing else of its locale: numbers keep their point.
  ///
  /// ssh carries the name of a locale to hosts that do not have it. One whose name says UTF-8 still means a terminal
  /// that shows it.
  ///
  /// - Returns: whether text is UTF-8.
  @discardableResult
  public static func adopt() -> Bool {
    if setlocale(LC_CTYPE, "") == nil, namesUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    return nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
  }

  private static var namesUTF8: Bool {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first?.lowercased() ?? ""
    return name.hasSuffix(".utf-8") || name.hasSuffix(".utf8")
  }
}
