import Lab
import Lessons
import Surface
import Testing

@testable import Views

/// What keys do at a desk.
struct DeskKeyTests {
  private static var scene: DeskScene {
    var scene = DeskScene()
    scene.fill(20)
    return scene
  }

  private func saying(_ scene: DeskScene) -> ClassSaying? { scene.viewpoint.saying }

  @Test func `it drives the lecture`() {
    var scene = Self.scene
    scene.press("] space space")
    #expect((scene.lecture.slide, scene.lecture.step) == (1, 2))
    scene.press("backspace")
    #expect(scene.lecture.step == 1)
    scene.press("r")
    #expect(scene.lecture.step == 0)
    scene.press("c d")
    #expect(scene.lecture.live?.settings.cell == .gru && scene.lecture.live?.settings.direction == .forward)
    scene.press("R")
    #expect(scene.lecture.live?.settings.cell != .gru)
    scene.press("3 t")
    #expect(scene.lecture.now.contains { $0.t == 3 })
    scene.press("m u U a")
    #expect(scene.viewpoint.isPlaying)
    scene.press("5 G")
    #expect(scene.lecture.slide == 4)
    scene.press("g g")
    #expect(scene.lecture.slide == 0)
    scene.press("o down enter")
    #expect(scene.lecture.slide == 1)
    scene.press("/ t h i n g s enter")
    #expect(scene.lecture.slide == 4)
    scene.press("4 G a")
    #expect(scene.lecture.training?.isRunning == true)
    scene.press("q")
    #expect(scene.viewpoint.hasQuit)
  }

  @Test func `without a screen that trains it says so, and starts no training`() {
    var scene = Self.scene
    scene.roster.hasScreen = false
    #expect(scene.rows[1].hasPrefix(" the presenter is away · 18 here"))
    for key in ["a", "r", "M"] {
      scene.press("4 G")
      scene.press(key)
      #expect(scene.lecture.training?.isRunning == false && scene.viewpoint.message?.contains("bilab host") == true)
    }
    scene.press("2 G space")
    #expect(scene.lecture.step == 1)
  }

  /// Whatever is opened without being seen would take the keys of the lecture.
  @Test func `no key opens what a desk does not show`() {
    let keys = Set(KeyTable.bindings.flatMap(\.keys)).subtracting([.character("q"), .control("c")])
    for slide in 1...5 {
      for key in keys {
        var scene = Self.scene
        scene.press("\(slide) G")
        scene.press(key)
        let isSeen =
          switch scene.viewpoint.overlay {
          case .help, .index, .search, nil: true
          default: false
          }
        #expect(isSeen, "\(key)")
        #expect(scene.viewpoint.openCell(in: scene.lecture) == nil, "\(key)")
        #expect(scene.viewpoint.panel(in: scene.lecture) == nil, "\(key)")
        #expect(!scene.viewpoint.showsCode && !scene.viewpoint.showsNotes, "\(key)")
      }
    }
  }

  @Test func `it asks the class, ends it, and shows what was said with one key`() {
    var scene = Self.scene
    scene.press("B")
    #expect(saying(scene) == nil && scene.viewpoint.message == "nothing was asked yet; C asks the class")
    scene.press("] C")
    #expect(saying(scene) == .ask(slide: 1))
    scene.ask()
    let poll = scene.roster.poll
    scene.hear { $0.poll = poll }
    scene.press("B")
    #expect(saying(scene) == .showTally(true))
    scene.ask(isShown: true)
    scene.press("B")
    #expect(saying(scene) == .showTally(false))
    scene.press("C")
    #expect(saying(scene) == .endPoll)
    scene.press("] B")
    #expect(saying(scene) == nil && scene.viewpoint.message == "what was asked last is on slide 2")
  }

  @Test func `digits at a question are a slide's number and no answer`() {
    var scene = Self.scene
    scene.press("] 5")
    #expect(scene.viewpoint.pending == "5" && scene.viewpoint.overlay == nil)
  }

  @Test func `seats are chosen, muted and heard again`() {
    var scene = Self.scene
    scene.press("x")
    #expect(saying(scene) == nil && scene.viewpoint.message == "that is a key of the list of seats; s opens it")
    scene.press("s down j x")
    #expect(saying(scene) == .mute(seat: "kiosk/2", true))
    scene.roster.seats[2].isMuted = true
    scene.press("x")
    #expect(saying(scene) == .mute(seat: "kiosk/2", false))
    scene.press("k up up up x")
    #expect(saying(scene) == .mute(seat: "kiosk/0", true))
    scene.press("end down x")
    #expect(saying(scene) == .mute(seat: "kiosk/19", true))
    // Fewer seats than before.
    scene.fill(3)
    scene.press("x")
    #expect(saying(scene) == .mute(seat: "kiosk/2", true))
    scene.roster = Roster()
    scene.press("x")
    #expect(saying(scene) == nil && scene.viewpoint.message == "nobody has come yet")
  }

  @Test(arguments: ["n", "enter", "esc", "space", "D", "Y", "q"])
  func `a seat is removed by y alone`(other: String) {
    var scene = Self.scene
    scene.press("s down D")
    #expect(saying(scene) == nil)
    scene.press(other)
    #expect(saying(scene) == nil && scene.viewpoint.desk.removing == nil && !scene.viewpoint.hasQuit)
    scene.press("y")
    #expect(saying(scene) == nil)
    scene.press("D")
    // Whoever is second by now, it was another one who was meant.
    scene.roster.seats.removeFirst()
    scene.press("y")
    #expect(saying(scene) == .remove(seat: "kiosk/1"))
    scene.press("down")
    #expect(saying(scene) == nil)
  }

  @Test func `the list has its keys for itself, and esc or s closes it`() {
    for closing in ["esc", "s"] {
      var scene = Self.scene
      scene.press("s space ] c B C")
      #expect((scene.lecture.slide, saying(scene)) == (0, nil))
      scene.press("n")
      #expect(scene.viewpoint.desk.showsNames)
      scene.press(closing)
      #expect(!scene.viewpoint.desk.showsSeats)
      scene.press("]")
      #expect(scene.lecture.slide == 1)
    }
  }

  @Test func `J and K scroll the notes as far as there are any`() {
    var scene = Self.scene
    scene.size = Size(columns: 40, rows: 12)
    scene.press("] K")
    #expect(scene.viewpoint.notesScroll[1] == 0)
    for _ in 0..<60 { scene.press("J") }
    #expect(scene.text.contains("last of all."))
    let top = scene.viewpoint.notesScroll[1]!
    scene.press("K")
    #expect(scene.viewpoint.notesScroll[1] == top - 1)
    scene.press("[ J")
    #expect(scene.viewpoint.message == "all notes of the slide are shown")
  }

  @Test func `the help opens at the desk's keys, and shows its last line`() {
    var scene = Self.scene
    scene.press("?")
    #expect(scene.text.contains(" the desk") && scene.text.contains("remove the chosen seat"))
    scene.press("end")
    #expect(scene.text.contains("read by the focus, or just changed"))
    scene.press("esc")
    #expect(scene.viewpoint.overlay == nil)
  }

  @Test func `no key means two things at a desk`() {
    let keys = KeyTable.bindings.filter { $0.context == .desk }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }
}
