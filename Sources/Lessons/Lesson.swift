import Engine

/// What a lesson file says: a title and slides, in the order of the file. Data only; nothing in it runs.
public struct Lesson: Equatable, Sendable {
  public var title: String
  public var author: String
  public var date: String
  /// How long it is planned to take.
  public var minutes: Int?
  /// Never empty: a file without any words is one empty slide.
  public var slides: [Slide]

  public init(title: String, author: String = "", date: String = "", minutes: Int? = nil, slides: [Slide]) {
    self.title = title
    self.author = author
    self.date = date
    self.minutes = minutes
    self.slides = slides
  }
}

/// One slide: what stands between two `---`.
public struct Slide: Equatable, Sendable {
  /// The text of the first heading, which is not repeated in `blocks`; empty if there is none.
  public var title: String
  public var blocks: [SlideBlock]
  /// How many `<!-- pause -->` the slide has, its question being one; its blocks have `reveal` 0...pauses.
  public var pauses: Int
  /// The speaker's notes, one text a `<!-- note: … -->`.
  public var notes: [String]
  /// The live network of the slide's ```` ```lab ```` block.
  public var experiment: Experiment?
  /// The training of the slide's ```` ```train ```` block; a slide has one of the two at most.
  public var training: TrainingPlan?
  /// The line of the file on which the slide begins, from 1.
  public var line: Int
  /// What is wrong on it, as its author is told; see `Lesson.telling`.
  public internal(set) var faults: [String] = []

  public init(
    title: String, blocks: [SlideBlock] = [], pauses: Int = 0, notes: [String] = [],
    experiment: Experiment? = nil, training: TrainingPlan? = nil, line: Int = 1
  ) {
    self.title = title
    self.blocks = blocks
    self.pauses = pauses
    self.notes = notes
    self.experiment = experiment
    self.training = training
    self.line = line
  }

  /// Whether something on it computes.
  public var isLive: Bool { experiment != nil || training != nil }
}

/// A block and the number of pauses that come before it.
public struct SlideBlock: Equatable, Sendable {
  public var block: Block
  public var reveal: Int
  /// Whether it is the next item of the list above it, and stands right below.
  public var isJoined: Bool

  public init(_ block: Block, reveal: Int = 0, isJoined: Bool = false) {
    self.block = block
    self.reveal = reveal
    self.isJoined = isJoined
  }
}

public enum Block: Equatable, Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  /// `start` is the first number of an ordered list, nil for bullets; `tight` lists have no blank line between items.
  case list(start: Int?, tight: Bool, items: [[Block]])
  /// A fenced or indented code block; `language` is the first word of its info string, or empty.
  case code(language: String, text: String)
  case quote([Block])
  /// The source of a ```` ```math ```` block; `Mathematics` sets it.
  case math(String)
  case table(alignments: [ColumnAlignment], header: [[Inline]], rows: [[[Inline]]])
  /// A ```` ```pytorch ```` block: the place where the PyTorch code of the slide's network appears, with the text that
  /// a reader of the plain file sees there.
  case pytorch(text: String)
  /// At most one a slide.
  case question(Question)
}

public enum ColumnAlignment: Equatable, Sendable {
  case left, center, right
}

public enum Inline: Equatable, Sendable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  /// A link is shown as its text, followed by its target in parentheses where the two differ.
  case link([Inline], target: String)
  /// The source between $` and `$; `Mathematics` sets it.
  case math(String)
  /// A code span `= h[2]`: the place where that number of the slide's network appears.
  case quantity(Quantity)
  case softBreak
  case lineBreak
}
