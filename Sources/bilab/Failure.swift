import ArgumentParser
import Glibc
import Lab
import Lessons
import Surface

/// Something that a command cannot do; one line for standard error, exit status 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension Lecture {
  /// Opens a slide that was given by its number, before its first step. Whoever named it need not be told.
  mutating func open(slide: Int, _ viewpoint: inout Viewpoint) throws {
    guard (1...lesson.slides.count).contains(slide) else {
      throw Failure("there is no slide \(slide): this lesson has slides 1 to \(lesson.slides.count)")
    }
    update(&self, &viewpoint, .slide(slide))
    // Says nothing about a jump that nobody made.
    update(&self, &viewpoint, .restart)
  }
}

extension ThemeName: ExpressibleByArgument {}

enum Theme {
  /// The flag over BILAB_THEME over NO_COLOR over the setting over what the terminal tells.
  static func chosen(_ flag: ThemeName?) throws(Failure) -> ThemeName {
    if let flag { return flag }
    return try origin(SettingsFile.current).theme
  }

  /// Without a flag, and the variable that decides, if one does.
  static func origin(_ settings: @autoclosure () -> UserSettings) throws(Failure) -> (
    theme: ThemeName, variable: String?
  ) {
    if let name = variable("BILAB_THEME"), !name.isEmpty {
      guard let theme = ThemeName(rawValue: name) else {
        let names = ThemeName.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure("BILAB_THEME names no theme: it may be \(names)")
      }
      return (theme, "BILAB_THEME")
    }
    if let value = variable("NO_COLOR"), !value.isEmpty { return (.none, "NO_COLOR") }
    if let theme = settings().theme.flatMap(ThemeName.init) { return (theme, nil) }
    return hasLightGround ? (.light, "COLORFGBG") : (.dark, nil)
  }

  /// What some terminals tell of themselves: the numbers of their ink and their ground, such as 0;15.
  private static var hasLightGround: Bool {
    let ground = variable("COLORFGBG")?.split(separator: ";").last.flatMap { Int($0) }
    return ground == 7 || ground == 15
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// `1 fault`, `3 faults`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
