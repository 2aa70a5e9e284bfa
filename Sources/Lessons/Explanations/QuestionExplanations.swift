/// Faults of question blocks.
extension FaultExplanation {
  static let secondQuestion = FaultExplanation(
    "a second question on a slide",
    """
    A slide asks once, and its next step shows the answer. The second question is
    not asked, and nothing of it is shown.
    """,
    wrong: """
      # Sums

      ```question
      ask = "What is 1 + 2?"
      answer = 3
      ```

      ```question
      ask = "What is 3 + 3?"
      answer = 6
      ```
      """,
    mended: """
      # Sums

      ```question
      ask = "What is 1 + 2?"
      answer = 3
      ```

      ---

      # More sums

      ```question
      ask = "What is 3 + 3?"
      answer = 6
      ```
      """)

  static let missingAnswer = FaultExplanation(
    "a question without an answer",
    """
    Without an answer nobody can be told whether they are right, so the question
    is not asked. An answer is a number, a number of the network in quotes such as
    "h[2]", or with choices the number of the right one. answer = "open" asks for
    opinions, of which none is right.
    """,
    wrong: """
      # Sums

      ```question
      ask = "What is 1 + 2?"
      ```
      """,
    mended: """
      # Sums

      ```question
      ask = "What is 1 + 2?"
      answer = 3
      ```
      """)

  static let openMisfit = FaultExplanation(
    "a key that means nothing for this kind of answer",
    """
    tolerance says how far off is still right, and nothing is right or wrong where
    answer = "open". numbers says how many numbers are typed as an answer to an
    open question without choices, and means nothing elsewhere. The key is left
    out, and the question is asked without it.
    """,
    wrong: """
      # How was it?

      ```question
      ask = "How sure are you, from 1 to 5?"
      answer = "open"
      tolerance = 0.5
      ```
      """,
    mended: """
      # How was it?

      ```question
      ask = "How sure are you, from 1 to 5?"
      answer = "open"
      ```
      """)
}
