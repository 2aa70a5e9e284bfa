import BuiltInLessons
import Glibc
import Lab
import Lessons
import Surface

/// A lesson by its path, or a built-in one by its name.
struct LessonSource {
  static let chapter = "chapter"

  let name: String
  private let builtIn: BuiltInLesson?
  /// What whoever opens it prefers.
  var order: SteppingOrder?

  /// A lesson with the weight files that it names and everything that is wrong with it.
  struct Opened {
    var lesson: Lesson
    var files: WeightFiles
    var diagnostics: [Diagnostic]
    /// The lesson with its faults on its slides, for whoever writes it.
    var told: Lesson
    /// One line that tells of the faults; nil if there are none.
    var faultSummary: String?
  }

  init(_ name: String) {
    self.name = name
    builtIn = BuiltInLessons.all.first { $0.name == name }
  }

  /// - Throws: `Failure` when there is no such file or it cannot be read; whatever is wrong inside is a diagnostic.
  func open() throws -> Opened { open(try bytes()) }

  /// - Parameter bytes: what the lesson's file holds.
  func open(_ bytes: [UInt8]) -> Opened {
    opened(Lesson.read(bytes, name: shortName), folder: folder)
  }

  /// The lesson's file.
  ///
  /// - Throws: as `open`.
  func bytes() throws -> [UInt8] {
    if let builtIn { return builtIn.bytes }
    do {
      return try FileReader.read(name, most: Lesson.maximumBytes + 1)
    } catch {
      let hint =
        switch error {
        case .missing: "; bilab lessons lists the built-in ones"
        case .notRegular: "; name a Markdown file"
        default: ""
        }
      throw Failure("\(SafeText.string(name)): \(error)\(hint)")
    }
  }

  /// The name of a built-in lesson, or of the file without its folder.
  var shortName: String { builtIn?.name ?? String(name.split(separator: "/").last ?? "") }

  /// The folder of the lesson's weight files; nil for a built-in lesson, which has none.
  var folder: String? {
    guard builtIn == nil else { return nil }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : "./"
  }

  private func opened(_ read: (lesson: Lesson, diagnostics: [Diagnostic]), folder: String?) -> Opened {
    var diagnostics = read.diagnostics
    var weights = LessonWeights(folder: folder)
    diagnostics += read.lesson.slides.compactMap(\.experiment).compactMap { weights.fault(of: $0) }
    // The built-in ones are held by a test, and nobody has to wait for it.
    if builtIn == nil { diagnostics += read.lesson.slides.compactMap(\.training).compactMap(sentenceFault) }
    diagnostics = diagnostics.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
    return Opened(
      lesson: read.lesson, files: weights.files, diagnostics: diagnostics,
      told: read.lesson.telling(diagnostics, in: shortName).preferring(order), faultSummary: summary(diagnostics.count))
  }

  private func sentenceFault(of plan: TrainingPlan) -> Diagnostic? {
    guard let reason = Training.sentenceFault(plan) else { return nil }
    let blank = plan.task == .blank ? " with one ___" : ""
    return Diagnostic(
      id: .trainingSentence, place: plan.sentencePlace,
      message: "the sentence cannot be filled: \(SafeText.string(reason))",
      advice: "write a sentence of the task's words\(blank), such as \"\(plan.task.usualSentence)\"")
  }

  private func summary(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    return "\(counted(count, "fault")) in this lesson; bilab check \(SafeText.string(name)) lists them"
  }
}
