/// The stable names of everything that can be wrong with a lesson.
public enum DiagnosticID: String, CaseIterable, Sendable {
  // The file.
  case tooLarge = "too-large"
  case notUTF8 = "not-utf-8"
  case nulByte = "nul-byte"
  case lineTooLong = "line-too-long"
  case emptyLesson = "empty-lesson"
  case tooManyFaults = "too-many-faults"

  // Front matter, and TOML wherever it stands.
  case unclosedFrontMatter = "unclosed-front-matter"
  case tomlSyntax = "toml-syntax"
  case tomlNesting = "toml-nesting"
  case unknownKey = "unknown-key"
  case wrongType = "wrong-type"

  // Slides and Markdown.
  case tooManySlides = "too-many-slides"
  case emptySlide = "empty-slide"
  case otherRule = "other-rule"
  case headingByAccident = "heading-by-accident"
  case unclosedComment = "unclosed-comment"
  case unclosedFence = "unclosed-fence"
  case nestedTooDeep = "nested-too-deep"
  case tableTooLarge = "table-too-large"
  case html = "html"
  case pausePlace = "pause-place"
  case tooManyPauses = "too-many-pauses"
  case emptyNote = "empty-note"
  case unclosedMath = "unclosed-math"
  case unknownMath = "unknown-math"

  // Lab blocks.
  case labPlace = "lab-place"
  case secondLab = "second-lab"
  case pytorchWithoutLab = "pytorch-without-lab"
  case unknownWord = "unknown-word"
  case mergeFormula = "merge-formula"
  case outOfRange = "out-of-range"
  case notFinite = "not-finite"
  case conflictingWeights = "conflicting-weights"
  case counterMisfit = "counter-misfit"
  case activationMisfit = "activation-misfit"
  case fileOutside = "file-outside"
  case missingInput = "missing-input"
  case conflictingInput = "conflicting-input"
  case emptyInput = "empty-input"
  case raggedInput = "ragged-input"
  case initialMisfit = "initial-misfit"
  case variantMisfit = "variant-misfit"

  // Numbers of a network in words.
  case unknownQuantity = "unknown-quantity"
  case quantityMisfit = "quantity-misfit"
  case quantityWithoutLab = "quantity-without-lab"

  // Questions.
  case secondQuestion = "second-question"
  case missingAnswer = "missing-answer"
  case openMisfit = "open-misfit"

  // Weight files and trainings, which are looked into where files are read and words are known.
  case weightFile = "weight-file"
  case weightShape = "weight-shape"
  case weightNotFinite = "weight-not-finite"
  case trainingSentence = "training-sentence"
}

extension DiagnosticID: CustomStringConvertible {
  public var description: String { rawValue }
}

extension DiagnosticID {
  /// The one that somebody may have meant; nil where none is near.
  public static func nearest(to word: String) -> DiagnosticID? {
    Lessons.nearest(to: word, among: allCases.map(\.rawValue)).flatMap(DiagnosticID.init)
  }
}
