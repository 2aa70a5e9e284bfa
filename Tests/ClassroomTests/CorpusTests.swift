import BuiltInLessons
import ClassFuzz
import Engine
import Foundation
import Lab
import Lessons
import Testing

@testable import Classroom

/// The inputs that the fuzzer of `Tests/ClassFuzz` found, and those that it began with. BILAB_RECORD=1 writes these.
struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

  private static let files: [URL] = {
    if ProcessInfo.processInfo.environment["BILAB_RECORD"] != nil { try? record() }
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.path < $1.path }
  }()

  @Test func `each is read or refused, and does nothing that it may not do`() throws {
    for file in Self.files { Subject.check([UInt8](try Data(contentsOf: file))) }
    #expect(Self.files.count > 20)
  }

  @Test func `the corpus stays small`() throws {
    let sizes = try Self.files.map { try Data(contentsOf: $0).count }
    #expect(sizes.allSatisfy { $0 <= 8192 } && sizes.reduce(0, +) < 300_000)
  }

  // MARK: What the fuzzer begins with

  private static func record() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for input in try seeds() where input.count <= 8192 {
      try Data(input).write(to: folder.appending(path: "seed-\(ContentID(input))"))
    }
  }

  private static func seeds() throws -> [[UInt8]] {
    var hall = Hall()
    hall.join(1, Hall.teacher, ClientHello(wantsToPresent: true))
    hall.join(2, Hall.kiosk, ClientHello(seat: "07", name: "Zoë"))
    let shown = hall.show(1, [7, 0, 3], contents: [[1], [2], [3]])
    let hello = ClientMessage.hello(ClientHello(seat: "07", name: "Zoë", wantsToPresent: true, token: 5))
    let follows = ClientMessage.hello(ClientHello(seat: "07", name: "Zoë", token: 5))
    let piece = ContentPiece(id: ContentID([2]), total: 1, offset: 0, bytes: [2])
    let messages: [ClientMessage] = [
      hello, .want(ContentID([1])), .answer(poll: 1, nonce: 2, said: [1, -0.5]), .lost(true), .following(false),
      .present(Presentation(base: 9, count: 2, shown: shown)), .provide(piece), .ask(slide: 7, title: "h′[2]?"),
      .showTally(true), .mute(seat: "3000", true), .remove(seat: "3000"), .endPoll(1), .end,
    ]
    let session = messages.flatMap { $0.packet.bytes }
    var inputs = messages.flatMap { message in
      [Subject.fromClient.input(message.packet.bytes)]
        + [(Subject.follower, follows), (.presenter, hello), (.presenter, follows)].map { subject, first in
          subject.input(first.packet.bytes + message.packet.bytes)
        }
    }
    inputs += [Subject.follower.input(follows.packet.bytes + session.dropFirst(hello.packet.bytes.count))]
    inputs += [Subject.presenter.input(session)]
    hall.say(1, .ask(slide: 7, title: "h?"))
    hall.members[2]!.answer(1, [9])
    hall.settle()
    hall.say(1, .showTally(true))
    hall.say(1, .mute(seat: "kiosk/07", true))
    let owner: [OwnerMessage] = [
      .hello(ClassHello(name: "rnn", host: "ada")), .welcome(Welcome(role: .follower, seat: "kiosk/07")),
      .want(ContentID([1])), .piece(piece), .acknowledged(poll: 1, nonce: 10), .said(poll: 1, [9]), .busy("full"),
      .farewell("over"),
    ]
    let said = [hall.owner.stateBytes, hall.owner.rosterBytes(at: Moment(milliseconds: 5))]
    inputs += (owner.map(\.packet.bytes) + said).map { Subject.fromOwner.input($0) }
    inputs.append(Subject.member.input(owner.dropLast(2).flatMap(\.packet.bytes) + said.joined()))
    inputs.append(Subject.journal.input((hall.disk + [.over]).flatMap { Journal.bytes(of: $0) }))
    return inputs + lessons() + lectures()
  }

  /// Every slide of every lesson, alone.
  private static func lessons() -> [[UInt8]] {
    BuiltInLessons.all.flatMap { built in
      let lesson = Lesson.read(built.bytes, name: built.name).lesson
      return lesson.slides.filter { $0.training == nil }.flatMap { slide in
        let alone = Lesson(title: lesson.title, slides: [slide])
        return [[0], []].map { Subject.lesson.input(alone.sharedBytes(revealed: $0, counts: [:])) }
      }
    }
  }

  private static func lectures() -> [[UInt8]] {
    let lesson = Lesson.read(BuiltInLessons.all[0].bytes, name: "chapter").lesson
    var lecture = Lecture(lesson)
    var viewpoint = Viewpoint()
    var inputs: [[UInt8]] = []
    for slide in 0..<lesson.slides.count {
      let actions: [LabAction] = [
        .slide(slide + 1), .next, .next, .toggle(.merge), .toggle(.cell), .flip, .edit, .type("4"), .confirm, .keep,
      ]
      for action in actions { update(&lecture, &viewpoint, action) }
      if slide.isMultiple(of: 3) { inputs.append(Subject.lecture.input(lecture.state.bytes(of: lesson))) }
    }
    return inputs
  }
}
