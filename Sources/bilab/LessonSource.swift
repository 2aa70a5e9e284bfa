import BuiltInLessons
import Engine
import Glibc
import Lab
import Lessons
import Surface
import Weights

/// A lesson by its path, or a built-in one by its name.
struct LessonSource {
  static let chapter = "chapter"

  let name: String
  private let builtIn: BuiltInLesson?

  /// A lesson with the weight files that it names and everything that is wrong with it.
  struct Opened {
    var lesson: Lesson
    var files: WeightFiles
    var diagnostics: [Diagnostic]
    /// One line that tells of the faults; nil if there are none.
    var faultSummary: String?
  }

  init(_ name: String) {
    self.name = name
    builtIn = BuiltInLessons.all.first { $0.name == name }
  }

  /// - Throws: `Failure` when there is no such file or it cannot be read; whatever is wrong inside is a diagnostic.
  func open() throws -> Opened {
    if let builtIn { return opened(Lesson.read(builtIn.bytes, name: builtIn.name), folder: nil) }
    let bytes: [UInt8]
    do {
      bytes = try FileReader.read(name, most: Lesson.maximumBytes + 1)
    } catch {
      let hint = error == .missing ? "; bilab lessons lists the built-in ones" : ""
      throw Failure("\(SafeText.string(name)): \(error)\(hint)")
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : "./"
    return opened(Lesson.read(bytes, name: String(parts.last ?? "")), folder: folder)
  }

  private func opened(_ read: (lesson: Lesson, diagnostics: [Diagnostic]), folder: String?) -> Opened {
    var diagnostics = read.diagnostics
    var files: WeightFiles = [:]
    for experiment in read.lesson.slides.compactMap(\.experiment) {
      guard case .file(let file) = experiment.weights else { continue }
      let place = experiment.places["file"] ?? experiment.places[""] ?? SourcePlace(line: 1, column: 1)
      do {
        if files[file] == nil { files[file] = try Self.tensors(file, in: folder) }
      } catch {
        diagnostics.append(
          Diagnostic(
            id: "weight-file", place: place, message: "the weight file “\(SafeText.string(file))”: \(error)",
            advice: "name a safetensors file in the lesson's own folder"))
        continue
      }
      if let fault = LiveNetwork.weightFault(experiment, files: files) {
        diagnostics.append(
          Diagnostic(
            id: "weight-shape", place: place,
            message: "the weights of “\(SafeText.string(file))” do not fit this network: \(fault)",
            advice: "give cell, layers, hidden, direction and input the sizes that the file was made with"))
      }
    }
    diagnostics = diagnostics.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
    return Opened(
      lesson: read.lesson, files: files, diagnostics: diagnostics, faultSummary: summary(diagnostics.count))
  }

  private func summary(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    let faults = count == 1 ? "1 fault" : "\(count) faults"
    return "\(faults) in this lesson; bilab check \(SafeText.string(name)) lists them"
  }

  private static func tensors(_ file: String, in folder: String?) throws -> [String: Tensor<Double>] {
    guard let folder else { throw FileReader.Fault.missing }
    let bytes = try FileReader.read(file, beneath: folder, most: Safetensors.Limit.file)
    return try WeightFile.tensors(from: Safetensors.read(bytes).tensors)
  }
}
