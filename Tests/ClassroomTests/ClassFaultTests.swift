import Engine
import Lab
import Testing

@testable import Classroom

/// Random histories of a class, with cut links, crashed owners and bad disks, and what must hold in each.
struct ClassFaultTests {
  private static let people = 2...9

  @Test(arguments: 1...30)
  func `whatever happens, nobody goes back, everyone comes to be equal, and no answer is lost or counted twice`(
    seed: Int
  ) {
    var random = SeededGenerator(seed: UInt64(seed))
    var hall = Hall()
    hall.join(1, Hall.teacher, ClientHello(wantsToPresent: true))
    var shown: UInt8 = 0
    /// The last answer of each that the class has acknowledged.
    var acknowledged: [Int: (poll: UInt32, said: Double)] = [:]
    var said: [Int: (poll: UInt32, said: Double)] = [:]
    var poll: UInt32 = 0
    for turn in 0..<400 {
      hall.now += random.index(below: 400)
      let person = 2 + random.index(below: Self.people.count)
      switch random.index(below: 14) {
      case 0...3:
        shown = UInt8(clamping: Int(shown) + 1)
        hall.show(1, [shown, 0])
      case 4: hall.join(person, Hall.kiosk, ClientHello(seat: "\(person)"))
      case 5: hall.cut(person)
      case 6 where hall.isConnected(1):
        hall.say(1, .ask(slide: Int(shown), title: "\(turn)"))
        poll = hall.roster(1)?.poll?.id ?? poll
      case 7...9 where hall.members[person] != nil && poll > 0:
        let number = Double(random.index(below: 5))
        let before = hall.acknowledgements(person)
        said[person] = (poll, number)
        hall.members[person]!.answer(poll, [number])
        hall.settle()
        if hall.acknowledgements(person) > before { acknowledged[person] = said[person] }
      case 10: hall.isDiskSlow.toggle()
      case 11: hall.isDiskFull = random.index(below: 3) == 0
      case 12 where random.index(below: 4) == 0:
        hall.crash()
        hall.join(1, Hall.teacher)
        hall.show(1, [shown, 0])
      case 13:
        hall.cut(1)
        hall.join(1, Hall.teacher)
        hall.show(1, [shown, 0])
      default: break
      }
    }
    // Two quiet seconds.
    (hall.isDiskSlow, hall.isDiskFull) = (false, false)
    for person in Self.people where !hall.isConnected(person) {
      hall.join(person, Hall.kiosk, ClientHello(seat: "\(person)"))
    }
    hall.now += 2000
    hall.show(1, [shown, 0])

    for person in Self.people {
      let lectures = hall.states(person).compactMap { $0.state.shown?.lecture.first }
      #expect(lectures == lectures.sorted(), "person \(person) went back")
      #expect(lectures.last == shown)
      #expect(hall.states(person).allSatisfy { $0.state.poll?.tally == nil })
    }
    // The disk and the presenter's roster agree on the last poll, one answer a seat.
    let last = AskedQuestion.last(of: hall.disk)
    #expect(last?.id == hall.roster(1)?.poll?.id)
    let rows = hall.roster(1)?.poll?.tally?.rows ?? []
    #expect(rows.reduce(0) { $0 + $1.count } == last?.answers.count ?? 0)
    for (person, answer) in acknowledged where answer.poll == last?.id {
      let kept = last?.answers["kiosk/\(person)"]
      #expect(kept?.isKept == true)
      // What was said later may have been kept as well, when its acknowledgement was lost.
      let possible = [answer.said, said[person]?.said].compactMap { $0 }
      #expect(possible.contains(kept?.said.first ?? -1), "person \(person)")
    }
  }
}
