import Lessons
import Testing

struct UserSettingsTests {
  private func read(_ text: String) -> (settings: UserSettings, faults: [Diagnostic]) {
    UserSettings.read(text, themes: ["dark", "light"])
  }

  @Test func `what is written is read, and other lines stay as they were`() {
    var text = "# mine\nname=\"A\"  # short\n\nother = 1\n[table]\nx = 1\n"
    text = UserSettings.text(text, setting: .theme, to: .text("light"))
    text = UserSettings.text(text, setting: .name, to: .text("Zo\"ë\\\n"))
    text = UserSettings.text(text, setting: .remember, to: .flag(false))
    let (settings, faults) = read(text)
    #expect(settings.theme == "light" && settings.name == "Zo\"ë\\\n" && settings.remember == false)
    #expect(faults.map(\.id) == [.unknownKey, .unknownKey])
    #expect(text.hasPrefix("# mine\nname = ") && text.contains("\nother = 1\n") && text.hasSuffix("[table]\nx = 1\n"))
    for key in UserSettings.Key.allCases { text = UserSettings.text(text, setting: key, to: nil) }
    #expect(text == "# mine\n\nother = 1\n[table]\nx = 1\n")
    #expect(UserSettings.text("", setting: .remember, to: .flag(true)) == "remember = true\n")
  }

  @Test func `what is wrong is told with its place, and left out`() {
    let (settings, faults) = read("theme = \"pink\"\nname = 3\nremember = \"no\"\ntehme = \"dark\"\n")
    #expect(settings == UserSettings())
    #expect(faults.map(\.place.line) == [1, 2, 3, 4])
    #expect(faults[0].advice == "write dark or light" && faults[3].advice == "write theme")
    #expect(read("theme = [[[").settings == UserSettings())
    #expect(read("").faults.isEmpty)
  }
}
