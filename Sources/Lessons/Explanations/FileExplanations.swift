/// Faults of the file as a whole.
extension FaultExplanation {
  static let tooLarge = FaultExplanation(
    "a file of more than 1 MiB",
    """
    bilab reads lessons of up to 1 MiB. Of a larger one it reads nothing: one
    empty slide opens. A lecture of an hour has about 20 KB, so this is mostly
    another kind of file, or one with data pasted into it.
    """,
    advice: """
      No example is short enough to be shown. If the file is your lesson, cut it
      into several at lines that are ---, and open them one after the other.
      """)

  static let notUTF8 = FaultExplanation(
    "letters that are not saved as UTF-8",
    """
    The file was saved in another encoding, such as Latin-1, or it is no text at
    all. Letters with accents and signs beyond ASCII come out as replacement
    signs, and the class cannot read those words. Only the first is listed.
    """,
    advice: """
      The fault is in the bytes of the file, where no example can show it. Save
      the file as UTF-8 in your editor, or convert it:

          iconv -f LATIN1 -t UTF-8 old.md > lesson.md
      """)

  static let nulByte = FaultExplanation(
    "a byte of value zero, which no text has",
    """
    Mostly the file was saved as UTF-16, which has a zero beside every letter, or
    it is no text at all. Each zero comes out as a replacement sign. Only the
    first is listed.
    """,
    advice: """
      The fault is in the bytes of the file, where no example can show it. The
      command "file lesson.md" names its encoding. UTF-16 is converted so:

          iconv -f UTF-16 -t UTF-8 old.md > lesson.md
      """)

  static let lineTooLong = FaultExplanation(
    "a line of more than 4096 characters",
    """
    The first 4096 characters of the line are read; what comes after them is not
    on the slide. The column in the message is where it was cut.
    """,
    advice: """
      No example is short enough to be shown. Break the line: a paragraph between
      any two words, for Markdown joins its lines again, and a list of numbers
      after any comma.
      """)

  static let emptyLesson = FaultExplanation(
    "a lesson with nothing to show",
    """
    The file has no heading, no words and no block, so that one empty slide opens.
    Front matter alone is no slide.
    """,
    wrong: """
      +++
      title = "Sums"
      +++
      """,
    mended: """
      +++
      title = "Sums"
      +++

      # The sum so far
      """)

  static let tooManyFaults = FaultExplanation(
    "more than 200 faults, of which the first 200 are listed",
    """
    A lesson seldom has so many slips. Mostly one of them makes the others, such
    as a block without its end, or the file is no lesson.
    """,
    advice: """
      No example is short enough to be shown. Mend the first few faults of the
      list, then check again: it is mostly much shorter then.
      """)
}
