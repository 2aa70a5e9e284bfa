import Engine
import Lab
import Lessons
import Testing

struct WhoWasReadTests {
  @Test func `the counter's maps: two triangles, and a square that is their merge`() throws {
    var visitor = Visitor(Slide(.counter([1, 2, 3])))
    let maps = visitor.maps
    #expect(maps.map(\.row) == [.state(layer: 0, pass: .forward), .state(layer: 0, pass: .backward), .merged])
    #expect(maps[0].influence.values == [1, 0, 0, 1, 1, 0, 1, 1, 1])
    #expect(maps[1].influence.values == [1, 1, 1, 0, 1, 1, 0, 0, 1])
    visitor.act(.merge(.sum))
    #expect(visitor.maps[2].influence.values == [2, 1, 1, 1, 2, 1, 1, 1, 2])
    visitor.act(.toggle(.direction))
    #expect(visitor.maps.map(\.row) == [.state(layer: 0, pass: .forward)])
  }

  @Test func `a layer above has read everything, in both directions`() {
    let visitor = Visitor(Slide(.seeded(.gru, layers: 2)))
    #expect(visitor.maps.count == 5)
    for map in visitor.maps.dropFirst(2) { #expect(map.influence.values.allSatisfy { $0 > 0 }) }
    #expect(visitor.maps[0].influence[0, 2] == 0 && visitor.maps[1].influence[2, 0] == 0)
  }

  @Test func `the map opens at the focus, moves within the sequence and closes`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(2)
    visitor.act(.influence)
    #expect(visitor.viewpoint.overlay == .influence(t: 2, s: 2))
    visitor.act(.moveInfluence(t: -5, s: 1), .moveInfluence(t: 0, s: 9))
    #expect(visitor.viewpoint.overlay == .influence(t: 1, s: 4))
    visitor.act(.toggle(.cell))
    #expect(visitor.viewpoint.overlay == .influence(t: 1, s: 4))
    visitor.act(.turnMaps, .turnMaps)
    #expect(visitor.viewpoint.mapPage == 2)
    visitor.act(.influence)
    #expect(visitor.viewpoint.mapPage == 0)
    #expect(visitor.viewpoint.overlay == nil)
  }

  @Test func `where there is no map, the key says why`() {
    var words = Visitor(.words("no network"))
    words.act(.influence)
    #expect(
      words.viewpoint.overlay == nil && words.viewpoint.message == "this slide has no network that reads anything")
    var experiment = Experiment.seeded(.lstm, hidden: 64, layers: 4)
    experiment.input = .numbers((0..<300).map { [Double($0 % 3)] })
    var large = Visitor(Slide(experiment))
    large.act(.influence)
    #expect(large.viewpoint.overlay == nil && large.maps.isEmpty)
    #expect(large.viewpoint.message == "this network is too large for the map; H and L make it smaller")
  }
}
