import Lab
import Surface

/// Where a key means something.
public enum KeyContext: String, CaseIterable, Sendable {
  case everywhere, network, given, why, cell, training, question, classroom, lists, desk

  public var title: String {
    switch self {
    case .everywhere: "everywhere"
    case .network: "a network"
    case .given: "the list of weights"
    case .why: "why a number"
    case .cell: "inside a cell"
    case .training: "a training"
    case .question: "a question"
    case .classroom: "a class"
    case .lists: "lists and the search line"
    case .desk: "the desk"
    }
  }
}

/// One row of the key table: what help, footer, manual and README print, and what the keys do.
public struct KeyBinding: Sendable {
  public let context: KeyContext
  public let keys: [Key]
  /// The keys as they are written for people.
  public let label: String
  public let help: String
  let action: LabAction
}

/// The one key table. Keys act, and help, manual and README say, what it says; the footer picks from it what matters now.
public enum KeyTable {
  public static let bindings: [KeyBinding] =
    everywhere + network + given + why + cell + training + question + classroom + lists + desk

  private static func binding(
    _ context: KeyContext, _ keys: [Key], _ label: String, _ help: String, _ action: LabAction
  ) -> KeyBinding {
    KeyBinding(context: context, keys: keys, label: label, help: help, action: action)
  }

  /// What J and K say where nothing is out of sight.
  private static let allShown = LabAction.ignored(reason: "all words of the slide are shown")

  private static let everywhere: [KeyBinding] = [
    binding(
      .everywhere, [.character(" "), .right, .character("l"), .pageDown], "space → l PgDn", "next step", .next),
    binding(
      .everywhere, [.backspace, .left, .character("h"), .pageUp], "backspace ← h PgUp", "one step back", .back),
    binding(.everywhere, [.character("]"), .tab], "] Tab", "next slide", .nextSlide),
    binding(.everywhere, [.character("["), .backTab], "[ Shift-Tab", "previous slide", .previousSlide),
    binding(.everywhere, [.home], "gg Home", "first slide", .firstSlide),
    binding(.everywhere, [.end, .character("G")], "G End", "last slide; 12G goes to slide 12", .lastSlide),
    binding(
      .everywhere, [.character("t")], "5t", "the step at which t = 5 is now",
      .ignored(reason: "type a number before t, such as 3t")),
    binding(.everywhere, [.character("o")], "o", "index of the slides", .index),
    binding(.everywhere, [.character("'")], "'", "where you left the lesson the last time", .resume),
    binding(.everywhere, [.character("/")], "/", "search; n next, N previous", .search),
    binding(.everywhere, [.character("n")], "n", "next slide that the search found", .findNext),
    binding(.everywhere, [.character("N")], "N", "previous slide that the search found", .findPrevious),
    binding(.everywhere, [.character("p")], "p", "speaker notes", .notes),
    binding(.everywhere, [.character("w")], "w", "the other pane, on small screens", .otherPane),
    binding(.everywhere, [.character("J")], "J", "scroll the words down", allShown),
    binding(.everywhere, [.character("K")], "K", "scroll the words up", allShown),
    binding(.everywhere, [.character(".")], ".", "blank screen", .blank),
    binding(.everywhere, [.character("T")], "T", "theme", .theme),
    binding(.everywhere, [.character("?")], "?", "this help", .help),
    binding(.everywhere, [.escape], "esc", "close the topmost thing", .close),
    binding(.everywhere, [.control("l")], "Ctrl-L", "redraw", .ignored(reason: "redrawn")),
    binding(.everywhere, [.control("z")], "Ctrl-Z", "suspend", .ignored(reason: "suspended and back")),
    binding(.everywhere, [.character("q"), .control("c")], "q Ctrl-C", "quit", .quit),
  ]

  private static let network: [KeyBinding] = [
    binding(.network, [.character("m")], "m", "next merge", .toggle(.merge)),
    binding(.network, [.character("M")], "M", "all merges of the focus, side by side", .mergePanel),
    binding(.network, [.character("c")], "c", "next cell: RNN, GRU, LSTM", .toggle(.cell)),
    binding(.network, [.character("d")], "d", "one direction, or both", .toggle(.direction)),
    binding(.network, [.character("L")], "L", "layers, 1 to 4", .toggle(.layers)),
    binding(.network, [.character("H")], "H", "hidden units", .toggle(.hidden)),
    binding(.network, [.character("O")], "O", "order: pass after pass, or both in step", .toggle(.order)),
    binding(.network, [.up, .character("k")], "↑ k", "focus one row up", .moveFocus(rows: -1, time: 0)),
    binding(.network, [.down, .character("j")], "↓ j", "focus one row down", .moveFocus(rows: 1, time: 0)),
    binding(.network, [.character("<")], "<", "focus one timestep earlier", .moveFocus(rows: 0, time: -1)),
    binding(.network, [.character(">")], ">", "focus one timestep later", .moveFocus(rows: 0, time: 1)),
    binding(.network, [.character("e")], "e", "type the focused number or word anew", .edit),
    binding(.network, [.character("+"), .character("=")], "+ =", "a step up", .nudge(1)),
    binding(.network, [.character("-")], "-", "a step down", .nudge(-1)),
    binding(.network, [.character("i")], "i", "type an input after the focused one", .insert),
    binding(.network, [.character("x")], "x", "delete the focused input", .delete),
    binding(.network, [.character("v")], "v", "turn the sequence round", .flip),
    binding(.network, [.character("u")], "u", "undo the last change to the network", .undo),
    binding(.network, [.character("U")], "U", "redo it", .redo),
    binding(.network, [.enter], "Enter", "open the focus: its cell, or why it is merged so", .open),
    binding(.network, [.character("E")], "E", "why the focused number: down to inputs and weights", .why(.ask)),
    binding(.network, [.character("a")], "a", "play and pause", .play),
    binding(.network, [.character("}")], "}", "play faster", .faster),
    binding(.network, [.character("{")], "{", "play slower", .slower),
    binding(.network, [.character("r")], "r", "back to step 0", .restart),
    binding(.network, [.character("R")], "R", "undo every change to the network", .undoChanges),
    binding(.network, [.character("A")], "A", "who was read, and how strongly: a map", .influence),
    binding(.network, [.character("W")], "W", "weights, biases and start states", .given),
    binding(.network, [.character("s")], "s", "keep the network as it is, to compare with", .keep),
    binding(.network, [.character("S")], "S", "compare with the kept one", .comparison),
    binding(.network, [.character("P")], "P", "the network in PyTorch", .code),
    binding(.network, [.character("y")], "y", "copy the PyTorch code", .copy),
  ]

  private static let given: [KeyBinding] = [
    binding(.given, [.up, .character("k")], "↑ k", "one line up", .moveGiven(rows: -1, columns: 0)),
    binding(.given, [.down, .character("j")], "↓ j", "one line down", .moveGiven(rows: 1, columns: 0)),
    binding(
      .given, [.right, .character("l"), .character(">"), .enter], "→ l > Enter", "into the numbers, one to the right",
      .moveGiven(rows: 0, columns: 1)),
    binding(
      .given, [.left, .character("h"), .character("<")], "← h <", "one to the left, and back into the list",
      .moveGiven(rows: 0, columns: -1)),
  ]

  private static let why: [KeyBinding] = [
    binding(.why, [.up, .character("k")], "↑ k", "operand before", .why(.choose(-1))),
    binding(.why, [.down, .character("j")], "↓ j", "operand after", .why(.choose(1))),
    binding(.why, [.enter, .right, .character("l")], "Enter → l", "into the chosen operand", .why(.enter)),
    binding(.why, [.left, .character("h")], "← h", "back up", .why(.leave)),
    binding(.why, [.character("<")], "<", "the same of the unit before", .why(.unit(-1))),
    binding(.why, [.character(">")], ">", "the same of the unit after", .why(.unit(1))),
  ]

  private static let cell: [KeyBinding] = [
    binding(.cell, [.character(" "), .right, .character("l"), .pageDown], "space → l PgDn", "next gate", .next),
    binding(.cell, [.backspace, .left, .character("h"), .pageUp], "backspace ← h PgUp", "one gate back", .back),
    binding(.cell, [.up, .character("k")], "↑ k", "unit before", .moveUnit(-1)),
    binding(.cell, [.down, .character("j")], "↓ j", "unit after", .moveUnit(1)),
    binding(.cell, [.character("r")], "r", "back to the first gate", .restart),
    binding(.cell, [.enter], "Enter", "why the number of this gate", .why(.ask)),
  ]

  /// A digit or a minus is already the answer's first sign.
  private static let question: [KeyBinding] = [
    binding(.question, [.enter], "Enter", "answer it; Enter again takes what is typed", .answer("")),
    binding(
      .question, "0123456789".map { .character($0) }, "0 1 2 3 4 5 6 7 8 9", "the same, with that digit typed",
      .answer("")),
    binding(.question, [.character("-")], "-", "the same, for a number below zero", .answer("")),
    binding(.question, [.character("!")], "!", "the next hint; space shows the answer", .hint),
  ]

  private static let training: [KeyBinding] = [
    binding(.training, [.character("a")], "a", "start and pause", .play),
    binding(.training, [.character("r")], "r", "start over", .retrain),
    binding(.training, [.character("e")], "e", "type a sentence; ___ is its blank", .edit),
    binding(.training, [.character("m")], "m", "next merge", .toggle(.merge)),
    binding(.training, [.character("c")], "c", "next cell: RNN, GRU, LSTM", .toggle(.cell)),
    binding(.training, [.character("M")], "M", "compare the merges, each with a head of its own", .mergePanel),
    binding(.training, [.character("H")], "H", "hidden units", .toggle(.hidden)),
    binding(.training, [.character("+"), .character("=")], "+ =", "larger learning rate", .nudge(1)),
    binding(.training, [.character("-")], "-", "smaller learning rate", .nudge(-1)),
    binding(.training, [.character("R")], "R", "as the lesson has it", .undoChanges),
  ]

  private static let classroom: [KeyBinding] = [
    binding(.classroom, [.character("f")], "f", "leave the lecture to try things, and return to it", .follow),
    binding(.classroom, [.character("X")], "X", "tell the presenter that you are lost here, or no more", .lost),
    binding(.classroom, [.character("F")], "F", "back to your own work; presenter: the focus for all", .point),
    binding(.classroom, [.character("C")], "C", "presenter: ask the class this question, or end it", .ask),
    binding(.classroom, [.character("B")], "B", "what was answered; presenter: to oneself, to all, off", .bars),
  ]

  private static let lists: [KeyBinding] = [
    binding(.lists, [.up, .character("k")], "↑ k", "one line up", .choose(-1)),
    binding(.lists, [.down, .character("j")], "↓ j", "one line down", .choose(1)),
    binding(.lists, [.enter], "Enter", "take the chosen line", .confirm),
    binding(.lists, [.character("e")], "e", "type a merge, such as 0.7*h + 0.3*h'", .typeMerge),
    binding(.lists, [.backspace], "backspace", "erase a letter of the search", .erase),
  ]

  private static let desk: [KeyBinding] = [
    binding(.desk, [.character("J")], "J", "scroll the notes down", allNotesShown),
    binding(.desk, [.character("K")], "K", "scroll the notes up", allNotesShown),
    binding(.desk, [.character("C")], "C", "ask the class the question of the slide, or end it", .ask),
    binding(.desk, [.character("B")], "B", "show everyone what was answered, or no longer", .bars),
    binding(.desk, [.character("s")], "s", "the seats of the class", .desk(.seats)),
    binding(.desk, [.up, .character("k")], "↑ k", "seat before", .desk(.choose(-1))),
    binding(.desk, [.down, .character("j")], "↓ j", "seat after", .desk(.choose(1))),
    binding(.desk, [.character("x")], "x", "mute the chosen seat, or no more", .desk(.mute(nil))),
    binding(.desk, [.character("D")], "D", "remove the chosen seat; y means it", .desk(.remove(nil))),
    binding(.desk, [.character("n")], "n", "who sits there and what each answered, or hide it", .desk(.names)),
  ]

  /// What J and K say at the desk where nothing is out of sight.
  private static let allNotesShown = LabAction.ignored(reason: "all notes of the slide are shown")

  static func action(_ key: Key, in context: KeyContext) -> LabAction? {
    bindings.first { $0.context == context && $0.keys.contains(key) }?.action
  }
}
