import Engine
import Lab
import Testing

@testable import Classroom

struct ClassOwnerTests {
  private static let presenter = ClientHello(wantsToPresent: true)

  /// Person 1 presents, 2 and 3 follow.
  private func lesson() -> Hall {
    var hall = Hall()
    hall.join(1, Hall.teacher, Self.presenter)
    hall.join(2, 3000, ClientHello(name: "Zoë"))
    hall.join(3, 3001)
    return hall
  }

  // MARK: Who may what

  @Test func `a presenter is who the kernel says, not who a message says`() {
    var hall = lesson()
    hall.join(4, 3001, Self.presenter)
    #expect(hall.farewell(4) == "this class is ada's; bilab join follows it")
    #expect(!hall.isConnected(4) && hall.isConnected(3))
    hall.join(5, 4000, Self.presenter)
    #expect(hall.farewell(5) == nil && hall.isConnected(5))
    for message: ClientMessage in [
      .endPoll(1), .showTally(true), .ask(slide: 0, title: ""), .remove(seat: "zoe"), .end,
    ] {
      var hall = lesson()
      hall.say(3, message)
      #expect(!hall.isConnected(3) && hall.farewell(3) == "only presenters may do that" && !hall.isOver)
    }
  }

  @Test func `an account is one seat, and its newest terminal has it`() {
    var hall = lesson()
    hall.join(4, 3000, ClientHello(seat: "07"))
    #expect(hall.seat(4) == "zoe")
    #expect(!hall.isConnected(2) && hall.farewell(2) == "your place is open in another terminal now")
    #expect(hall.states(4).last?.state.here == 2)
  }

  @Test func `in a shared account each named seat and each guest is one of the class`() {
    var hall = Hall()
    hall.join(1, Hall.kiosk, ClientHello(seat: "07"))
    hall.join(2, Hall.kiosk, ClientHello(seat: "08"))
    hall.join(3, Hall.kiosk)
    hall.join(4, Hall.kiosk)
    #expect((1...4).map { hall.seat($0) } == ["kiosk/07", "kiosk/08", "kiosk/guest 3", "kiosk/guest 4"])
    hall.join(5, Hall.kiosk, ClientHello(seat: "07\u{1b}[2J\u{202e}"))
    #expect(hall.seat(5) == "kiosk/07[2J" && hall.isConnected(1))
    hall.join(6, Hall.kiosk, ClientHello(seat: "08"))
    #expect(!hall.isConnected(2) && hall.isConnected(6))
  }

  @Test func `a removed seat stays closed, what a muted one said counts as long as it is not muted`() {
    var hall = lesson()
    hall.show(1, [0, 0])
    hall.say(1, .ask(slide: 0, title: "h?"))
    hall.members[2]!.answer(1, [9])
    hall.say(1, .mute(seat: "zoe", true))
    hall.say(2, .lost(true))
    #expect(hall.roster(1)?.lost == 0 && hall.roster(1)?.poll?.answered == 0 && hall.roster(1)?.asked == 1)
    #expect(hall.roster(1)?.poll?.tally == Tally(rows: []) && hall.roster(1)?.seats[0].said == nil)
    hall.say(1, .mute(seat: "zoe", false))
    #expect(hall.roster(1)?.poll?.tally?.rows == [Tally.Row(said: [9], count: 1)])
    hall.say(1, .mute(seat: "zoe", true))
    hall.members[2]!.answer(1, [7])
    hall.settle()
    #expect(hall.roster(1)?.poll?.answered == 0 && hall.members[2]!.isAnswerKept)
    hall.crash()
    hall.join(1, Hall.teacher)
    hall.join(2, 3000)
    #expect(hall.roster(1)?.poll?.answered == 0)
    hall.say(1, .mute(seat: "zoe", false))
    #expect(hall.roster(1)?.poll?.tally?.rows == [Tally.Row(said: [7], count: 1)])
    hall.say(1, .remove(seat: "zoe"))
    #expect(!hall.isConnected(2))
    hall.join(4, 3000)
    #expect(!hall.isConnected(4) && hall.farewell(4) == "the presenter has closed your place in this class")
  }

  @Test func `who was muted or removed stays so after a crash, and who may what as well`() {
    var hall = lesson()
    hall.show(1, [0, 0])
    hall.say(1, .ask(slide: 0, title: "h?"))
    for person in [2, 3] { hall.members[person]!.answer(1, [9]) }
    hall.settle()
    hall.say(1, .mute(seat: "zoe", true))
    hall.say(1, .remove(seat: "yan"))
    #expect(hall.roster(1)?.poll?.answered == 0)
    hall.crash(rules: ClassOwner.Rules(name: "rnn", host: "ada", hostUser: Hall.teacher))
    hall.join(1, Hall.teacher)
    hall.join(4, 3001)
    #expect(!hall.isConnected(4))
    hall.join(2, 3000)
    hall.show(1, [1])
    #expect(hall.roster(1)?.poll?.answered == 0 && hall.roster(1)?.seats.map(\.isMuted) == [true, false])
    hall.join(5, 4000, Self.presenter)
    #expect(hall.isConnected(5))
    for person in [6, 7] { hall.join(person, Hall.kiosk) }
    #expect(hall.isConnected(6) && hall.isConnected(7))
    // The next class begins anew.
    hall.say(1, .end)
    hall.crash(rules: ClassOwner.Rules(name: "rnn", host: "ada", hostUser: Hall.teacher))
    hall.join(8, 4000, Self.presenter)
    hall.join(9, 3001)
    #expect(!hall.isConnected(8) && hall.isConnected(9))
  }

  @Test func `who speaks another version, another language, or too early is told once and sent away`() {
    var hall = Hall()
    hall.join(1, 3000, ClientHello(version: 9))
    #expect(!hall.isConnected(1))
    #expect(hall.farewell(1) == "this class speaks version 2 of its messages; update bilab")
    var owner = hall.owner
    _ = owner.connected(90, user: 3001, userName: "yan")
    let early = owner.received(ClientMessage.lost(true).packet, from: 90, at: Moment(milliseconds: 0))
    #expect(early.contains(.close(90)))
    #expect(owner.received(ClientMessage.lost(true).packet, from: 90, at: Moment(milliseconds: 0)).isEmpty)
    _ = owner.connected(91, user: 3001, userName: "yan")
    let damaged = owner.received(Packet(kind: 101, body: [1]), from: 91, at: Moment(milliseconds: 0))
    #expect(damaged.contains(.close(91)))
  }

  @Test func `a class has room for so many, and nobody's strangers take it`() {
    var hall = Hall()
    for person in 0..<600 { hall.join(person, Hall.kiosk, ClientHello(seat: "\(person)", token: 1)) }
    #expect((0..<600).filter { hall.isConnected($0) }.count == ClassOwner.mostClients)
    for person in 0..<100 { hall.cut(person) }
    for person in 600..<700 { hall.join(person, Hall.kiosk, ClientHello(seat: "\(person)", token: 1)) }
    #expect((600..<700).allSatisfy { hall.isConnected($0) })
    var owner = Hall().owner
    var closed = 0
    for client in 1...100 as ClosedRange<UInt32> {
      closed += owner.connected(client, user: 3000, userName: "zoe").contains(.close(client)) ? 1 : 0
    }
    #expect(closed == 100 - ClassOwner.mostStrangers.own)
    #expect(!owner.connected(101, user: 3001, userName: "yan").contains(.close(101)))
  }

  @Test func `one program has few places in a shared account, and nobody comes when the class is over`() {
    var owner = Hall().owner
    for client in 1...9 as ClosedRange<UInt32> {
      let deeds = owner.connected(client, user: Hall.kiosk, process: 77, userName: "kiosk")
      #expect(deeds.contains(.close(client)) == (client > 8))
    }
    #expect(!owner.connected(10, user: Hall.kiosk, process: 78, userName: "kiosk").contains(.close(10)))
    for client in 11...40 as ClosedRange<UInt32> {
      #expect(!owner.connected(client, user: Hall.teacher, process: 79, userName: "ada").contains(.close(client)))
    }
    var hall = lesson()
    hall.say(1, .end)
    hall.join(9, 3000)
    #expect(!hall.isConnected(9) && hall.farewell(9) == "the class has ended")
  }

  @Test func `the people of a shared account may all come before the first of them has spoken`() {
    var owner = Hall().owner
    for client in 1...300 as ClosedRange<UInt32> {
      #expect(!owner.connected(client, user: Hall.kiosk, userName: "kiosk").contains(.close(client)))
    }
    var closed = 0
    for client in 301...500 as ClosedRange<UInt32> {
      closed += owner.connected(client, user: Hall.kiosk, userName: "kiosk").contains(.close(client)) ? 1 : 0
    }
    #expect(closed == 500 - ClassOwner.mostStrangers.shared)
    #expect(!owner.connected(501, user: 3001, userName: "yan").contains(.close(501)))
  }

  @Test func `a follower's flood is dropped, and its next second counts again`() {
    var hall = lesson()
    hall.show(1, [0, 0])
    hall.say(1, .ask(slide: 0, title: ""))
    for number in 0..<200 { hall.members[2]!.answer(1, [Double(number)]) }
    hall.settle()
    let kept = hall.disk.count
    #expect(kept < 30)
    hall.now += 1000
    hall.members[2]!.answer(1, [500])
    hall.settle()
    #expect(hall.disk.count == kept + 1)
    #expect(hall.roster(1)?.poll?.tally?.rows == [Tally.Row(said: [500], count: 1)])
  }

  @Test func `a question takes so many answers and no more, of a class and of a person`() {
    var question = AskedQuestion(.init(id: 1, lesson: ContentID([]), slide: 0, title: "", date: 0))
    func answer(_ seat: Int, _ nonce: UInt64) -> JournalRecord.Answer {
      .init(poll: 1, seat: "\(seat)", nickname: "", nonce: nonce, said: [1])
    }
    #expect((0..<70_000).count { question.take(answer($0, 1)) } == AskedQuestion.mostAnswers)
    #expect((2...1000).count { question.take(answer(5, $0)) } == AskedQuestion.mostChanges - 1)
    #expect(question.poll(isTold: true, without: []).answered == AskedQuestion.mostAnswers)
  }

  @Test func `who goes on shouting is sent away`() {
    var hall = lesson()
    hall.show(1, [1])
    for number in 0..<500 where hall.isConnected(2) { hall.say(2, .lost(number.isMultiple(of: 2))) }
    #expect(!hall.isConnected(2) && hall.farewell(2) == "that was more than anyone can say")
    // A lesson may have many files.
    for _ in 0..<250 { hall.say(3, .want(ContentID([]))) }
    hall.say(3, .lost(true))
    #expect(hall.isConnected(3) && hall.roster(1)?.lost == 1)
  }

  // MARK: What everyone is told

  @Test func `who comes late, or was cut off, has the newest state with the next message`() {
    var hall = lesson()
    for number in 0..<50 { hall.show(1, [UInt8(number)]) }
    hall.cut(2)
    let last = hall.show(1, [99])
    hall.join(4, Hall.kiosk)
    hall.join(2, 3000)
    for person in 2...4 { #expect(hall.states(person).last?.state.shown == last) }
    #expect(hall.states(2).last?.state.isPresenterHere == true)
    hall.cut(1)
    #expect(hall.states(2).last?.state.isPresenterHere == false && hall.states(2).last?.state.shown == last)
  }

  @Test func `of two presenters, the one who did not see the other's state gives way`() {
    var hall = lesson()
    hall.join(5, 4000, Self.presenter)
    hall.show(1, [1])
    let base = hall.members[5]!.sequence
    hall.show(1, [2])
    hall.show(1, [3])
    // What the assistant did before hearing of it.
    let stale = Presentation(base: base - 1, count: 1, shown: Shown(lesson: Self.anyLesson, lecture: [7]))
    hall.say(5, .present(stale))
    #expect(hall.states(2).last?.state.shown?.lecture == [3])
    hall.show(5, [8])
    #expect(hall.states(2).last?.state.shown?.lecture == [8])
    hall.show(1, [9])
    #expect(hall.states(2).last?.state.shown?.lecture == [9])
  }

  private static let anyLesson = SharedLesson(name: "l", original: ContentID([]), shared: ContentID([]))

  @Test func `to show the same again goes before nobody, and nothing is asked of a slide that is not shown`() {
    var hall = lesson()
    hall.join(5, 4000, Self.presenter)
    hall.show(1, [0, 0])
    let base = hall.members[5]!.sequence
    hall.show(1, [0, 0])
    let next = Shown(lesson: Self.anyLesson, lecture: [1, 0])
    hall.say(5, .present(Presentation(base: base, count: 1, shown: next)))
    #expect(hall.states(2).last?.state.shown == next)
    // Yet another one was faster.
    hall.show(1, [2, 0])
    hall.say(5, .ask(slide: 1, title: "h?"))
    #expect(hall.states(2).last?.state.poll == nil)
    hall.say(5, .ask(slide: 2, title: "h?"))
    #expect(hall.states(2).last?.state.poll?.slide == 2)
  }

  @Test func `how far a training has come takes nobody's turn away, and comes after whoever did something`() {
    var hall = lesson()
    hall.join(5, 4000, Self.presenter)
    hall.show(1, [1])
    let base = hall.members[5]!.sequence
    hall.show(1, [2], isProgress: true)
    hall.show(1, [3], isProgress: true)
    #expect(hall.states(2).last?.state.shown?.lecture == [3])
    let did = hall.states(5).last
    // What the assistant did before hearing of it.
    let key = Presentation(base: base, count: 1, shown: Shown(lesson: Self.anyLesson, lecture: [7]))
    hall.say(5, .present(key))
    #expect(hall.states(2).last?.state.shown?.lecture == [7])
    #expect(hall.states(2).last?.decision != did?.decision)
    // The training goes on where that was not heard of yet.
    let stale = Presentation(
      base: base, count: 4, isProgress: true, shown: Shown(lesson: Self.anyLesson, lecture: [4]))
    hall.say(1, .present(stale))
    #expect(hall.states(2).last?.state.shown?.lecture == [7])
    hall.show(1, [8], isProgress: true)
    #expect(hall.states(2).last?.state.shown?.lecture == [8])
    #expect(hall.states(2).last?.decision == Decision(author: 5, count: 1))
  }

  @Test func `contents come once to whoever asks, the presenter's own text to presenters alone`() {
    var hall = lesson()
    let contents: [[UInt8]] = [Array(repeating: 7, count: 40_000), Array("answers".utf8), []]
    hall.show(1, [1], contents: contents)
    for person in [2, 3] {
      for content in contents { hall.members[person]!.want(ContentID(content)) }
      hall.settle()
    }
    #expect(hall.contents(2) == [ContentID(contents[0])] && hall.contents(3) == hall.contents(2))
    hall.join(5, 4000, Self.presenter)
    hall.members[5]!.want(ContentID(contents[1]))
    hall.settle()
    #expect(hall.contents(5) == [ContentID(contents[1])])
    // What is asked for in vain blocks nothing that is asked for in order.
    hall.join(6, Hall.kiosk)
    for content in [contents[0], contents[2]] { hall.members[6]!.want(ContentID(content)) }
    hall.settle()
    #expect(hall.contents(6) == [ContentID(contents[0]), ContentID(contents[2])])
  }

  @Test func `nothing is shown before all of it is here, and what was said behind it comes after it`() {
    var hall = lesson()
    hall.show(1, [1])
    let text: [UInt8] = [1]
    let named = SharedLesson(name: "l", original: ContentID(text), shared: ContentID(text))
    hall.members[1]!.present(Shown(lesson: named, lecture: [2, 0]), providing: [:])
    hall.say(1, .ask(slide: 2, title: "h?"))
    for person in 1...3 {
      #expect(hall.states(person).last?.state.shown?.lecture == [1] && hall.states(person).last?.state.poll == nil)
    }
    hall.say(1, .provide(ContentPiece(id: ContentID(text), total: 1, offset: 0, bytes: text)))
    let state = hall.states(2).last?.state
    #expect(state?.shown?.lecture == [2, 0] && state?.poll?.slide == 2 && state?.poll?.isOpen == true)
    // Who goes away with what he named takes it along.
    let never = SharedLesson(name: "l", original: ContentID([9]), shared: ContentID([9]))
    hall.members[1]!.present(Shown(lesson: never, lecture: [3]), providing: [:])
    hall.settle()
    hall.cut(1)
    #expect(hall.states(2).last?.state.shown?.lecture == [2, 0])
    hall.say(2, .provide(ContentPiece(id: ContentID([9]), total: 1, offset: 0, bytes: [9])))
    #expect(!hall.isConnected(2))
  }

  @Test func `what one presenter has not brought yet gives way to what another does`() {
    var hall = lesson()
    hall.join(5, 4000, Self.presenter)
    hall.show(1, [1])
    let named = SharedLesson(name: "l", original: ContentID([9]), shared: ContentID([9]))
    hall.members[5]!.present(Shown(lesson: named, lecture: [2]), providing: [:])
    hall.settle()
    hall.show(1, [3], isProgress: true)
    hall.say(5, .provide(ContentPiece(id: ContentID([9]), total: 1, offset: 0, bytes: [9])))
    #expect(hall.states(2).last?.state.shown?.lecture == [2])
    let other = SharedLesson(name: "l", original: ContentID([8]), shared: ContentID([8]))
    hall.members[5]!.present(Shown(lesson: other, lecture: [4]), providing: [:])
    hall.settle()
    hall.show(1, [5])
    hall.say(5, .provide(ContentPiece(id: ContentID([8]), total: 1, offset: 0, bytes: [8])))
    #expect(hall.states(2).last?.state.shown?.lecture == [5])
  }

  @Test func `what is wanted no more holds up nothing`() {
    var hall = lesson()
    let (old, new): ([UInt8], [UInt8]) = ([1], [2])
    // Named, and never provided.
    let named = SharedLesson(name: "l", original: ContentID(old), shared: ContentID(old))
    hall.members[1]!.present(Shown(lesson: named, lecture: [1]), providing: [:])
    hall.settle()
    hall.members[2]!.want(ContentID(old))
    hall.settle()
    hall.show(1, [2], contents: [new])
    hall.members[2]!.want(ContentID(new))
    hall.settle()
    #expect(hall.contents(2) == [ContentID(new)])
  }

  // MARK: Questions

  @Test func `no tally leaves the owner before the presenter shows it`() {
    var hall = lesson()
    hall.show(1, [4, 0])
    hall.say(1, .ask(slide: 4, title: "h?"))
    hall.members[2]!.answer(1, [9])
    hall.members[3]!.answer(1, [9])
    hall.settle()
    hall.members[3]!.answer(1, [7])
    hall.settle()
    for state in hall.states(2) + hall.states(3) + hall.states(1) {
      #expect(state.state.poll?.tally == nil && state.state.poll?.answered == nil)
    }
    let rows = [Tally.Row(said: [7], count: 1), Tally.Row(said: [9], count: 1)]
    #expect(hall.roster(1)?.poll?.tally == Tally(rows: rows))
    #expect(hall.roster(2) == nil)
    hall.say(1, .showTally(true))
    #expect(hall.states(2).last?.state.poll?.tally == Tally(rows: rows))
    hall.say(1, .endPoll(1))
    hall.members[2]!.answer(1, [1])
    hall.settle()
    #expect(
      hall.states(2).last?.state.poll?.tally == Tally(rows: rows) && hall.states(2).last?.state.poll?.isOpen == false)
  }

  @Test func `what everyone is shown, they are shown after a crash, until it is taken off`() {
    var hall = lesson()
    hall.show(1, [4, 0])
    hall.say(1, .ask(slide: 4, title: "h?"))
    hall.members[2]!.answer(1, [9])
    hall.settle()
    hall.say(1, .showTally(true))
    hall.say(1, .showTally(true))
    #expect(hall.disk.count { if case .shown = $0 { true } else { false } } == 1)
    for isShown in [true, false] {
      hall.crash()
      hall.join(1, Hall.teacher)
      hall.join(2, 3000)
      hall.show(1, [4, 0])
      #expect(hall.states(2).last?.state.poll?.isShown == isShown)
      #expect(hall.states(2).last?.state.poll?.answered == (isShown ? 1 : nil))
      hall.say(1, .showTally(false))
    }
    hall.say(1, .showTally(true))
    hall.say(1, .ask(slide: 4, title: "h?"))
    #expect(hall.states(2).last?.state.poll?.isShown == false)
  }

  @Test func `an answer is acknowledged when it is kept, and counted once however often it comes`() {
    var hall = lesson()
    hall.show(1, [4, 0])
    hall.isDiskSlow = true
    hall.say(1, .ask(slide: 4, title: "h?"))
    hall.members[2]!.answer(1, [9])
    hall.settle()
    #expect(hall.acknowledgements(2) == 0 && !hall.members[2]!.isAnswerKept)
    // The link breaks before the acknowledgement, and the answer is said again.
    hall.cut(2)
    hall.join(2, 3000)
    hall.isDiskSlow = false
    hall.settle()
    #expect(hall.acknowledgements(2) == 1 && hall.members[2]!.isAnswerKept)
    #expect(hall.roster(1)?.poll?.answered == 1)
    #expect(hall.disk.count { if case .answer = $0 { true } else { false } } == 1)
    hall.crash()
    hall.join(1, Hall.teacher)
    hall.join(2, 3000)
    #expect(hall.roster(1)?.poll?.tally?.rows == [Tally.Row(said: [9], count: 1)])
    hall.members[2]!.answer(1, [8])
    hall.settle()
    #expect(hall.roster(1)?.poll?.tally?.rows == [Tally.Row(said: [8], count: 1)])
  }

  @Test func `whoever comes back to a seat is told what was said from there, and nobody else is`() {
    var hall = lesson()
    hall.show(1, [4, 0])
    hall.say(1, .ask(slide: 4, title: "h?"))
    hall.members[2]!.answer(1, [9, -0.5])
    hall.settle()
    func said(_ person: Int) -> [ClassMember.Event] {
      hall.heard[person, default: []].filter { if case .said = $0 { true } else { false } }
    }
    hall.cut(2)
    hall.join(5, 3000)
    hall.cut(3)
    hall.join(3, 3001)
    hall.join(6, Hall.teacher, Self.presenter)
    #expect(said(5) == [.said(poll: 1, [9, -0.5])] && said(3).isEmpty && said(6).isEmpty && said(1).isEmpty)
    // What is on its way again is newer.
    hall.members[5]!.answer(1, [7])
    hall.cut(5)
    hall.join(5, 3000)
    #expect(said(5).count == 1 && hall.roster(1)?.poll?.tally?.rows == [Tally.Row(said: [7], count: 1)])
    hall.say(1, .ask(slide: 4, title: "h?"))
    hall.cut(5)
    hall.join(7, 3000)
    #expect(said(7).isEmpty)
  }

  @Test func `where the disk is full the class goes on, says so, and acknowledges nothing until it is kept`() {
    var hall = lesson()
    hall.show(1, [4, 0])
    hall.isDiskFull = true
    hall.say(1, .ask(slide: 4, title: "h?"))
    hall.members[2]!.answer(1, [9])
    hall.settle()
    hall.settle()
    #expect(hall.acknowledgements(2) == 0 && hall.roster(1)?.poll?.answered == 1)
    hall.show(1, [2])
    #expect(hall.states(3).last?.state.isSaving == false && hall.states(3).last?.state.shown?.lecture == [2])
    hall.isDiskFull = false
    hall.show(1, [3])
    #expect(hall.acknowledgements(2) == 1 && hall.states(3).last?.state.isSaving == true)
  }

  @Test func `what was asked in another lesson, or in a class that has ended, is history`() {
    var hall = lesson()
    hall.show(1, [4, 0], contents: [[1]])
    hall.say(1, .ask(slide: 4, title: "h?"))
    hall.show(1, [0, 0], contents: [[2]])
    #expect(hall.states(2).last?.state.poll == nil)
    hall.say(1, .ask(slide: 0, title: ""))
    #expect(hall.states(2).last?.state.poll?.id == 2)
    hall.say(1, .end)
    hall.crash()
    hall.join(1, Hall.teacher)
    hall.show(1, [0, 0])
    #expect(hall.states(1).last?.state.poll == nil)
    hall.say(1, .ask(slide: 0, title: ""))
    #expect(hall.states(1).last?.state.poll?.id == 3)
    // After a crash it is the same lesson's still, and no other's.
    hall.crash()
    hall.join(1, Hall.teacher)
    var other = hall
    hall.show(1, [0, 0])
    #expect(hall.states(1).last?.state.poll?.id == 3)
    other.show(1, [0, 0], contents: [[5]])
    #expect(other.states(1).last?.state.poll == nil)
  }

  @Test func `the end of a question that comes late ends no other one`() {
    var hall = lesson()
    hall.show(1, [4, 0])
    for _ in 1...2 { hall.say(1, .ask(slide: 4, title: "h?")) }
    hall.say(1, .endPoll(1))
    #expect(hall.states(2).last?.state.poll?.isOpen == true)
    hall.say(1, .endPoll(2))
    #expect(hall.states(2).last?.state.poll?.isOpen == false)
  }

  @Test func `the clock of a class goes on after a crash, and begins anew with the next class`() {
    var hall = lesson()
    hall.show(1, [1])
    hall.now += 5000
    hall.say(2, .lost(true))
    #expect(hall.roster(1)?.elapsed == 5000)
    hall.crash()
    // 7 of Hall's own seconds since 1970 were it when the class began.
    let bytes = hall.owner.rosterBytes(at: Moment(milliseconds: 99, date: 67))
    var reader = PacketReader(most: PacketReader.mostFromOwner)
    reader.append(bytes)
    guard let packet = try? reader.next(), case .roster(let roster)? = try? OwnerMessage(packet) else {
      Issue.record("no roster")
      return
    }
    #expect(roster.elapsed == 60_000)
    hall.join(1, Hall.teacher)
    hall.say(1, .end)
    hall.crash()
    hall.join(1, Hall.teacher)
    #expect(hall.roster(1)?.elapsed == nil)
  }

  @Test func `what was shown before a crash is told to presenters until something is shown again`() {
    var hall = lesson()
    let shown = hall.show(1, [7, 0], contents: [[1]])
    hall.crash()
    hall.join(2, 3000)
    hall.join(1, Hall.teacher, Self.presenter)
    func earlier(_ person: Int) -> [Shown] {
      hall.heard[person, default: []].compactMap { if case .earlier(let shown) = $0 { shown } else { nil } }
    }
    #expect(earlier(1) == [shown] && earlier(2).isEmpty)
    #expect(hall.states(2).last?.state.shown == nil)
    hall.show(1, [7, 1], contents: [[1]])
    hall.join(5, 4000, Self.presenter)
    #expect(earlier(5).isEmpty)
    hall.say(1, .end)
    hall.crash()
    hall.join(1, Hall.teacher, Self.presenter)
    #expect(earlier(1) == [shown])
  }

  @Test func `another lesson has its own time, the same one mended goes on with it`() {
    var hall = lesson()
    hall.show(1, [1], contents: [[7]])
    hall.now += 5000
    hall.show(1, [1], contents: [[8]])
    #expect(hall.roster(1)?.elapsed == 5000)
    hall.show(1, [1], contents: [[9]], name: "m")
    #expect(hall.roster(1)?.elapsed == 0)
    hall.now += 2000
    hall.say(2, .lost(true))
    #expect(hall.roster(1)?.elapsed == 2000)
  }

  @Test func `who could have answered are those who are here, and those who have and went`() {
    var hall = lesson()
    hall.show(1, [0, 0])
    hall.say(1, .ask(slide: 0, title: "h?"))
    hall.members[2]!.answer(1, [9])
    hall.settle()
    #expect(hall.roster(1)?.asked == 2)
    hall.cut(2)
    #expect(hall.roster(1)?.poll?.answered == 1 && hall.roster(1)?.asked == 2)
    hall.cut(3)
    #expect(hall.roster(1)?.asked == 1)
  }

  @Test func `a desk alone can lead, and is told that it is alone`() {
    var hall = lesson()
    hall.join(5, Hall.teacher, ClientHello(wantsToPresent: true, isDesk: true))
    #expect(hall.roster(5)?.hasScreen == true)
    hall.cut(1)
    #expect(hall.roster(5)?.hasScreen == false && hall.states(2).last?.state.isPresenterHere == true)
    hall.join(1, Hall.teacher)
    #expect(hall.roster(5)?.hasScreen == true)
  }

  @Test func `the end reaches everyone`() {
    var hall = lesson()
    hall.say(1, .end)
    #expect(hall.isOver)
    for person in 1...3 { #expect(hall.farewell(person) == "the class has ended" && !hall.isConnected(person)) }
  }
}
