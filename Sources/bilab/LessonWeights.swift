import Engine
import Lab
import Lessons
import Surface
import Weights

/// The weight files of one lesson, each read once. The largest network of a lesson has 5 MB of weights.
struct LessonWeights {
  /// Bytes of one file, and of all that a lesson may name.
  static let mostInFile = 8 << 20
  private static let mostInLesson = 64 << 20

  /// nil for a built-in lesson, which has no files beside it.
  let folder: String?
  private(set) var files: WeightFiles = [:]
  private var failures: [String: String] = [:]
  private var left = Self.mostInLesson

  init(folder: String?) {
    self.folder = folder
  }

  /// Reads the weight file that a network names, if it names one, and tells what is wrong with it.
  mutating func fault(of experiment: Experiment) -> Diagnostic? {
    guard case .file(let file) = experiment.weights else { return nil }
    if files[file] == nil, failures[file] == nil {
      do { files[file] = try tensors(file) } catch { failures[file] = "\(error)" }
    }
    let name = "'\(SafeText.string(file))'"
    let place = experiment.weightsPlace
    if let failure = failures[file] {
      return Diagnostic(
        id: .weightFile, place: place, message: "the weight file \(name): \(failure)",
        advice: "name a safetensors file in the lesson's own folder")
    }
    if let fault = LiveNetwork.weightFault(experiment, files: files) {
      return Diagnostic(
        id: .weightShape, place: place, message: "the weights of \(name) do not fit this network: \(fault)",
        advice: "give cell, layers, hidden, direction and input the sizes that the file was made with")
    }
    let unfit = (files[file] ?? [:]).filter { !$0.value.values.allSatisfy(\.isFinite) }.keys.sorted()
    guard !unfit.isEmpty else { return nil }
    return Diagnostic(
      id: .weightNotFinite, place: place,
      message: "weights of \(name) are NaN or infinite, in \(unfit.joined(separator: ", "))",
      advice: "save the file from a network whose training did not diverge")
  }

  private mutating func tensors(_ file: String) throws -> [String: Tensor<Double>] {
    guard let folder else { throw FileReader.Fault.missing }
    guard left > 0 else { throw Failure("the lesson's weight files are larger than 64 MiB together") }
    let bytes = try FileReader.read(file, beneath: folder, most: min(Self.mostInFile, left))
    left -= bytes.count
    return try WeightFile.tensors(from: Safetensors.read(bytes).tensors)
  }
}
