import Engine
import Lab
import Lessons
import Testing

/// The numbers that a class checks in its head.
struct CounterTests {
  @Test func `states are the sum so far and the sum still to come`() {
    let visitor = Visitor(Slide(.counter()))
    #expect(visitor.states(.forward) == [1, 3, 6, 10])
    #expect(visitor.states(.backward) == [10, 9, 7, 4])
  }

  @Test func `five merges, one after the other, and round`() {
    var visitor = Visitor(Slide(.counter()))
    let expected: [(Merge, [[Double]])] = [
      (.concat, [[1, 10], [3, 9], [6, 7], [10, 4]]), (.sum, [[11], [12], [13], [14]]),
      (.average, [[5.5], [6], [6.5], [7]]), (.product, [[10], [27], [42], [40]]), (.max, [[10], [9], [7], [10]]),
    ]
    for (merge, values) in expected + [expected[0]] {
      #expect(visitor.live.settings.merge == merge)
      #expect(visitor.merged() == values)
      visitor.act(.toggle(.merge))
    }
  }

  @Test func `a sum forgets what concat keeps`() {
    var visitor = Visitor(Slide(.counter([4, 2, 3, 1])))
    #expect(visitor.merged()[1] == [6, 6] && visitor.merged()[2] == [9, 4])
    visitor.act(.merge(.sum))
    #expect(visitor.merged() == [[14], [12], [13], [11]])
  }

  @Test func `a start enters at its own end`() {
    var experiment = Experiment.counter()
    experiment.initial.backward = .every(100)
    #expect(Visitor(Slide(experiment)).states(.forward) == [1, 3, 6, 10])
    #expect(Visitor(Slide(experiment)).states(.backward) == [110, 109, 107, 104])
    experiment.initial = StartStates(forward: .units([100]))
    #expect(Visitor(Slide(experiment)).states(.forward) == [101, 103, 106, 110])
    #expect(Visitor(Slide(experiment)).states(.backward) == [10, 9, 7, 4])
  }

  @Test func `one more input rewrites the whole backward pass`() {
    let visitor = Visitor(Slide(.counter([1, 2, 3, 4, 5])))
    #expect(visitor.states(.forward) == [1, 3, 6, 10, 15])
    #expect(visitor.states(.backward) == [15, 14, 12, 9, 5])
  }

  @Test func `what a state has read`() {
    let live = Visitor(Slide(.counter())).live
    #expect(live.inputsRead(by: StatePlace(layer: 0, pass: .forward, t: 3)) == 1...3)
    #expect(live.inputsRead(by: StatePlace(layer: 0, pass: .backward, t: 3)) == 3...4)
    let deep = Visitor(Slide(.seeded(.gru, layers: 2))).live
    #expect(deep.inputsRead(by: StatePlace(layer: 1, pass: .forward, t: 1)) == 1...3)
  }
}
