/// Faults of a network's numbers in words and answers.
extension FaultExplanation {
  static let unknownQuantity = FaultExplanation(
    "a number of the network that cannot be read",
    """
    Code that begins with = and a blank is filled with a number of the slide's
    network, such as `= h[2]`. This one cannot be read, so the class sees it as
    you typed it; a question with such an answer is not asked. bilab format has all
    that can be written on its slides.
    """,
    wrong: """
      # Sums

      The state is `= hidden[2]`.

      ```lab
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # Sums

      The state is `= h[2]`.

      ```lab
      input = [1, 2, 3]
      ```
      """)

  static let quantityMisfit = FaultExplanation(
    "a number that this slide's network does not have",
    """
    It is written well, but the network has no such number: a timestep behind the
    last input, a unit or a layer too many, a backward state of a forward network,
    a c without an lstm. The class sees a dot in its place, also where it is the
    answer of a question.
    """,
    wrong: """
      # Sums

      The last state is `= h[4]`.

      ```lab
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # Sums

      The last state is `= h[3]`.

      ```lab
      input = [1, 2, 3]
      ```
      """)

  static let quantityWithoutLab = FaultExplanation(
    "a number of the network on a slide without one",
    """
    `= h[2]` is computed by the network on the same slide, and this slide has no
    lab block. The class sees the code as you typed it.
    """,
    wrong: """
      # Sums

      The state is `= h[2]`.
      """,
    mended: """
      # Sums

      The state is `= h[2]`.

      ```lab
      input = [1, 2, 3]
      ```
      """)
}
