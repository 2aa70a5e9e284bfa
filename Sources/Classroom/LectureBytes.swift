import Lab
import Lessons

extension LectureState {
  /// The weights that the state's trainings have come to, by the names under which `bytes` speaks of them: of those that
  /// rest. While one runs, its weights change with every step, and nobody is sent them.
  public var weights: [ContentID: [UInt8]] {
    Dictionary(trainings.values.compactMap(Self.weights).map { ($0.id, $0.bytes) }) { first, _ in first }
  }

  private static func weights(of training: TrainingState) -> (id: ContentID, bytes: [UInt8])? {
    guard !training.isRunning, let models = training.models else { return nil }
    var writer = ByteWriter()
    writer.write(models)
    return (ContentID(writer.bytes), writer.bytes)
  }

  /// The state of a lecture on a lesson as bytes, with the names of trained weights in their place. The same state is
  /// the same bytes, always.
  public func bytes(of lesson: Lesson) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt16(slide))
    writer.write(UInt16(step))
    for settings in [settings, kept] {
      writer.write(settings.sorted { $0.key < $1.key }) { writer, entry in
        guard let experiment = lesson.slides[entry.key].experiment else { preconditionFailure("no network there") }
        writer.write(UInt16(entry.key))
        writer.write(entry.value, of: experiment)
      }
    }
    writer.write(trainings.sorted { $0.key < $1.key }) { writer, entry in
      writer.write(UInt16(entry.key))
      writer.write(entry.value)
      writer.write(Self.weights(of: entry.value)?.id) { $0.write($1) }
    }
    writer.write(before) { writer, before in
      guard let experiment = lesson.slides[slide].experiment else { preconditionFailure("no network there") }
      writer.write(before, of: experiment)
    }
    return writer.bytes
  }

  /// The slide that the bytes of a state are at, from 0.
  public static func slide(of bytes: [UInt8]) -> Int? {
    var reader = ByteReader(bytes)
    return (try? reader.integer(UInt16.self)).map(Int.init)
  }

  /// - Parameter weights: the bytes that have a name, or nil where they are not there yet: that training's networks stay
  ///   what they are, and the name is among `missing`.
  /// - Throws: `ByteFault` for what is no state of a lecture on this lesson.
  public static func read(
    _ bytes: some Collection<UInt8>, of lesson: Lesson, weights: (ContentID) -> [UInt8]?
  ) throws -> (state: LectureState, missing: [ContentID]) {
    var reader = ByteReader(bytes)
    var state = LectureState()
    let names = try state.read(&reader, lesson)
    try reader.end()
    var missing: [ContentID] = []
    for (slide, name) in names {
      guard let bytes = weights(name), let settings = state.trainings[slide]?.settings else {
        missing.append(name)
        continue
      }
      var reader = ByteReader(bytes)
      state.trainings[slide]?.models = try reader.models(of: settings)
      try reader.end()
    }
    return (state, missing)
  }

  /// - Returns: the slides with trained weights, and these weights' names.
  private mutating func read(_ reader: inout ByteReader, _ lesson: Lesson) throws(ByteFault) -> [(Int, ContentID)] {
    slide = try reader.slide(of: lesson)
    step = Int(try reader.integer(UInt16.self))
    settings = try reader.settings(of: lesson)
    kept = try reader.settings(of: lesson)
    var names: [(Int, ContentID)] = []
    for _ in 0..<(try reader.count(most: lesson.slides.count)) {
      let slide = try reader.slide(of: lesson)
      guard let plan = lesson.slides[slide].training else { throw .elsewhere }
      trainings[slide] = try reader.training(of: plan)
      let name = try reader.optional { reader throws(ByteFault) in try reader.contentID() }
      if let name { names.append((slide, name)) }
    }
    let experiment = lesson.slides[slide].experiment
    before = try reader.optional { reader throws(ByteFault) in
      guard let experiment else { throw .elsewhere }
      return try reader.settings(of: experiment)
    }
    return names
  }
}

extension ByteFault {
  fileprivate static let elsewhere = ByteFault(description: "a slide is another one in this lesson")
}

extension ByteReader {
  fileprivate mutating func slide(of lesson: Lesson) throws(ByteFault) -> Int {
    let slide = Int(try integer(UInt16.self))
    guard lesson.slides.indices.contains(slide) else { throw .elsewhere }
    return slide
  }

  fileprivate mutating func settings(of lesson: Lesson) throws(ByteFault) -> [Int: Settings] {
    var result: [Int: Settings] = [:]
    for _ in 0..<(try count(most: lesson.slides.count)) {
      let slide = try slide(of: lesson)
      guard let experiment = lesson.slides[slide].experiment else { throw .elsewhere }
      result[slide] = try settings(of: experiment)
    }
    return result
  }
}
