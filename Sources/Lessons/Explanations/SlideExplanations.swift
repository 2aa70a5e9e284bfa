/// Faults of slides, of pauses and notes, and of the blocks that Markdown has.
extension FaultExplanation {
  static let tooManySlides = FaultExplanation(
    "more than 500 slides",
    """
    bilab reads 500 slides of a lesson; the class does not see those behind them.
    At a minute a slide that is a day's lectures: mostly --- was written for
    something else, or several lectures are in one file.
    """,
    advice: """
      No example is short enough to be shown. Cut the file in two at a line that
      is ---, and open the two parts one after the other.
      """)

  static let emptySlide = FaultExplanation(
    "a slide with nothing on it",
    """
    Nothing stands between two lines ---, or behind the last one of the file. The
    class sees an empty screen there, and the lesson counts a slide too many.
    """,
    wrong: """
      # Forward

      ---

      ---

      # Backward
      """,
    mended: """
      # Forward

      ---

      # Backward
      """)

  static let otherRule = FaultExplanation(
    "a rule such as ***, which does not end a slide",
    """
    In Markdown ***, ___ and ---- draw the same rule as ---. In a lesson only ---
    ends a slide. The others are not shown, and what follows them stays on the
    same slide, which may be more than fits the screen.
    """,
    wrong: """
      # Forward

      ***

      # Backward
      """,
    mended: """
      # Forward

      ---

      # Backward
      """)

  static let headingByAccident = FaultExplanation(
    "words right above ---, which makes a heading of them",
    """
    Markdown reads words with --- in the next line as a heading. bilab ends the
    slide there all the same, but every other program that shows the file sets
    those words as a heading and goes on with the same slide. With an empty line
    above the ---, all of them see the same.
    """,
    wrong: """
      # Forward

      It reads from the left.
      ---

      # Backward
      """,
    mended: """
      # Forward

      It reads from the left.

      ---

      # Backward
      """)

  static let unclosedComment = FaultExplanation(
    "a comment without its -->",
    """
    For Markdown, all that follows <!-- is hidden up to -->, or up to the end of
    the file. bilab leaves out no more than the line with the <!--, so that no
    slide is lost. But the other lines of a speaker's note are on the slide then,
    for everyone to read.
    """,
    wrong: """
      # Sums

      <!-- note: Ask first.
      """,
    mended: """
      # Sums

      <!-- note: Ask first. -->
      """)

  static let unclosedFence = FaultExplanation(
    "a block without the ``` that ends it",
    """
    A block ends with a line that is only ```, or as many signs as it began with.
    Without it, bilab ends the block at the next ---, at the next block, or at the
    end of the file, whichever comes first. Words in between belong to the block:
    they are shown as code, or told as faults of a lab block.
    """,
    wrong: """
      # Sums

      ```lab
      input = [1, 2, 3]

      ---

      # Averages
      """,
    mended: """
      # Sums

      ```lab
      input = [1, 2, 3]
      ```

      ---

      # Averages
      """)

  static let nestedTooDeep = FaultExplanation(
    "lists, quotes or emphasis, more than 32 deep",
    """
    Every > at the start of a line begins one more quote inside the others, and
    every further indent a list in a list. What lies more than 32 deep is not
    shown. Mostly the signs were meant as a line or an arrow.
    """,
    wrong: """
      # Forward

      >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> time goes this way
      """,
    mended: """
      # Forward

      `-------------------------------------->` time goes this way
      """)

  static let tableTooLarge = FaultExplanation(
    "a table of more than 32 columns",
    """
    A slide has room for about ten columns of numbers. A table of more than 32 is
    not set: its rows are words and | signs, one behind the other. The same
    happens where all tables of a lesson have more than 50000 cells together.
    """,
    advice: """
      No example is short enough to be shown. Keep the columns that you speak
      about. Where they are the states of a network, a lab block shows them
      better.
      """)

  static let html = FaultExplanation(
    "HTML, which a terminal cannot show",
    """
    Tags in the middle of words are left out, and the words between them stay. A
    <div> or a <table> at the start of a line is left out with all that follows up
    to an empty line, and so are words behind a comment on its line. Two comments
    mean something: <!-- pause --> and <!-- note: ... -->.
    """,
    wrong: """
      # Sums

      Read it <b>twice</b>.
      """,
    mended: """
      # Sums

      Read it **twice**.
      """)

  static let pausePlace = FaultExplanation(
    "a pause inside a list, a quote or a line of words",
    """
    <!-- pause --> holds back what follows until the presenter goes on. It does
    so between blocks, alone on a line at the left edge. Anywhere else it is left
    out, and the class sees everything at once.
    """,
    wrong: """
      # Two directions

      - forward <!-- pause -->
      - backward
      """,
    mended: """
      # Two directions

      - forward

      <!-- pause -->

      - backward
      """)

  static let tooManyPauses = FaultExplanation(
    "more than 50 pauses on a slide",
    """
    Each pause is one key press more until the slide is whole. The first 50 count;
    what stands behind them comes all at once.
    """,
    advice: """
      No example is short enough to be shown. Take pauses out, or begin a new
      slide with --- in the middle.
      """)

  static let emptyNote = FaultExplanation(
    "a note without words",
    """
    A note is what you want to say; the key p shows it, and so does bilab desk.
    This one is empty: its words were forgotten, or it was left over.
    """,
    wrong: """
      # Sums

      <!-- note: -->
      """,
    mended: """
      # Sums

      <!-- note: Let somebody guess first. -->
      """)

  static let unclosedMath = FaultExplanation(
    "mathematics without its end",
    """
    In a line mathematics stands between $` and `$. Without its end it is not set,
    and the class reads dollars and backslashes. A block of mathematics begins with
    ```math and ends with ```; without its end it takes in what follows, up to the
    next ---.
    """,
    wrong: """
      # Sums

      The state $`h[t] is the sum so far.
      """,
    mended: """
      # Sums

      The state $`h[t]`$ is the sum so far.
      """)

  static let unknownMath = FaultExplanation(
    "a LaTeX command that bilab cannot set",
    #"""
    A terminal has letters and signs, so bilab sets a part of LaTeX: Greek, sums,
    fractions on a line, small indices and exponents, matrices, names such as
    \tanh, words in \text{...}. Of any other command the class reads the name, in
    the middle of the formula.
    """#,
    wrong: #"""
      # Sums

      $`h[t] = \underbrace{x[1] + x[2]}`$
      """#,
    mended: #"""
      # Sums

      $`h[t] = x[1] + x[2]`$
      """#)
}
