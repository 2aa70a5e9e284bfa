import Lessons

/// Where a lesson was left the last time: the slide from 0, and the step on it.
public struct LeftPlace: Equatable, Sendable {
  var slide: Int
  var step: Int
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
    guard let slide = isThere ? memory.slide - 1 : titles.firstIndex(of: memory.title), (slide, memory.step) != (0, 0)
    else { return }
    left = LeftPlace(slide: slide, step: memory.step)
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
    return isAtStart && answers.isEmpty ? nil : memory
  }
}

func returnToPlace(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  guard let left = viewpoint.left else {
    viewpoint.message = "nothing is remembered of this lesson"
    return
  }
  lecture.go(to: left.slide, step: left.step)
  viewpoint.message = "where you left the last time"
}
