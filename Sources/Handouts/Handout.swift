import Engine
import Lab
import Lessons
import Views

/// A lesson as it is taken home: every slide with every step of its network, each computed by a lecture that went
/// through all of them by the same `update` as the keys.
public struct Handout: Sendable {
  public let lesson: Lesson
  public let slides: [HandoutSlide]
  /// Whether the speaker's notes are in it.
  public let hasNotes: Bool

  /// - Parameter lecture: on any slide; as it was opened, nothing in it changed.
  public init(_ lecture: Lecture, notes: Bool = false) {
    lesson = lecture.lesson
    hasNotes = notes
    var (lecture, viewpoint) = (lecture, Viewpoint())
    update(&lecture, &viewpoint, .firstSlide)
    var slides: [HandoutSlide] = []
    repeat {
      slides.append(HandoutSlide(lecture))
      update(&lecture, &viewpoint, .nextSlide)
    } while slides.count < lesson.slides.count
    self.slides = slides
  }

  /// Steps of all slides: pauses, timesteps of networks, words of trainings.
  public var steps: Int { slides.reduce(0) { $0 + $1.steps } }
}

/// One slide of a handout.
public struct HandoutSlide: Sendable {
  /// From 1.
  public let number: Int
  /// At the slide's last step.
  public let last: Lecture
  /// By the merges that `m` goes through, the lesson's own first; one where there is nothing to merge.
  let merges: [HandoutMerge]

  /// - Parameter lecture: before the first step of the slide.
  init(_ lecture: Lecture) {
    number = lecture.slide + 1
    let own = HandoutMerge(lecture)
    last = own.last
    merges = [own] + Self.otherMerges(lecture).map { HandoutMerge(lecture, $0) }
  }

  /// States of more numbers than these are shown under the lesson's merge only.
  private static let mostNumbers = 2048

  /// Those that follow the slide's own by the key for them, in its order.
  private static func otherMerges(_ lecture: Lecture) -> [Merge] {
    guard let live = lecture.live, live.settings.direction == .bidirectional, live.time * live.stateSize <= mostNumbers
    else { return [] }
    let all = live.settings.merges
    let own = all.firstIndex(of: live.settings.merge) ?? 0
    return Array(all[(own + 1)...] + all[..<own])
  }

  public var slide: Slide { last.currentSlide }
  /// The lecture's own count: pauses first, then the network's timesteps or the words of a training.
  public var steps: Int { last.steps }
  var pauses: Int { slide.pauses }
  var live: LiveNetwork? { last.live }
  /// The PyTorch code of the network, a line each.
  var code: [String] { PlainText.code(last) }
  /// What each step of the network or the training says, from its first on.
  var sentences: [[String]] { merges[0].sentences }
  var quantities: QuantityText {
    QuantityText(live: live, other: last.secondNetwork, glass: Glass(colours: 0, hasAttributes: false))
  }
}

/// A slide under one of the merges.
struct HandoutMerge: Sendable {
  /// At its last step.
  let last: Lecture
  /// What each step of the network or the training says, from its first on.
  let sentences: [[String]]

  /// Goes through all steps of a slide.
  ///
  /// - Parameters:
  ///   - lecture: before the first step of the slide.
  ///   - merge: another one than the network has; nil leaves it as it is.
  init(_ lecture: Lecture, _ merge: Merge? = nil) {
    var (lecture, viewpoint) = (lecture, Viewpoint())
    if let merge { update(&lecture, &viewpoint, .merge(merge)) }
    update(&lecture, &viewpoint, .restart)
    var sentences: [[String]] = []
    while lecture.step < lecture.steps {
      update(&lecture, &viewpoint, .next)
      if lecture.step > lecture.currentSlide.pauses { sentences.append(Self.sentences(lecture)) }
    }
    last = lecture
    self.sentences = sentences
  }

  private static func sentences(_ lecture: Lecture) -> [String] {
    if let training = lecture.training { return TrainingText(training).sentences(step: lecture.networkStep) }
    return PlainText.sentences(lecture)
  }
}
