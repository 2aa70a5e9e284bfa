import Engine

/// What is one person's own: where they look, what they have opened, how it is coloured.
public struct Viewpoint: Equatable, Sendable {
  /// The state that was chosen by hand; nil follows what is computed.
  public internal(set) var focus: Focus?
  /// The unit that is explained, from 0, by slide.
  var units: [Int: Int] = [:]
  /// The cell that is open, if one is.
  public internal(set) var cell: OpenCell?
  /// What was chosen to stand in the diagram's place, by slide; nil in it is the diagram itself.
  var panels: [Int: Panel?] = [:]
  /// What lies over the slide, if anything.
  public internal(set) var overlay: Overlay?
  public internal(set) var isBlank = false
  public internal(set) var showsNotes = false
  /// Rows of the notes above the top of their pane, by slide.
  public internal(set) var notesScroll: [Int: Int] = [:]
  public internal(set) var showsCode = false
  /// This person's part in a class; nil for who works alone.
  public internal(set) var attendance: Attendance?
  /// The class's lecture while this person explores; it goes on with what is heard.
  var classLecture: SetAside?
  /// What this person tried when they returned to the class last.
  var ownLecture: SetAside?
  /// Whether the presenter looks at what the class answered.
  public internal(set) var showsBars = false
  /// What a presenter has open at the desk.
  public internal(set) var desk = Desk()
  /// What the last update has to say to the class, whatever the update was.
  public internal(set) var saying: ClassSaying?
  /// What the last action copied, for whoever has a clipboard.
  public internal(set) var copied: String?
  /// On small screens: which pane was chosen; nil shows the words until the network's first step.
  public internal(set) var pane: Pane?
  /// Rows of words above the top of the pane, by slide.
  public internal(set) var scroll: [Int: Int] = [:]
  /// Where the lesson was left the last time, if that is known.
  var left: LeftPlace?
  /// What was answered, by slide; an answer stays.
  public internal(set) var answers: [Int: GivenAnswer] = [:]
  /// The hint that is shown, from 1, by slide.
  public internal(set) var hints: [Int: Int] = [:]
  public internal(set) var theme: ThemeName
  /// How often the map of who was read was turned to other rows.
  public internal(set) var mapPage = 0
  /// Where the next character goes in the line that is being typed.
  public internal(set) var caret = Caret()
  /// What the last search looked for.
  public internal(set) var searched = ""
  /// Digits, or a first g, that wait for the rest of their key.
  public internal(set) var pending = ""
  var note: Note?
  public internal(set) var isPlaying = false
  /// Milliseconds from one step to the next while playing.
  public internal(set) var pace = 1000
  /// Whether the program was asked to end.
  public internal(set) var hasQuit = false

  public init(theme: ThemeName = .dark) {
    self.theme = theme
  }

  /// One line about the last key, for the frame that follows it.
  public internal(set) var message: String? {
    get { note?.text }
    set { note = newValue.map { Note(text: $0) } }
  }

  static let paces = [2000, 1500, 1000, 700, 500, 300, 200]
}

/// How the screen is coloured.
public enum ThemeName: String, CaseIterable, Sendable {
  case dark, light, contrast, none
}

public enum Pane: Sendable {
  case words, network
}

/// A row of the network's diagram.
public enum DiagramRow: Hashable, Sendable {
  case input
  case state(layer: Int, pass: Pass)
  case merged
}

/// One number, or one vector, of the diagram; `t` from 1. A chain of states has one more at the end it starts from:
/// h[0] or h′[T+1].
public struct Focus: Hashable, Sendable {
  public var slide: Int
  public var row: DiagramRow
  public var t: Int

  public init(slide: Int, row: DiagramRow, t: Int) {
    self.slide = slide
    self.row = row
    self.t = t
  }
}

/// A cell with its gates in the order in which they are computed.
public struct OpenCell: Hashable, Sendable {
  public var slide: Int
  public var place: StatePlace
  /// The last of `CellPart`s that is shown, from 0.
  public var part: Int
  /// Whether the class is at this state, and goes along when the cell moves on to another one.
  var leads: Bool
}

/// What is computed inside a cell, in order: each line of an open cell.
public enum CellPart: Hashable, Sendable {
  case gate(Gate)
  /// c[t] of an LSTM.
  case cellState
  /// h[t].
  case hidden

  public static func all(of cell: Cell) -> [CellPart] {
    cell.gates.map(CellPart.gate) + (cell == .lstm ? [.cellState, .hidden] : [.hidden])
  }
}

/// What can be opened in the place of the network's diagram; the keys of a network still act.
public enum Panel: Equatable, Sendable {
  /// The list of weights, biases and start states.
  case given(GivenCursor)
  /// The network beside the one that was kept.
  case comparison
  /// How a number was computed.
  case why(WhyPath)
}

public enum Overlay: Equatable, Sendable {
  /// The keys; `top` is the first line shown, nil where those that matter on the slide begin.
  case help(top: Int?)
  /// The list of slides, one of them chosen.
  case index(chosen: Int)
  /// The list of merges, one of them chosen.
  case merges(chosen: Int)
  /// The map of who was read, and the place in it that has the focus: a state's timestep and an input's, from 1.
  case influence(t: Int, s: Int)
  /// A line that is being typed.
  case search(text: String)
  /// Something that is being typed.
  case entry(Entry, text: String)

  static func merges(on live: LiveNetwork) -> Overlay {
    .merges(chosen: live.settings.merges.firstIndex(of: live.settings.merge) ?? 0)
  }
}

/// What the line that is being typed is for; `t` from 1.
public enum Entry: Hashable, Sendable {
  /// x[t], typed anew.
  case input(t: Int)
  /// The units of h[0] or h′[T+1], typed anew.
  case start(layer: Int, pass: Pass)
  /// One number, typed anew.
  case number(NumberPlace)
  /// An input behind x[t], or before x[1] where `after` is 0.
  case insertion(after: Int)
  /// The answer to the slide's question.
  case answer
  /// A merge.
  case formula
  /// A sentence whose blank is filled.
  case sentence
}

extension Viewpoint {
  /// A cell that was left behind, or a panel, must not open again by itself.
  ///
  /// - Parameter slide: the one before.
  mutating func tidy(after slide: Int, in lecture: Lecture) {
    cell = openCell(in: lecture)
    forgetLostPanel(in: lecture)
    if lecture.slide != slide { isPlaying = false }
  }

  mutating func nextTheme() {
    let all = ThemeName.allCases
    theme = all[(all.firstIndex(of: theme)! + 1) % all.count]
    message = "theme: \(theme.rawValue)"
  }

  mutating func changePace(by steps: Int) {
    let index = Self.paces.firstIndex(of: pace)! + steps
    pace = Self.paces[min(max(index, 0), Self.paces.count - 1)]
    message = "a plays one step in \(pace) ms"
  }

  /// Closes one thing: what was opened last lies on top.
  mutating func closeTopmost(in lecture: Lecture) {
    if case .entry(.formula, _) = overlay {
      overlay = .merges(chosen: Merge.basic.count)
    } else if overlay != nil {
      overlay = nil
    } else if isBlank {
      isBlank = false
    } else if isPlaying {
      isPlaying = false
    } else if showsNotes {
      showsNotes = false
    } else if shownPoll(in: lecture) != nil {
      hideBars()
    } else if case .given(var cursor) = panel(in: lecture), cursor.isInside {
      cursor.isInside = false
      show(.given(cursor), on: lecture.slide)
    } else if case .why(let path) = panel(in: lecture) {
      goUp(path, in: lecture)
    } else if panel(in: lecture) != nil {
      show(nil, on: lecture.slide)
    } else if cell != nil {
      cell = nil
    } else if showsCode {
      showsCode = false
    } else if hasOwnFocus(in: lecture) {
      focus = nil
    } else {
      message = "nothing is open; q leaves the lab"
    }
  }

  mutating func choose(_ row: Int) {
    switch overlay {
    case .index: overlay = .index(chosen: row)
    case .merges: overlay = .merges(chosen: row)
    default: break
    }
  }
}
