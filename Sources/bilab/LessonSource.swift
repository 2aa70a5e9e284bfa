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
      let hint =
        switch error {
        case .missing: "; bilab lessons lists the built-in ones"
        case .notRegular: "; name a Markdown file"
        default: ""
        }
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
      if let fault = Self.weightFault(experiment, folder: folder, &files) { diagnostics.append(fault) }
    }
    diagnostics = diagnostics.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
    return Opened(
      lesson: read.lesson, files: files, diagnostics: diagnostics, faultSummary: summary(diagnostics.count))
  }

  private func summary(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    return "\(counted(count, "fault")) in this lesson; bilab check \(SafeText.string(name)) lists them"
  }

  /// Reads the weight file that a network names, if it names one, and tells what is wrong with it.
  private static func weightFault(
    _ experiment: Experiment, folder: String?, _ files: inout WeightFiles
  ) -> Diagnostic? {
    guard case .file(let file) = experiment.weights else { return nil }
    let name = "'\(SafeText.string(file))'"
    let place = experiment.places["file"] ?? experiment.places[""] ?? SourcePlace(line: 1, column: 1)
    do {
      if files[file] == nil { files[file] = try tensors(file, in: folder) }
    } catch {
      return Diagnostic(
        id: "weight-file", place: place, message: "the weight file \(name): \(error)",
        advice: "name a safetensors file in the lesson's own folder")
    }
    if let fault = LiveNetwork.weightFault(experiment, files: files) {
      return Diagnostic(
        id: "weight-shape", place: place, message: "the weights of \(name) do not fit this network: \(fault)",
        advice: "give cell, layers, hidden, direction and input the sizes that the file was made with")
    }
    let unfit = (files[file] ?? [:]).filter { !$0.value.values.allSatisfy(\.isFinite) }.keys.sorted()
    guard !unfit.isEmpty else { return nil }
    return Diagnostic(
      id: "weight-not-finite", place: place,
      message: "weights of \(name) are NaN or infinite, in \(unfit.joined(separator: ", "))",
      advice: "save the file from a network whose training did not diverge")
  }

  private static func tensors(_ file: String, in folder: String?) throws -> [String: Tensor<Double>] {
    guard let folder else { throw FileReader.Fault.missing }
    let bytes = try FileReader.read(file, beneath: folder, most: Safetensors.Limit.file)
    return try WeightFile.tensors(from: Safetensors.read(bytes).tensors)
  }
}
