/// What a kind of fault means, for somebody to whom the one line of a `Diagnostic` is not enough. All of it is ASCII in
/// lines of at most 80 columns, an example's of at most 76.
public struct FaultExplanation: Sendable {
  public enum Example: Sendable {
    /// A smallest lesson with this fault and no other, and the same without it.
    case lesson(String, mended: String)
    /// Where a lesson with the fault would be too long to show, or would look like any other: what to do.
    case advice(String)
  }

  /// One line, of at most 56 columns.
  public let summary: String
  /// What is wrong, and what it does to whoever looks at the lesson.
  public let meaning: String
  public let example: Example

  init(_ summary: String, _ meaning: String, wrong: String, mended: String) {
    (self.summary, self.meaning, example) = (summary, meaning, .lesson(wrong, mended: mended))
  }

  init(_ summary: String, _ meaning: String, advice: String) {
    (self.summary, self.meaning, example) = (summary, meaning, .advice(advice))
  }
}

extension DiagnosticID {
  public var explanation: FaultExplanation {
    switch self {
    case .tooLarge: .tooLarge
    case .notUTF8: .notUTF8
    case .nulByte: .nulByte
    case .lineTooLong: .lineTooLong
    case .emptyLesson: .emptyLesson
    case .tooManyFaults: .tooManyFaults
    case .unclosedFrontMatter: .unclosedFrontMatter
    case .tomlSyntax: .tomlSyntax
    case .tomlNesting: .tomlNesting
    case .unknownKey: .unknownKey
    case .wrongType: .wrongType
    case .tooManySlides: .tooManySlides
    case .emptySlide: .emptySlide
    case .otherRule: .otherRule
    case .headingByAccident: .headingByAccident
    case .unclosedComment: .unclosedComment
    case .unclosedFence: .unclosedFence
    case .nestedTooDeep: .nestedTooDeep
    case .tableTooLarge: .tableTooLarge
    case .html: .html
    case .pausePlace: .pausePlace
    case .tooManyPauses: .tooManyPauses
    case .emptyNote: .emptyNote
    case .unclosedMath: .unclosedMath
    case .unknownMath: .unknownMath
    case .labPlace: .labPlace
    case .secondLab: .secondLab
    case .pytorchWithoutLab: .pytorchWithoutLab
    case .unknownWord: .unknownWord
    case .mergeFormula: .mergeFormula
    case .outOfRange: .outOfRange
    case .notFinite: .notFinite
    case .conflictingWeights: .conflictingWeights
    case .counterMisfit: .counterMisfit
    case .activationMisfit: .activationMisfit
    case .fileOutside: .fileOutside
    case .missingInput: .missingInput
    case .conflictingInput: .conflictingInput
    case .emptyInput: .emptyInput
    case .raggedInput: .raggedInput
    case .initialMisfit: .initialMisfit
    case .variantMisfit: .variantMisfit
    case .unknownQuantity: .unknownQuantity
    case .quantityMisfit: .quantityMisfit
    case .quantityWithoutLab: .quantityWithoutLab
    case .secondQuestion: .secondQuestion
    case .missingAnswer: .missingAnswer
    case .openMisfit: .openMisfit
    case .weightFile: .weightFile
    case .weightShape: .weightShape
    case .weightNotFinite: .weightNotFinite
    case .trainingSentence: .trainingSentence
    }
  }
}
