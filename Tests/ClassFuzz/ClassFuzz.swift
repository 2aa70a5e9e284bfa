import Classroom

/// libFuzzer's entry: the bytes of a class as strangers send them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzClass(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Subject.check(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// What an input is tried on; its first byte chooses.
///
/// A trap is a finding: in what reads the bytes, in what is done with what was read, or because a promise was broken.
public enum Subject: UInt8, CaseIterable {
  case fromClient, fromOwner, journal, lesson, lecture, follower, presenter, member

  public static func check(_ bytes: [UInt8]) {
    guard let first = bytes.first, let subject = Subject(rawValue: first % UInt8(allCases.count)) else { return }
    let bytes = Array(bytes.dropFirst())
    switch subject {
    case .fromClient: Messages.checkClient(bytes)
    case .fromOwner: Messages.checkOwner(bytes)
    case .journal: Messages.checkJournal(bytes)
    case .lesson: Slides.checkLesson(bytes)
    case .lecture: Slides.checkLecture(bytes)
    case .follower: Room(presents: false).check(bytes)
    case .presenter: Room(presents: true).check(bytes)
    case .member: Messages.checkMember(bytes)
    }
  }

  /// An input for this subject.
  public func input(_ bytes: [UInt8]) -> [UInt8] { [rawValue] + bytes }
}

extension PacketReader {
  /// The packets of a stream, up to the fault that ends it.
  static func packets(_ bytes: [UInt8], most: Int) -> [Packet] {
    var reader = PacketReader(most: most)
    reader.append(bytes)
    var packets: [Packet] = []
    while let packet = try? reader.next() { packets.append(packet) }
    return packets
  }
}
