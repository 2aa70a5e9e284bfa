/// Faults of the front matter, and of the TOML in blocks.
extension FaultExplanation {
  static let unclosedFrontMatter = FaultExplanation(
    "front matter without its second +++ or ---",
    """
    The keys of the whole lesson (title, author, date, minutes) stand at its top
    between two lines that are only +++, or only --- where they are YAML. Without
    the second one bilab takes the first empty line for their end: what stands
    below it is words of the first slide.
    """,
    wrong: """
      +++
      title = "Sums"

      # The sum so far
      """,
    mended: """
      +++
      title = "Sums"
      +++

      # The sum so far
      """)

  static let tomlSyntax = FaultExplanation(
    "a line that is not key = value",
    """
    Front matter and the blocks lab, train and question are TOML: one key = value
    a line, texts in quotes, lists in [ ]. What cannot be read is left out as if
    it were not there. In the example the title says GRU, and the class sees an
    RNN.
    """,
    wrong: """
      # A GRU

      ```lab
      cell = gru
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # A GRU

      ```lab
      cell = "gru"
      input = [1, 2, 3]
      ```
      """)

  static let tomlNesting = FaultExplanation(
    "too many brackets inside each other",
    """
    The deepest value that a key takes is a list of lists, [[1, 0], [0, 1]], or a
    table in { } with lists in it. With more than 16 brackets inside each other,
    or 16 dots in a key, nothing of the block is read, and a lab block has no
    network.
    """,
    wrong: """
      +++
      title = [[[[[[[[[[[[[[[[["Sums"]]]]]]]]]]]]]]]]]
      +++

      # The sum so far
      """,
    mended: """
      +++
      title = "Sums"
      +++

      # The sum so far
      """)

  static let unknownKey = FaultExplanation(
    "a key that bilab does not know",
    """
    The word before the = is no key of this block or of the front matter: mostly
    it is misspelt, or belongs to another block. The line is left out, so the
    slide may show other numbers than its words promise. bilab format has all keys
    on its slides.
    """,
    wrong: """
      # Sums

      ```lab
      weigths = "counter"
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # Sums

      ```lab
      weights = "counter"
      input = [1, 2, 3]
      ```
      """)

  static let wrongType = FaultExplanation(
    "a value of the wrong kind, such as text for a number",
    """
    Each key takes one kind of value: a number, a text in quotes, a list in [ ],
    a table in { }, or true or false. A value of another kind is left out as if it
    were not there. In the example the network has one layer; an input or answer
    of the wrong kind leaves the slide without its network or question.
    """,
    wrong: """
      # Two layers

      ```lab
      layers = "2"
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # Two layers

      ```lab
      layers = 2
      input = [1, 2, 3]
      ```
      """)
}
