import Engine
import Lab
import Lessons
import Testing

struct ScheduleTests {
  static let all: [Schedule] = [1, 2, 5].flatMap { time in
    [1, 3].flatMap { layers in
      Direction.allCases.flatMap { direction in
        SteppingOrder.allCases.map { Schedule(time: time, layers: layers, direction: direction, order: $0) }
      }
    }
  }

  @Test(arguments: all)
  func `every state is computed in exactly one step`(schedule: Schedule) {
    let places = (1...schedule.count).flatMap { schedule.places(at: $0) }
    #expect(places.count == schedule.time * schedule.layers * schedule.direction.passes.count)
    #expect(Set(places).count == places.count)
    for step in 1...schedule.count {
      for place in schedule.places(at: step) { #expect(schedule.step(of: place) == step) }
    }
  }

  @Test(arguments: all)
  func `a state comes after all that it reads`(schedule: Schedule) {
    for step in 1...schedule.count {
      for place in schedule.places(at: step) {
        let before = place.pass == .forward ? place.t - 1 : place.t + 1
        if (1...schedule.time).contains(before) {
          let previous = StatePlace(layer: place.layer, pass: place.pass, t: before)
          #expect(schedule.step(of: previous) < step)
        }
        for pass in schedule.direction.passes where place.layer > 0 {
          let below = StatePlace(layer: place.layer - 1, pass: pass, t: place.t)
          #expect(schedule.step(of: below) < step)
        }
      }
    }
  }

  @Test func `lockstep meets in the middle`() {
    let schedule = Schedule(time: 4, layers: 1, direction: .bidirectional, order: .lockstep)
    #expect(schedule.count == 4)
    #expect(schedule.places(at: 1).map(\.t) == [1, 4])
    #expect((1...4).filter { schedule.isMerged(layer: 0, t: $0, after: 2) } == [])
    #expect((1...4).filter { schedule.isMerged(layer: 0, t: $0, after: 3) } == [2, 3])
  }

  @Test func `a jump goes on to the next step in which t is now`() {
    let schedule = Schedule(time: 4, layers: 1, direction: .bidirectional, order: .passes)
    #expect(schedule.step(after: 0, at: 3) == 3)
    #expect(schedule.step(after: 3, at: 3) == 6)
    #expect(schedule.step(after: 6, at: 3) == 3)
    #expect(schedule.step(after: 0, at: 5) == nil)
  }
}
