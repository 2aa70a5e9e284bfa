import Engine
import FoundationEssentials
import Lab
import Lessons
import Surface

/// What the screen knows, as `bilab dump --json` prints it. Numbers are complete; what is not computed yet is null.
struct StateReport: Encodable {
  let lesson: String
  let slide: Int
  let slides: Int
  let title: String
  let step: Int
  let steps: Int
  let network: NetworkReport?

  init(_ lecture: Lecture) {
    lesson = lecture.lesson.title
    slide = lecture.slide + 1
    slides = lecture.lesson.slides.count
    title = lecture.currentSlide.title
    step = lecture.step
    steps = lecture.steps
    network = lecture.live.map { NetworkReport($0, after: lecture.networkStep) }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return Self.safe(String(decoding: try encoder.encode(self), as: UTF8.self))
  }

  /// JSON may hold the letters that steer a terminal as they are, but it may be printed on one. They stand in strings
  /// only, where an escape means the same.
  private static func safe(_ json: String) -> String {
    json.unicodeScalars.reduce(into: "") { result, scalar in
      guard !(0x20..<0x7f).contains(scalar.value), SafeText.string(String(scalar)).isEmpty else {
        result.unicodeScalars.append(scalar)
        return
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }

  private enum CodingKeys: CodingKey {
    case lesson, slide, slides, title, step, steps, network
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lesson, forKey: .lesson)
    try container.encode(slide, forKey: .slide)
    try container.encode(slides, forKey: .slides)
    try container.encode(title, forKey: .title)
    try container.encode(step, forKey: .step)
    try container.encode(steps, forKey: .steps)
    try container.encode(network, forKey: .network)
  }
}

/// A slide's network: its settings, and the states of its last layer, t = 1 first.
struct NetworkReport: Encodable {
  private let live: LiveNetwork
  private let step: Int

  init(_ live: LiveNetwork, after step: Int) {
    self.live = live
    self.step = step
  }

  private enum CodingKeys: CodingKey {
    case cell, activation, direction, layers, hidden, weights, merge, order, variant
    case initial, x, forward, backward, merged
  }

  private enum PassKeys: CodingKey {
    case forward, backward
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let settings = live.settings
    var activation: String?
    if case .rnn(let chosen) = settings.cell { activation = chosen.rawValue }
    try container.encode(settings.cell.name, forKey: .cell)
    try container.encode(activation, forKey: .activation)
    try container.encode(settings.direction.rawValue, forKey: .direction)
    try container.encode(settings.layers, forKey: .layers)
    try container.encode(settings.hidden, forKey: .hidden)
    try container.encode(live.weights.title, forKey: .weights)
    try container.encode(settings.merge.word, forKey: .merge)
    try container.encode(settings.order.rawValue, forKey: .order)
    try container.encode(VariantReport(settings.applied), forKey: .variant)
    var initial = container.nestedContainer(keyedBy: PassKeys.self, forKey: .initial)
    try initial.encode(initialState(.forward), forKey: .forward)
    try initial.encode(initialState(.backward), forKey: .backward)
    try container.encode(inputs, forKey: .x)
    try container.encode(states(.forward), forKey: .forward)
    try container.encode(states(.backward), forKey: .backward)
    try container.encode(merged, forKey: .merged)
  }

  /// x[1] … x[T], padding as it is read.
  private var inputs: [[Double]] {
    (1...live.time).map { Array(live.trace.input(layer: 0, t: $0 - 1)) }
  }

  private var last: Int { live.settings.layers - 1 }

  private func initialState(_ pass: Pass) -> [Double]? {
    live.settings.direction.passes.contains(pass) ? live.initialState(layer: last, pass: pass) : nil
  }

  private func states(_ pass: Pass) -> [[Double]?]? {
    guard live.settings.direction.passes.contains(pass) else { return nil }
    return (1...live.time).map { t in
      let place = StatePlace(layer: last, pass: pass, t: t)
      return live.schedule.isComputed(place, after: step) ? live.state(place) : nil
    }
  }

  private var merged: [[Double]?]? {
    guard live.settings.direction == .bidirectional else { return nil }
    return (1...live.time).map { t in
      live.isMerged(t, after: step) ? live.mergedState(t) : nil
    }
  }
}
