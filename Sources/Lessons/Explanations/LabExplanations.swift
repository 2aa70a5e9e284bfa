/// Faults of lab blocks: what they say of a network, its weights and its variants.
extension FaultExplanation {
  static let labPlace = FaultExplanation(
    "a block inside a list or a quote, where it does not work",
    """
    Blocks of lab, train, pytorch and question work at the left edge only. Inside
    a list or a quote the class sees their lines as code, and no network, no code
    and no question. Mostly the block was indented to belong to the item above.
    """,
    wrong: """
      # Sums

      - A network:

        ```lab
        input = [1, 2, 3]
        ```
      """,
    mended: """
      # Sums

      - A network:

      ```lab
      input = [1, 2, 3]
      ```
      """)

  static let secondLab = FaultExplanation(
    "a second lab or train block on a slide",
    """
    A slide has one live network, or one training. Of the second block nothing is
    shown. To have two networks on one slide, give the first block a table with
    what is different in the second: compare = { merge = "sum" }.
    """,
    wrong: """
      # Two inputs

      ```lab
      input = [1, 2, 3]
      ```

      ```lab
      input = [3, 2, 1]
      ```
      """,
    mended: """
      # One input

      ```lab
      input = [1, 2, 3]
      ```

      ---

      # The other input

      ```lab
      input = [3, 2, 1]
      ```
      """)

  static let pytorchWithoutLab = FaultExplanation(
    "a pytorch block on a slide without a lab block",
    """
    A pytorch block is the place where bilab writes the PyTorch code of the
    slide's network. Without a lab block there is no network, and the class sees
    only what stands in the block. Code of your own goes into a python block.
    """,
    wrong: """
      # The same in PyTorch

      ```pytorch
      Open the lesson in bilab to see the code.
      ```
      """,
    mended: """
      # The same in PyTorch

      ```lab
      input = [1, 2, 3]
      ```

      ```pytorch
      Open the lesson in bilab to see the code.
      ```
      """)

  static let unknownWord = FaultExplanation(
    "a word that the key does not take",
    """
    Some keys take one of a few words, in small letters: cell takes "rnn", "gru"
    or "lstm". Any other word is left out as if it were not there. In the example
    the title says GRU, and the class sees an RNN.
    """,
    wrong: """
      # A GRU

      ```lab
      cell = "GRU"
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

  static let mergeFormula = FaultExplanation(
    "a formula for merge that cannot be read",
    """
    merge takes a word (concat, sum, average, product, max) or a formula of h, h',
    numbers, + - * /, and functions such as tanh(...). The column in the message
    is the sign that could not be read. As it is, the network merges with concat,
    as PyTorch does.
    """,
    wrong: """
      # A weighted sum

      ```lab
      merge = "0.7h + 0.3h'"
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # A weighted sum

      ```lab
      merge = "0.7*h + 0.3*h'"
      input = [1, 2, 3]
      ```
      """)

  static let outOfRange = FaultExplanation(
    "a number or a list that is too small or too large",
    """
    bilab keeps to what it can compute at once and a terminal can show: 64 hidden
    units, 4 layers, 512 timesteps. Beyond that a setting is left out as if it
    were not there: the example has 4 units, which is usual. An input or an answer
    out of range leaves the slide without its network or question.
    """,
    wrong: """
      # A large network

      ```lab
      hidden = 128
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # A large network

      ```lab
      hidden = 64
      input = [1, 2, 3]
      ```
      """)

  static let notFinite = FaultExplanation(
    "nan or inf in the place of a number",
    """
    From a nan on, every state that has read it is nan, and nothing is left to
    look at. So an input with nan or inf is not read, and the slide has no
    network. Elsewhere such a number is left out as if it were not there.
    """,
    wrong: """
      # Sums

      ```lab
      input = [1, nan, 3]
      ```
      """,
    mended: """
      # Sums

      ```lab
      input = [1, 0, 3]
      ```
      """)

  static let conflictingWeights = FaultExplanation(
    "more than one of weights, seed and file",
    """
    A network has its weights from one place: weights = "counter" is the network
    that only adds, seed draws them at random, file reads them. Where more than
    one is given, weights counts before seed and seed before file, which may not
    be the network that you speak of.
    """,
    wrong: """
      # Sums

      ```lab
      weights = "counter"
      seed = 7
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

  static let counterMisfit = FaultExplanation(
    "the counter's weights for a network of another size",
    """
    The counter is one ReLU unit that adds up what it reads: an rnn of one layer
    and one hidden unit, for inputs of one number. Any other network gets random
    weights instead, and the class does not see the sums that your words promise.
    """,
    wrong: """
      # Sums

      ```lab
      weights = "counter"
      hidden = 2
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # Sums

      ```lab
      weights = "counter"
      hidden = 1
      input = [1, 2, 3]
      ```
      """)

  static let activationMisfit = FaultExplanation(
    "an activation for a gru or an lstm",
    """
    As in PyTorch, only a plain RNN has the choice between tanh and relu; inside a
    GRU or an LSTM the functions are fixed. The activation is left out, and the
    cell stays what it is.
    """,
    wrong: """
      # ReLU

      ```lab
      cell = "gru"
      activation = "relu"
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # ReLU

      ```lab
      cell = "rnn"
      activation = "relu"
      input = [1, 2, 3]
      ```
      """)

  static let variantMisfit = FaultExplanation(
    "a key that means nothing for this network",
    """
    Some keys change what only some networks have: packed needs padding, reset a
    gru, projection an lstm, between two layers, bias and recurrence the counter.
    Here there is nothing for the key to change. It is left out, and what your
    words say of it does not happen.
    """,
    wrong: """
      # Padding that is not read

      ```lab
      packed = true
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # Padding that is not read

      ```lab
      packed = true
      padding = 2
      input = [1, 2, 3]
      ```
      """)
}
