/// Faults of what a network reads, and of the states that it starts from.
extension FaultExplanation {
  static let missingInput = FaultExplanation(
    "a lab block without an input",
    """
    A network needs something to read: numbers as input, or words. Without it
    there is nothing to compute, and the slide has no network.
    """,
    wrong: """
      # A GRU

      ```lab
      cell = "gru"
      ```
      """,
    mended: """
      # A GRU

      ```lab
      cell = "gru"
      input = [1, 2, 3]
      ```
      """)

  static let conflictingInput = FaultExplanation(
    "both input and words",
    """
    A network reads numbers or words. Where a block has both, it reads the
    numbers, and the class does not see the words.
    """,
    wrong: """
      # A sentence

      ```lab
      input = [1, 2, 3]
      words = ["the", "___", "sun"]
      ```
      """,
    mended: """
      # A sentence

      ```lab
      words = ["the", "___", "sun"]
      ```
      """)

  static let emptyInput = FaultExplanation(
    "an input with nothing in it",
    """
    The list has no timestep, or a timestep has no numbers. There is nothing to
    compute, and the slide has no network.
    """,
    wrong: """
      # Sums

      ```lab
      input = []
      ```
      """,
    mended: """
      # Sums

      ```lab
      input = [1, 2, 3]
      ```
      """)

  static let raggedInput = FaultExplanation(
    "timesteps of different sizes in one input",
    """
    Each x[t] is a vector, and all of them have the same size, as in a tensor of
    PyTorch. With rows of different lengths no weight matrix fits them all, and
    the slide has no network.
    """,
    wrong: """
      # Pairs

      ```lab
      input = [[1, 0], [0, 1], [1]]
      ```
      """,
    mended: """
      # Pairs

      ```lab
      input = [[1, 0], [0, 1], [1, 1]]
      ```
      """)

  static let initialMisfit = FaultExplanation(
    "start states that do not fit the network",
    """
    initial gives the states before the first step, PyTorch's h_0: forward is
    h[0], backward is h'[T+1]. Each is one number for every hidden unit, or a list
    with a number for each; a forward network has no backward one. What does not
    fit is left out, and the network starts at zero.
    """,
    wrong: """
      # Another start

      ```lab
      hidden = 2
      initial = { forward = [1, 2, 3] }
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # Another start

      ```lab
      hidden = 2
      initial = { forward = [1, 2] }
      input = [1, 2, 3]
      ```
      """)
}
