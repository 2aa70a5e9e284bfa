import Engine
import Handouts
import Lab
import Lessons
import Testing
import Views

/// A page that bilab has written, in a browser.
@Suite(.enabled(if: Browser.path != nil, "there is no chromium; .ci/packages tests installs it"), .serialized)
struct BrowserTests {
  /// What a page is to show where a lecture is.
  private func expected(_ lecture: Lecture) -> Browser.Shown {
    var shown = Browser.Shown(slide: lecture.slide + 1)
    shown.step = lecture.steps > 0 ? "step \(lecture.step) of \(lecture.steps)" : ""
    // A browser shows one blank for many.
    shown.sentence = PlainText.sentences(lecture).map { $0.split(separator: " ").joined(separator: " ") }
    let slide = lecture.currentSlide
    shown.later = slide.blocks.count { $0.reveal > lecture.step }
    if let (question, step) = slide.question, !question.isOpen { shown.answer = lecture.step > step }
    guard let live = lecture.live else {
      if lecture.training != nil { shown.sentence = [] }
      return shown
    }
    if shown.sentence.isEmpty { shown.sentence = ["Nothing is computed yet; space goes on."] }
    func text(_ values: [Double]) -> String {
      values.map { PlainText.number($0) }.joined(separator: live.stateSize == 1 ? ", " : " ")
    }
    let merged = (1...live.length).filter { t in
      live.mergedPlaces(t).map(live.schedule.step).max() == lecture.networkStep
        && live.settings.direction == .bidirectional
    }
    // Above each other as the rows are, each from the left.
    shown.now = live.rows.flatMap { row -> [String] in
      switch row {
      case .input: []
      case .state(let layer, let pass):
        lecture.now.filter { $0.layer == layer && $0.pass == pass }.map { text(live.state($0)) }
      case .merged: merged.map { text(live.mergedState($0)) }
      }
    }
    return shown
  }

  /// Whether a page shows it. Of a merge with more numbers than are written, only the place counts.
  private func agree(_ shown: Browser.Shown, _ lecture: Lecture) -> Bool {
    var (shown, expected) = (shown, expected(lecture))
    (shown.key, shown.merge) = ("", "")
    guard let live = lecture.live else {
      if lecture.training != nil { shown.sentence = [] }
      return shown == expected
    }
    if live.stateSize > 1 {
      let few = { (numbers: [String]) in numbers.map { $0.split { ", ".contains($0) }.joined(separator: " ") } }
      (shown.now, expected.now) = (few(shown.now), few(expected.now))
    }
    return shown == expected
  }

  @Test(arguments: ["chapter", "mistakes"])
  func `space goes through every step as bilab does, and backspace back`(name: String) throws {
    let lesson = Lessons.builtIn(name)
    let handout = Lessons.handout(lesson)
    let count = handout.steps + lesson.slides.count - 1
    let keys = Array(repeating: " ", count: count + 1) + Array(repeating: "Backspace", count: count + 1)
    let shown = try Browser.press(keys, in: handout.html)
    #expect(shown.count == keys.count + 1)
    var (lecture, viewpoint) = (handout.slides[0].last, Viewpoint())
    update(&lecture, &viewpoint, .firstSlide)
    #expect(agree(shown[0], lecture))
    for (key, after) in zip(keys, shown.dropFirst()) {
      update(&lecture, &viewpoint, key == " " ? .next : .back)
      let agrees = agree(after, lecture)
      try #require(agrees, "slide \(lecture.slide + 1) step \(lecture.step): \(after) \(expected(lecture))")
    }
    #expect(shown.last?.slide == 1)
  }

  @Test func `keys for slides, steps, help and contents`() throws {
    let handout = Lessons.handout(Lessons.builtIn("chapter"))
    let places: [(key: String, slide: Int, step: String)] = [
      ("", 8, "step 0 of 8"), ("ArrowRight", 8, "step 1 of 8"), ("l", 8, "step 2 of 8"), ("h", 8, "step 1 of 8"),
      ("ArrowLeft", 8, "step 0 of 8"), ("ArrowLeft", 7, "step 14 of 14"), ("]", 8, "step 0 of 8"),
      ("PageDown", 9, "step 0 of 9"), ("[", 8, "step 0 of 8"), ("PageUp", 7, "step 0 of 14"), ("3", 7, "step 0 of 14"),
      ("t", 7, "step 3 of 14"), ("3", 7, "step 3 of 14"), ("t", 7, "step 12 of 14"), ("r", 7, "step 0 of 14"),
      ("G", 20, "step 0 of 1"), ("1", 20, "step 0 of 1"), ("6", 20, "step 0 of 1"), ("G", 16, "step 0 of 9"),
      ("g", 16, "step 0 of 9"), ("g", 1, ""), ("End", 20, "step 0 of 1"), ("]", 20, "step 0 of 1"), ("Home", 1, ""),
      ("[", 1, ""), ("Backspace", 1, ""), ("q", 1, ""),
    ]
    let shown = try Browser.press(places.dropFirst().map(\.key), in: handout.html, at: "#slide-8")
    for (place, after) in zip(places, shown) {
      #expect(after.slide == place.slide && after.step == place.step, "\(place.key): \(after)")
    }
    let opened = try Browser.press(["?", " ", "?", "o", "o"], in: handout.html)
    #expect(opened.map(\.isHelpOpen) == [false, true, true, false, false, false])
    #expect(opened.map(\.isContentsOpen) == [false, false, false, false, true, false])
    #expect(opened.allSatisfy { $0.slide == 1 })
  }

  @Test func `m shows what each merge makes, and comes round`() throws {
    let handout = Lessons.handout(Lessons.builtIn("chapter"))
    let live = try #require(handout.slides[9].last.live)
    let shown = try Browser.press(
      Array(repeating: "l", count: 7) + Array(repeating: "m", count: 5), in: handout.html, at: "#slide-10")
    for (after, merge) in zip(shown.dropFirst(7), Merge.basic + [.concat]) {
      let numbers = live.mergedState(2, by: merge).map { PlainText.number($0) }.joined(separator: ", ")
      #expect(after.now == ["9", numbers] && after.merge.hasPrefix("merge: \(merge.word), "), "\(after)")
      #expect(after.sentence.contains { $0.hasPrefix("merge[2] = ") && $0.hasSuffix(" = \(numbers)") })
    }
    let nothing = try Browser.press(["m"], in: handout.html, at: "#slide-2")
    #expect(nothing[0].step == nothing[1].step && nothing[1].merge.isEmpty)
  }

  @Test func `hints come one by one, and the answer with the next step`() throws {
    let handout = Lessons.handout(Lessons.builtIn("chapter"))
    let shown = try Browser.press(["!", " ", "Backspace", " "], in: handout.html, at: "#slide-16")
    #expect(shown.map(\.answer) == [false, false, true, false, true])
  }

  @Test func `controls do what the keys do, and all slides can be read one below the other`() throws {
    let handout = Lessons.handout(Lessons.builtIn("chapter"))
    let clicks = ["#next", "#back", "#following", "#previous", "#merge", "#mode", " ", "#mode"]
    let shown = try Browser.press(clicks, in: handout.html, at: "#slide-8")
    #expect(shown.map(\.slide) == [8, 8, 8, 9, 8, 8, 1, 1, 8])
    #expect(shown.map(\.slides) == [1, 1, 1, 1, 1, 1, 20, 20, 1])
    #expect(shown[1].step == "step 1 of 8" && shown[2].step == "step 0 of 8")
    #expect(shown[5].merge.hasPrefix("merge: sum, "))
    #expect(shown[6].now.isEmpty && shown[6].later == 0)
  }
}
