import Engine
import Lab
import Lessons

/// A lecture and one person who looks at it.
struct Visitor {
  var lecture: Lecture
  var viewpoint = Viewpoint()

  init(_ slides: Slide..., files: WeightFiles = [:]) {
    lecture = Lecture(Lesson(title: "A lesson", slides: slides), files: files)
  }

  mutating func act(_ actions: LabAction...) {
    for action in actions { update(&lecture, &viewpoint, action) }
  }

  mutating func step(_ count: Int) {
    for _ in 0..<count { act(.next) }
  }

  var live: LiveNetwork { lecture.live! }

  /// h or h′ of a network with one unit, over time.
  func states(_ pass: Pass) -> [Double] {
    (1...live.time).map { live.state(StatePlace(layer: 0, pass: pass, t: $0))[0] }
  }

  /// Who was read, by every row of states.
  var maps: [InfluenceMap] { live.influenceMaps(of: live.mapRows) }

  func merged() -> [[Double]] { (1...live.time).map(live.mergedState) }
}

extension Experiment {
  static func counter(_ input: [Double] = [1, 2, 3, 4]) -> Experiment {
    Experiment(cell: .rnn(.relu), hidden: 1, weights: .counter, input: .numbers(input.map { [$0] }))
  }

  static func seeded(_ cell: Cell, hidden: Int = 2, layers: Int = 1) -> Experiment {
    Experiment(cell: cell, layers: layers, hidden: hidden, weights: .seed(2), input: .numbers([[1], [-1], [2]]))
  }
}

extension Slide {
  init(_ experiment: Experiment, pauses: Int = 0) {
    self.init(title: "A network", pauses: pauses, experiment: experiment)
  }

  static func words(_ text: String) -> Slide {
    Slide(title: "Words", blocks: [SlideBlock(.paragraph([.text(text)]))])
  }
}
