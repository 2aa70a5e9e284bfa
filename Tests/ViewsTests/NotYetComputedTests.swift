import Engine
import Lab
import Lessons
import Surface
import Testing
import Views

/// What is not computed yet is not on the screen: other numbers there give the same frame.
struct NotYetComputedTests {
  private static let sizes = [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 132, rows: 43)]

  private func lesson(_ experiment: Experiment) -> Lesson {
    Lesson(title: "A lesson", slides: [Slide(title: "A network", experiment: experiment)])
  }

  private func frame(_ experiment: Experiment, step: Int, size: Size, files: WeightFiles = [:]) -> Frame {
    var person = Person(lesson(experiment), size: size, files: files)
    for _ in 0..<step { person.act(.next) }
    return person.frame
  }

  /// Forward after k steps has read x[1] … x[k], in lockstep backward also as many from the end.
  @Test(arguments: SteppingOrder.allCases, [Cell.rnn(.tanh), .gru, .lstm, .rnn(.relu)])
  func `inputs that nobody has read show in their own row only`(order: SteppingOrder, cell: Cell) {
    let isCounter = cell == .rnn(.relu)
    let input: [Double] = [2, 1, 1, 2, 1]
    for step in 0...input.count {
      var other = input
      let unread = order == .passes ? step..<input.count : step..<max(step, input.count - step)
      for index in unread { other[index] = 3 - other[index] }
      var experiment = Experiment(
        cell: cell, hidden: isCounter ? 1 : 3, weights: isCounter ? .counter : .seed(3),
        input: .numbers(input.map { [$0] }), order: order)
      for size in Self.sizes {
        experiment.input = .numbers(input.map { [$0] })
        let first = frame(experiment, step: step, size: size)
        experiment.input = .numbers(other.map { [$0] })
        let second = frame(experiment, step: step, size: size)
        let rows = differentRows(first, second)
        let allowed = rows.filter { text(first, row: $0).contains("x[t]") }
        if rows != allowed || (rows.isEmpty != unread.isEmpty && size.columns == 80) {
          Issue.record("step \(step), \(size): rows \(rows)\n\(first.plainText)\n\(second.plainText)")
          return
        }
      }
    }
  }

  private func text(_ frame: Frame, row: Int) -> String {
    (0..<frame.size.columns).map { frame[row, $0].text }.joined()
  }

  private func differentRows(_ first: Frame, _ second: Frame) -> [Int] {
    (0..<first.size.rows).filter { row in
      (0..<first.size.columns).contains { first[row, $0] != second[row, $0] }
    }
  }

  /// Other weights for the chains that have not begun give the same frame, to the last cell.
  @Test(arguments: [Cell.rnn(.tanh), .gru, .lstm], [1, 2])
  func `weights that nobody has used change nothing`(cell: Cell, layers: Int) throws {
    let input: [Double] = [1, -2, 3]
    let configuration = Configuration(cell: cell, inputSize: 1, hiddenSize: 4, layers: layers)
    let experiment = Experiment(
      cell: cell, layers: layers, hidden: 4, weights: .file("w"), input: .numbers(input.map { [$0] }))
    let chains = (0..<layers).flatMap { layer in Pass.allCases.map { (layer, $0) } }
    for step in 0...input.count * chains.count {
      let begun = (step + input.count - 1) / input.count
      let network = try Network<Double>.seeded(configuration, seed: 1)
      var tensors: [String: Tensor<Double>] = [:]
      var others: [String: Tensor<Double>] = [:]
      for id in configuration.parameterIDs {
        let tensor = network[id]!
        let chain = chains.firstIndex { $0 == (id.layer, id.pass) }!
        tensors[id.name] = tensor
        others[id.name] = tensor
        if chain >= begun { others[id.name]!.values = tensor.values.map { 0.5 - $0 } }
      }
      for size in Self.sizes {
        let first = frame(experiment, step: step, size: size, files: ["w": tensors])
        let second = frame(experiment, step: step, size: size, files: ["w": others])
        #expect(first.plainText.contains("weights: file w") || size.columns < 80)
        if first != second {
          Issue.record("step \(step), \(size)\n\(first.plainText)\n\(second.plainText)")
          return
        }
      }
    }
  }

  /// At every step of every slide, in both orders: merged at t if and only if the steps so far computed both states.
  @Test func `a merged state is there as soon as both of its states are`() {
    for (lesson, slide) in ToggleTests.slides where lesson.slides[slide].experiment!.input.count < 8 {
      for order in 0..<2 {
        var person = Person(lesson, size: Size(columns: 132, rows: 43))
        person.go(to: slide + 1, step: lesson.slides[slide].pauses)
        guard person.lecture.live!.settings.direction == .bidirectional else { continue }
        if order == 1 { person.act(.toggle(.order)) }
        var computed: Set<StatePlace> = []
        for _ in person.lecture.step...person.lecture.steps {
          computed.formUnion(person.lecture.now)
          checkMerged(person, computed)
          person.act(.next)
        }
      }
    }
  }

  private func checkMerged(_ person: Person, _ computed: Set<StatePlace>) {
    let live = person.lecture.live!
    for t in 1...live.time {
      var looking = person
      looking.act(.moveFocus(rows: 0, time: 0))
      looking.act(.moveFocus(rows: 99, time: -99))
      looking.act(.moveFocus(rows: 0, time: t - 1))
      let isThere = Pass.allCases.allSatisfy { pass in
        computed.contains(StatePlace(layer: live.settings.layers - 1, pass: pass, t: t))
      }
      let text = looking.frame.plainText
      let says = (text.contains("merge[\(t)] = "), text.contains("merge[\(t)] waits for "))
      if says != (isThere, !isThere) { Issue.record("t = \(t): \(looking.place)\n\(text)") }
    }
  }
}
