/// What the manual page says that neither the commands nor the key table know.
enum ManualTexts {
  static let description = [
    """
    A lesson is a Markdown file whose slides may hold a network, live: one key is one timestep of the real \
    computation, forwards or back, and whatever is changed shows what follows from it. The numbers are those of \
    PyTorch's RNN, GRU and LSTM.
    """,
    """
    80 columns by 24 lines is the size that slides are made for; 40 by 12 is enough. Where the terminal or the locale \
    has no UTF-8, everything is drawn in ASCII.
    """,
    """
    A teacher's bilab host and everyone's bilab join make a class: all see the same slide and the same numbers, each \
    drawn for their own terminal. No port is opened; who may open the class's socket may join.
    """,
  ]

  static let keys = [
    """
    Where a question and a network share a slide, the keys of the question come first until it is answered or passed. \
    The key ? shows these groups, from the one that works on the slide.
    """
  ]

  static let environment: [(name: String, text: String)] = [
    ("COLORFGBG", "Set by some terminals; one with a light ground begins in the light theme."),
    ("BILAB_THEME", "The theme where no --theme is given: dark, light, contrast or none."),
    ("NO_COLOR", "Where it is set, not empty, and no theme is named, there are no colours."),
    ("BILAB_CLASSES", "The folder with the classes of this machine, in place of \(ClassPlaces.shared)."),
    ("TMPDIR", "Where a class that nobody has prepared has its folder, in place of /tmp."),
    ("XDG_STATE_HOME, HOME", "Where answers and places in lessons are kept; see FILES."),
    ("TERM", "The terminal's name. ncurses looks its description up, and reads TERMINFO and TERMINFO_DIRS."),
    ("ESCDELAY", "Milliseconds within which a key's bytes follow an escape; 25 where it is not set."),
    (
      "LC_ALL, LC_CTYPE, LANG",
      "The first that is set names the locale. bilab takes its character set from there, and nothing else."
    ),
  ]

  static let files: [(path: String, text: String)] = [
    ("\(ClassPlaces.shared)/NAME/live.sock", "The socket of a class that the administrator made a folder for."),
    ("/tmp/bilab-UID/NAME/live.sock", "The socket of any other class, which is for its teacher alone."),
    ("~/.local/state/bilab/NAME.journal", "What was asked and answered in a class, in its teacher's home."),
    ("~/.config/bilab/settings.toml", "What is settled for every day; bilab settings lists and changes it."),
    (
      "~/.local/state/bilab/lessons/*.toml",
      "Where you left each lesson, what you answered in it and changed on its networks; bilab forget deletes one."
    ),
    ("/usr/libexec/bilab/bilab-class", "The owner of a class, which bilab host starts; it may also lie beside bilab."),
    (
      "/usr/share/doc/bilab/examples",
      "The built-in lessons as files, and what sshd needs for a class without accounts."
    ),
  ]

  static let statuses: [(status: Int, text: String)] = [
    (0, "All went well; --help and --version as well."),
    (1, "Something is wrong with what the command was given, or it could not be done. One line says what."),
    (2, "bilab join --kiosk was started without a terminal."),
    (64, "The command was called in a wrong way. One line says how, and which help says more."),
  ]

  static let examples: [(text: String, line: String)] = [
    ("Open the built-in chapter at its eighth slide:", "bilab --slide 8"),
    ("Open a lesson of your own, and list its faults:", "bilab lesson.md\nbilab check lesson.md"),
    ("Print what the eighth slide shows after its third step:", "bilab dump --slide 8 --step 3"),
    ("Write a lesson as a page for a browser, to take home:", "bilab export lesson.md -o lesson.html"),
    ("Write the network of that slide for PyTorch, as an LSTM:", "bilab export --slide 8 --keys \"c c\" -o net"),
    (
      "Present a lesson to a class, follow it, save the answers, end it:",
      "bilab host lesson.md\nbilab join\nbilab host --results answers.csv\nbilab host --end"
    ),
  ]

  static let others: [(name: String, section: Int)] = [
    ("ssh", 1), ("ncurses", 3), ("sshd_config", 5), ("terminfo", 5), ("tmpfiles.d", 5),
  ]

  static let farther = [
    "The README in /usr/share/doc/bilab tells how lessons are written and how a class is prepared."
  ]
}
