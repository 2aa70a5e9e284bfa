import Lessons

/// Where a lesson was left the last time: the slide from 0, and the step on it.
public struct LeftPlace: Equatable, Sendable {
  var slide: Int
  var step: Int
  /// What was changed on networks, by slide from 0.
  var edits: [Int: LessonMemory.Edit] = [:]
}

extension Viewpoint {
  /// Takes over what was kept of a lesson: its answers count again, and the place is offered. What was kept of slides that
  /// are gone, or ask nothing now, is left out.
  public mutating func recall(_ memory: LessonMemory, of lesson: Lesson) {
    for (number, answer) in memory.answers {
      guard lesson.slides.indices.contains(number - 1), lesson.slides[number - 1].title == answer.title,
        lesson.slides[number - 1].question != nil
      else { continue }
      answers[number - 1] = GivenAnswer(said: answer.said, isRight: answer.isRight)
    }
    let titles = lesson.slides.map(\.title)
    let isThere = titles.indices.contains(memory.slide - 1) && titles[memory.slide - 1] == memory.title
    var edits: [Int: LessonMemory.Edit] = [:]
    for (number, edit) in memory.edits where titles.indices.contains(number - 1) && titles[number - 1] == edit.title {
      edits[number - 1] = edit
    }
    guard let slide = isThere ? memory.slide - 1 : titles.firstIndex(of: memory.title),
      (slide, memory.step) != (0, 0) || !edits.isEmpty
    else { return }
    left = LeftPlace(slide: slide, step: memory.step, edits: edits)
    let title = memory.title.isEmpty ? "" : ", \(memory.title)"
    message = message ?? "you were at slide \(slide + 1)\(title); ' goes there"
  }

  /// What is worth keeping of a lesson; nil where nothing was done yet.
  ///
  /// - Parameter name: what the lesson is found by.
  public func memory(of lecture: Lecture, name: String) -> LessonMemory? {
    let slides = lecture.lesson.slides
    // Who only looked at the title has not lost the place.
    let isAtStart = (lecture.slide, lecture.step) == (0, 0)
    let place = isAtStart ? left ?? LeftPlace(slide: 0, step: 0) : LeftPlace(slide: lecture.slide, step: lecture.step)
    var memory = LessonMemory(
      lesson: name, slide: place.slide + 1, title: slides[place.slide].title, step: place.step)
    for (slide, answer) in answers where slides.indices.contains(slide) {
      memory.answers[slide + 1] = LessonMemory.Answer(
        said: answer.said, isRight: answer.isRight, title: slides[slide].title)
    }
    // What nobody has gone back to is kept; where somebody has, what is there now counts.
    for (slide, edit) in left?.edits ?? [:] { memory.edits[slide + 1] = edit }
    for (slide, settings) in lecture.state.settings {
      memory.edits[slide + 1] = settings.edit(of: slides[slide])
    }
    return isAtStart && answers.isEmpty && memory.edits.isEmpty ? nil : memory
  }
}

func returnToPlace(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  guard let left = viewpoint.left else {
    viewpoint.message = "nothing is remembered of this lesson"
    return
  }
  var state = lecture.state
  for (slide, edit) in left.edits where state.settings[slide] == nil {
    state.settings[slide] = Settings(edit, of: lecture.lesson.slides[slide])
  }
  (state.slide, state.step) = (left.slide, left.step)
  lecture.become(state)
  viewpoint.left?.edits = [:]
  viewpoint.message =
    "where you left the last time" + (left.edits.isEmpty ? "" : ", with what you had changed; R takes it off a slide")
}
