import Foundation
import Lab
import Lessons
import Surface
import Testing
import Views

/// What a desk shows. BILAB_RECORD=1 writes its frames again, for somebody to look at.
struct DeskFrameTests {
  private static let sizes = ["40x12", "60x20", "80x24", "132x43"]
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Desk")

  private static func scene(_ size: String, isUnicode: Bool = true) -> DeskScene {
    var scene = DeskScene()
    let numbers = size.split(separator: "x").compactMap { Int($0) }
    scene.size = Size(columns: numbers[0], rows: numbers[1])
    scene.glass.isUnicode = isUnicode
    scene.fill(48)
    return scene
  }

  private static func frames(_ size: String, isUnicode: Bool) -> String {
    var frames: [String] = []
    func add(_ title: String, _ change: (inout DeskScene) -> Void) {
      var scene = scene(size, isUnicode: isUnicode)
      change(&scene)
      frames.append("== \(title) ==\n" + scene.text)
    }
    add("before anything is shown") {
      $0.elapsed = nil
      $0.roster = Roster()
    }
    add("asked, the notes scrolled") {
      $0.press("]")
      $0.ask()
      $0.press("J J")
    }
    add("answered, and long behind") {
      $0.press("] space")
      $0.ask(isOpen: false, isShown: true)
      $0.elapsed = 2_640_000
    }
    add("the question of another slide") {
      $0.press("3 G")
      $0.ask()
    }
    add("the last slide, without notes, ahead of time") { $0.press("G") }
    add("seats") { $0.press("s down down") }
    add("seats and names") { $0.press("s down down n down") }
    add("nobody is removed before y") { $0.press("s n down down D") }
    add("no class to be heard") { $0.hear { $0.isConnected = false } }
    add("a full disk") {
      $0.hear { $0.isSaving = false }
      $0.roster.seats.removeSubrange(9...)
    }
    add("the help") { $0.press("?") }
    add("the index") { $0.press("o") }
    return frames.joined(separator: "\n") + "\n"
  }

  @Test(arguments: sizes, [true, false])
  func `frames are those that were looked at`(size: String, isUnicode: Bool) throws {
    let path = Self.root.appending(path: "\(size)-\(isUnicode ? "utf8" : "ascii").txt")
    let frames = Self.frames(size, isUnicode: isUnicode)
    if GoldenTests.records {
      try FileManager.default.createDirectory(at: Self.root, withIntermediateDirectories: true)
      try Data(frames.utf8).write(to: path)
    }
    let expected = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    let pairs = zip(frames.split(separator: "\n"), expected.split(separator: "\n"))
    #expect(frames == expected, "\(pairs.first { $0 != $1 }.map { "\($0)\n\($1)" } ?? "")")
  }

  @Test(arguments: sizes)
  func `while names are hidden nobody is given away`(size: String) {
    var scene = Self.scene(size)
    scene.press("]")
    scene.ask()
    for keys in ["", "s", "down down", "D"] {
      scene.press(keys)
      for seat in scene.roster.seats {
        #expect(!scene.text.contains(seat.name))
        let nickname = SafeText.string(seat.nickname).trimmingCharacters(in: .whitespaces)
        #expect(nickname.isEmpty || !scene.text.contains(nickname))
      }
      #expect(!scene.text.contains("−0.5"))
    }
    scene.press("n n")
    #expect(scene.text.contains("kiosk/2") && scene.text.contains("−0.5"))
  }

  @Test func `any size draws a whole frame of plain characters`() {
    var scene = Self.scene("1x1")
    scene.ask()
    for keys in ["]", "s", "n", "D", "y", "esc o", "esc ?", "esc / x", "enter"] {
      scene.press(keys)
      for columns in [1, 5, 39, 40, 41, 71, 72, 79, 200] {
        for rows in [1, 2, 11, 12, 13, 15, 16, 17, 18, 22, 30, 40, 60] {
          scene.size = Size(columns: columns, rows: rows)
          let frame = scene.view.frame
          #expect(frame.cells.count == columns * rows)
          #expect(frame.cells.allSatisfy { $0.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f } })
        }
      }
    }
  }

  @Test(arguments: sizes)
  func `a second later nothing but the clock is another`(size: String) {
    var scene = Self.scene(size)
    scene.ask()
    let before = scene.view.frame
    scene.elapsed! += 1000
    let after = scene.view.frame
    let changed = before.cells.indices.filter { before.cells[$0] != after.cells[$0] }
    #expect(changed.count == 1 && changed[0] < 10, "\(changed)")
  }

  @Test(arguments: sizes)
  func `the notes have half of the rows and more`(size: String) {
    let note = (1...99).map { "line \($0)" }.joined(separator: "\n")
    var scene = DeskScene(Lesson(title: "", slides: [Slide(title: "A", notes: [note])]))
    scene.size = Self.scene(size).size
    #expect(scene.rows.count { $0.hasPrefix(" line ") } + 1 >= scene.size.rows / 2)
  }

  @Test func `time and slides are compared where the lesson has a plan`() {
    var scene = Self.scene("80x24")
    func clock(_ elapsed: Int?, _ keys: String) -> String {
      var scene = scene
      scene.elapsed = elapsed
      scene.press(keys)
      return scene.rows[0]
    }
    #expect(clock(0, "").hasPrefix(" 0:00 of 45:00 · on time "))
    #expect(clock(760_999, "").hasPrefix(" 12:40 of 45:00 · 1 slide behind "))
    // Nine minutes a slide: at 44 minutes, 4.9 slides should be behind, and 1 is.
    #expect(clock(2_640_000, "]").hasPrefix(" 44:00 of 45:00 · 3 slides behind "))
    #expect(clock(0, "G").hasPrefix(" 0:00 of 45:00 · 4 slides ahead "))
    #expect(clock(7_325_000, "").hasPrefix(" 2:02:05 of 45:00 · 13 slides behind "))
    #expect(clock(nil, "").hasPrefix(" not begun"))
    #expect(clock(nil, "2 G space").hasSuffix("slide 2 of 5 · step 0 of 6"))
    scene = DeskScene(Lesson(title: "", slides: [Slide(title: "")]))
    #expect(clock(61_000, "").hasPrefix(" 1:01  "))
  }

  @Test func `counts tell of everyone once, and of who needs somebody where there is little room`() {
    var scene = Self.scene("80x24")
    #expect(scene.rows[1] == " 43 here · 37 following · 6 exploring · 3 behind · 3 lost · 2 away")
    scene.size.columns = 56
    #expect(scene.rows[1] == " 43 here · 6 exploring · 3 behind · 3 lost · 2 away")
    scene.size.columns = 44
    #expect(scene.rows[1] == " 43 here · 6 exploring · 3 lost · 2 away")
    scene.size.columns = 40
    #expect(scene.rows[1] == " 43 here · 6 exploring · 3 lost")
    scene.ask()
    scene.press("]")
    scene.size.rows = 12
    #expect(scene.rows[10].hasPrefix(" ── 43 here · 25 of 42 answered ─"))
  }

  @Test func `the answer of a question is what stands on the slide once it is shown`() {
    var scene = Self.scene("80x24")
    scene.press("]")
    #expect(!scene.text.contains("2 and 3 make 5."))
    scene.press("space")
    #expect(scene.text.contains("h′[2] = 5") && scene.text.contains("2 and 3 make 5."))
  }

  @Test func `choices have their names also while another slide is shown`() {
    var scene = Self.scene("80x24")
    scene.roster.poll = Poll(
      id: 1, slide: 2, isOpen: true, answered: 3,
      tally: Tally(rows: [.init(said: [2], count: 2), .init(said: [1], count: 1)]))
    let rows = scene.rows.filter { $0.contains("the left one") || $0.contains("the right one") }
    #expect(rows.count == 2 && rows[0].contains("1 the left one") && rows[1].contains(" 67 %"), "\(rows)")
    #expect(scene.text.contains("on slide 3"))
  }
}
