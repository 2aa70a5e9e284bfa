import Engine
import Lab
import Lessons
import Testing

/// What learners get wrong, in the numbers of networks made by lab blocks.
struct VariantTests {
  private func visitor(_ block: String, _ sourceLocation: SourceLocation = #_sourceLocation) -> Visitor {
    let (lesson, diagnostics) = Lesson.read(Array("# A\n\n```lab\n\(block)\n```\n".utf8), name: "x")
    #expect(diagnostics == [], sourceLocation: sourceLocation)
    return Visitor(lesson.slides[0])
  }

  private func live(_ block: String, _ sourceLocation: SourceLocation = #_sourceLocation) -> LiveNetwork {
    visitor(block, sourceLocation).live
  }

  private static let padded = "weights = \"counter\"\nbias = 0.5\ninput = [1, 2]\npadding = 2\n"

  // MARK: Padding

  @Test func `padding is read like an input where nobody tells the network`() {
    let padded = visitor(Self.padded)
    #expect(padded.states(.forward) == [1.5, 4, 4.5, 5])
    #expect(padded.states(.backward) == [5, 3.5, 1, 0.5])
    #expect(padded.live.trace.finalHidden.values == [5, 5])
    #expect((padded.live.time, padded.live.length) == (4, 4))
    #expect((1...4).map(padded.live.inputText) == ["1", "2", "pad", "pad"])
    #expect(padded.live.settings.input.count == 2)
  }

  @Test func `a packed sequence ends at its own length`() {
    let packed = visitor(Self.padded + "packed = true").live
    #expect((packed.time, packed.length) == (4, 2))
    #expect(packed.schedule.count == 4)
    #expect((1...2).map { packed.state(StatePlace(layer: 0, pass: .forward, t: $0))[0] } == [1.5, 4])
    #expect((1...2).map { packed.state(StatePlace(layer: 0, pass: .backward, t: $0))[0] } == [4, 2.5])
    #expect(packed.trace.finalHidden.values == [4, 4])
    #expect((1...4).map { packed.isMerged($0, after: 4) } == [true, true, false, false])
    for t in 1...4 {
      for pass in Pass.allCases {
        #expect(packed.schedule.isComputed(StatePlace(layer: 0, pass: pass, t: t), after: 4) == (t <= 2))
      }
    }
    #expect(packed.inputsRead(by: StatePlace(layer: 0, pass: .backward, t: 1)) == 1...2)
  }

  @Test func `padding stays behind the inputs, whatever is done to them`() {
    var visitor = visitor(Self.padded + "packed = true")
    visitor.act(.flip)
    #expect((1...4).map(visitor.live.inputText) == ["2", "1", "pad", "pad"])
    visitor.act(.undo, .delete)
    #expect((1...3).map(visitor.live.inputText) == ["2", "pad", "pad"])
    #expect(visitor.live.length == 1)
    visitor.act(.delete)
    #expect(visitor.viewpoint.message == "a network reads one input at least")
    visitor.act(.nudge(1))
    #expect((1...3).map(visitor.live.inputText) == ["3", "pad", "pad"])
  }

  // MARK: Merging

  @Test func `backward outputs that were not turned round again meet the wrong partner`() {
    var turned = visitor("weights = \"counter\"\ninput = [1, 2, 3, 4]\nrealign = false")
    #expect(turned.merged() == [[1, 4], [3, 7], [6, 9], [10, 10]])
    #expect(turned.states(.backward) == [10, 9, 7, 4])
    #expect(turned.live.mergedState(2, by: .sum) == [10])
    #expect((1...4).map { turned.live.isMerged($0, after: 5) } == [true, false, false, false])
    turned.act(.merge(.sum))
    #expect(turned.merged() == [[5], [10], [15], [20]])
    let right = live("weights = \"counter\"\ninput = [1, 2, 3, 4]")
    #expect((1...4).map { right.mergedState($0) } == [[1, 10], [3, 9], [6, 7], [10, 4]])
  }

  @Test func `one that is packed is turned within its length`() {
    let turned = visitor(Self.padded + "packed = true\nrealign = false")
    #expect(turned.merged() == [[1.5, 2.5], [4, 4], [0, 0], [0, 0]])
  }

  // MARK: Weights

  @Test(arguments: ["rnn", "gru", "lstm"])
  func `tied directions are one network, read from either end`(cell: String) {
    let block = "cell = \"\(cell)\"\nhidden = 3\nseed = 4\n"
    let live = live(block + "input = [1, -2, 3]\ntied = true")
    let back = self.live(block + "input = [3, -2, 1]\ntied = true")
    let free = self.live(block + "input = [1, -2, 3]")
    for t in 1...3 {
      let state = live.state(StatePlace(layer: 0, pass: .backward, t: t))
      #expect(state == back.state(StatePlace(layer: 0, pass: .forward, t: 4 - t)))
      #expect(state != free.state(StatePlace(layer: 0, pass: .backward, t: t)))
      let forward = StatePlace(layer: 0, pass: .forward, t: t)
      #expect(live.state(forward) == free.state(forward))
    }
  }

  @Test func `a number of one tied direction is the other's too`() {
    var visitor = visitor("input = [1, 2]\nhidden = 1\ntied = true")
    visitor.act(.given)
    let names = visitor.live.givenTensors.map(visitor.live.name)
    let reverse = names.firstIndex(of: "weight_ih_l0_reverse")!
    visitor.act(.moveGiven(rows: reverse, columns: 0), .moveGiven(rows: 0, columns: 1), .edit)
    for character in "7" { visitor.act(.type(character)) }
    visitor.act(.confirm)
    for name in ["weight_ih_l0", "weight_ih_l0_reverse"] {
      let place = visitor.live.place(in: visitor.live.givenTensors[names.firstIndex(of: name)!], row: 0, column: 0)
      #expect(visitor.live.number(at: place) == 7)
      #expect(visitor.live.isEdited(place))
    }
  }

  @Test(arguments: [("rnn", true), ("lstm", true), ("gru", false)])
  func `the second bias folds into the first but for a GRU's candidate`(cell: String, folds: Bool) {
    let block = "cell = \"\(cell)\"\nhidden = 2\nseed = 3\ninput = [1, -2, 3]\n"
    let (two, one) = (live(block), live(block + "fold_bias = true"))
    #expect(one.network.parameters(layer: 0, pass: .backward).biasHH?.values.allSatisfy { $0 == 0 } == true)
    let differences = zip(two.trace.output.values, one.trace.output.values).map { abs($0 - $1) }
    #expect((differences.max()! < 1e-12) == folds)
  }

  @Test func `a GRU's candidate folds where the reset gate leaves its bias alone`() {
    for reset in ["before", "after-without-bias"] {
      let block = "cell = \"gru\"\nhidden = 2\nseed = 3\ninput = [1, -2, 3]\nreset = \"\(reset)\"\n"
      let (two, one) = (live(block), live(block + "fold_bias = true"))
      #expect(zip(two.trace.output.values, one.trace.output.values).allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }

  @Test func `the reset gate's three places give three networks of the same weights`() {
    let lives = ["after", "before", "after-without-bias"].map {
      live("cell = \"gru\"\nhidden = 2\nseed = 3\ninput = [1, -2, 3]\nreset = \"\($0)\"")
    }
    #expect(Set(lives.map(\.trace.output.values)).count == 3)
    #expect(Set(lives.map { $0.network.parameters(layer: 0, pass: .forward).weightHH.values }).count == 1)
  }

  // MARK: Layers and shapes

  private static let wide =
    "cell = \"lstm\"\nlayers = 2\nhidden = 20\ninput = [[\(Array(repeating: "1", count: 10).joined(separator: ", "))]]\n"

  @Test(arguments: [("concat", 15_040, 40), ("sum", 11_840, 20), ("average", 11_840, 20), ("apart", 11_840, 20)])
  func `what joins the layers decides what the upper one reads`(join: String, parameters: Int, columns: Int) {
    let live = live(Self.wide + "between = \"\(join)\"")
    #expect(live.parameterCount == parameters)
    #expect(live.network.parameters(layer: 1, pass: .forward).weightIH.shape == [80, columns])
    #expect(live.stateSize == 20)
  }

  @Test func `a batch starts where the slide's own sequence does`() throws {
    let live = live(
      "weights = \"counter\"\ninput = [1, 2, 3]\nlengths = [3, 1]\ninitial = { forward = 0, backward = 100 }")
    #expect(live.value(of: try Quantity("batch.h_n")) == .rows([[6, 106], [1, 101]]))
  }

  @Test func `stacks that are apart know one side each`() {
    let apart = live("layers = 2\nhidden = 2\ninput = [1, 2, 3]\nbetween = \"apart\"")
    let joined = live("layers = 2\nhidden = 2\ninput = [1, 2, 3]")
    let top = StatePlace(layer: 1, pass: .forward, t: 2)
    #expect(apart.inputsRead(by: top) == 1...2)
    #expect(joined.inputsRead(by: top) == 1...3)
    #expect(Array(apart.input(of: top)) == apart.state(StatePlace(layer: 0, pass: .forward, t: 2)))
    let back = StatePlace(layer: 1, pass: .backward, t: 2)
    #expect(Array(apart.input(of: back)) == apart.state(StatePlace(layer: 0, pass: .backward, t: 2)))
    for (live, hasFuture) in [(apart, false), (joined, true)] {
      let map = live.influenceMaps(of: [.state(layer: 1, pass: .forward)])[0].influence
      for t in 0..<3 {
        for s in 0..<3 { #expect((map[t, s] != 0) == (hasFuture || s <= t)) }
      }
    }
  }

  @Test func `a projection shrinks the state and leaves the cell as it was`() {
    let live = live("cell = \"lstm\"\nhidden = 4\nprojection = 3\nlayers = 2\ninput = [1, 2]")
    #expect(live.stateSize == 3)
    #expect(live.trace.finalHidden.shape == [4, 1, 3])
    #expect(live.trace.finalCell?.shape == [4, 1, 4])
    #expect(live.network.parameters(layer: 1, pass: .forward).weightIH.shape == [16, 6])
    #expect(live.mergedState(1).count == 6)
  }

  @Test func `dropout acts between layers, in training only`() {
    let block = "hidden = 4\ninput = [1, 2, 3]\nlayers = "
    func output(_ text: String) -> [Double] { live(block + text).trace.output.values }
    #expect(output("1\ndropout = 0.5\ntraining = true") == output("1"))
    #expect(output("2\ndropout = 0.5") == output("2"))
    let training = live(block + "2\ndropout = 0.5\ntraining = true")
    #expect(training.trace.output.values != output("2"))
    let (below, read) = (training.trace.layers[0].output.values, training.trace.layers[1].input.values)
    #expect(zip(below, read).allSatisfy { $1 == 0 || $1 == $0 * 2 })
    #expect(Set(zip(below, read).map { $1 == 0 }).count == 2)
    #expect(training == live(block + "2\ndropout = 0.5\ntraining = true"))
    #expect(live("weights = \"counter\"\ninput = [1]\ndropout = 0.5\ntraining = true").weights == .counter)
  }

  @Test func `rows of h_n go layer by layer`() {
    let live = live("layers = 2\nhidden = 1\ninput = [1, 2, 3]")
    let rows = live.trace.finalHidden.values
    let places = [(0, Pass.forward, 3), (0, .backward, 1), (1, .forward, 3), (1, .backward, 1)]
    #expect(rows == places.map { live.state(StatePlace(layer: $0, pass: $1, t: $2))[0] })
  }

  // MARK: Toggles

  @Test func `a toggle that makes a variant impossible drops it while it lasts`() {
    var visitor = visitor(
      "cell = \"lstm\"\nhidden = 4\nprojection = 3\nlayers = 2\nbetween = \"apart\"\ninput = [1, 2]\ntied = true\n"
        + "realign = false\npadding = 1")
    let before = visitor.live
    #expect(before.settings.applied == before.settings.variant)
    for toggles in [
      Array(repeating: Toggle.cell, count: 3), Array(repeating: .layers, count: 4), [.direction, .direction],
      Array(repeating: .hidden, count: 5),
    ] {
      for toggle in toggles {
        visitor.act(.toggle(toggle))
        #expect(visitor.live.settings.variant == before.settings.variant)
      }
      #expect(visitor.live == before)
    }
    visitor.act(.toggle(.cell))
    #expect(visitor.live.stateSize == 4)
    visitor.act(.undo)
    #expect(visitor.live == before)
    visitor.act(.toggle(.direction))
    #expect(visitor.live.network.configuration.parameterIDs.allSatisfy { $0.pass == .forward })
    visitor.act(.undoChanges)
    #expect(visitor.live == before)
  }

  // MARK: The second network

  @Test func `the lesson's second network is what the first is compared with, until one is kept`() throws {
    var visitor = visitor(Self.padded + "[compare]\npacked = true")
    var other = try #require(visitor.lecture.keptNetwork)
    #expect(other.length == 2)
    #expect(other.trace.finalHidden.values == [4, 4])
    #expect(visitor.live.trace.finalHidden.values == [5, 5])
    visitor.act(.comparison)
    #expect(visitor.viewpoint.panel(in: visitor.lecture) == .comparison)
    visitor.act(.toggle(.merge), .keep)
    other = try #require(visitor.lecture.keptNetwork)
    #expect(other == visitor.live)
    #expect(!visitor.lecture.comparesWithLesson)
  }

  @Test func `the second network has every key of the first that it does not say itself`() throws {
    let (lesson, diagnostics) = Lesson.read(
      Array(
        """
        ```lab
        cell = "gru"
        hidden = 3
        seed = 7
        reset = "before"
        input = [1, 2]
        merge = "sum"
        [compare]
        words = ["a", "b", "c"]
        cell = "lstm"
        projection = 2
        initial = { backward = 4 }
        ```
        """.utf8), name: "x")
    #expect(diagnostics == [])
    let experiment = try #require(lesson.slides[0].experiment)
    let other = try #require(experiment.comparison)
    #expect((other.cell, other.hidden, other.weights, other.merge) == (.lstm, 3, .seed(7), .sum))
    #expect(other.input == .words(["a", "b", "c"]))
    #expect(other.variant.projection == 2)
    #expect(other.variant.resetGate == .afterProduct)
    #expect(other.initial.backward == .every(4))
    #expect(experiment.variant.resetGate == .beforeProduct)
    #expect(experiment.initial == StartStates())
    #expect(other.comparison == nil)
  }

  @Test func `a slide opens with what it is about, and closing it stays closed`() {
    var visitor = visitor(Self.padded + "compare = { packed = true }\nshow = \"compare\"")
    #expect(visitor.viewpoint.panel(in: visitor.lecture) == .comparison)
    #expect(visitor.viewpoint.shownPane(in: visitor.lecture) == .words)
    visitor.act(.comparison)
    #expect(visitor.viewpoint.panel(in: visitor.lecture) == nil)
    visitor.act(.comparison)
    #expect(visitor.viewpoint.panel(in: visitor.lecture) == .comparison)
    visitor.act(.close)
    #expect(visitor.viewpoint.panel(in: visitor.lecture) == nil)
    visitor = self.visitor("input = [1]\nshow = \"weights\"")
    guard case .given = visitor.viewpoint.panel(in: visitor.lecture) else {
      Issue.record("the list of weights is not open")
      return
    }
  }

  @Test func `another start of the second network is said`() throws {
    let visitor = visitor("weights = \"counter\"\ninput = [1]\ncompare = { initial = { backward = 100 } }")
    let other = try #require(visitor.lecture.keptNetwork)
    #expect(changeText(from: visitor.live, to: other) == "other start states")
    #expect(other.state(StatePlace(layer: 0, pass: .backward, t: 1)) == [101])
  }
}
