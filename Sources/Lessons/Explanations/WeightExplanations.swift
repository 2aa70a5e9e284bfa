/// Faults of weight files, and of trainings.
extension FaultExplanation {
  static let fileOutside = FaultExplanation(
    "a weight file that is not beside the lesson",
    """
    Weights are read from the lesson's own folder and the folders in it, and from
    nowhere else: so a lesson can be given away with its folder, and one from
    somebody else reads no other file of yours. Until the file is copied there,
    the network has random weights.
    """,
    wrong: """
      # What it learned

      ```lab
      file = "../weights.safetensors"
      direction = "forward"
      hidden = 1
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # What it learned

      ```lab
      file = "weights.safetensors"
      direction = "forward"
      hidden = 1
      input = [1, 2, 3]
      ```
      """)

  static let weightFile = FaultExplanation(
    "a weight file that is missing or cannot be read",
    """
    The file is not in the lesson's folder, is no safetensors file, or is larger
    than 8 MiB. The network has random weights instead of the ones that you
    trained. In Python, save_file(rnn.state_dict(), "weights.safetensors") of
    safetensors.torch writes such a file.
    """,
    wrong: """
      # What it learned

      ```lab
      file = "wieghts.safetensors"
      direction = "forward"
      hidden = 1
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # What it learned

      ```lab
      file = "weights.safetensors"
      direction = "forward"
      hidden = 1
      input = [1, 2, 3]
      ```
      """)

  static let weightShape = FaultExplanation(
    "a weight file of another network than the block's",
    """
    The block says what network it is, and the file's tensors must have the shapes
    of that one. A block that says no more is a bidirectional RNN with 4 hidden
    units; in the example the file comes from torch.nn.RNN(1, 1). The network has
    random weights instead.
    """,
    wrong: """
      # What it learned

      ```lab
      file = "weights.safetensors"
      input = [1, 2, 3]
      ```
      """,
    mended: """
      # What it learned

      ```lab
      file = "weights.safetensors"
      direction = "forward"
      hidden = 1
      input = [1, 2, 3]
      ```
      """)

  static let weightNotFinite = FaultExplanation(
    "weights that are nan or inf",
    """
    Some numbers in the weight file are nan or infinite: mostly the training that
    made it diverged. They are used as they are, and every state that depends on
    them is nan on the screen.
    """,
    advice: """
      The fault is in the weight file, and the lesson looks like any other. Train
      again with a smaller learning rate or clipped gradients, and before you save
      let torch.isfinite(p).all() be true of every parameter p.
      """)

  static let trainingSentence = FaultExplanation(
    "a sentence that the training slide cannot read",
    """
    The networks of a train block know the words of their task and no others. This
    sentence has another word, or more than 24, or its ___ is missing or in the
    wrong place. The slide shows its usual sentence instead.
    """,
    wrong: """
      # Fill the blank

      ```train
      sentence = "nora bought a ___ kite because it matches a pumpkin"
      ```
      """,
    mended: """
      # Fill the blank

      ```train
      sentence = "nora picked the ___ kite because it matches a pumpkin"
      ```
      """)
}
