import Engine

/// Everything that a person can do, as it happened: one case a key of the key table.
public enum LabAction: Hashable, Sendable {
  // The position.
  case next, back
  case nextSlide, previousSlide
  case firstSlide, lastSlide
  /// Slides count from 1 here, as they are typed.
  case slide(Int)
  case timestep(Int)
  case restart
  /// To where the lesson was left the last time.
  case resume
  // The network.
  case toggle(Toggle)
  case merge(Merge)
  case undoChanges
  /// Opens a line in which a merge is typed.
  case typeMerge
  /// Opens a line in which what has the focus is typed anew, or an input that comes after it.
  case edit, insert
  /// Adds to what has the focus, in steps.
  case nudge(Int)
  case delete, flip
  /// Keeps the network as it is now, to be compared with.
  case keep
  case undo, redo
  case moveFocus(rows: Int, time: Int)
  case moveUnit(Int)
  /// Opens and closes what stands in the diagram's place.
  case given, comparison
  /// Moves in the list of given tensors, or among the numbers of one.
  case moveGiven(rows: Int, columns: Int)
  case open
  /// From a number down to what it was computed from.
  case why(WhyMove)
  // A question.
  /// Opens the line in which the answer is typed, with what is typed already.
  case answer(String)
  case hint
  // Playing.
  case play, faster, slower, tick
  // Training.
  case retrain
  /// What the training of a slide has come to.
  case trained(TrainingNews)
  /// How far a comparison of merges is.
  case compared(MergeNews)
  // A class.
  /// Leaves the lecture at its exact state, or returns to it.
  case follow
  /// Tells that one is lost here, or no longer.
  case lost
  /// The presenter's: puts the slide's question to the class, or ends it.
  case ask
  /// Shows what was answered: the presenter to more and more people, a follower on their own screen.
  case bars
  /// The presenter points at the focus; anybody else goes back to what they tried last.
  case point
  /// At a presenter's second screen.
  case desk(DeskAction)
  /// What was heard of the class.
  case attend(ClassNews)
  /// What the presenter's lecture shows now, and where the presenter has pointed since the last time.
  case shared(LectureState, point: Focus?)
  /// How far trainings have come where another presenter computes them.
  case progressed(LectureState)
  /// The lesson's file has changed.
  case reloaded(NewText)
  // What lies over the slide.
  case close
  case help, index, mergePanel, search
  /// Opens the map of who was read, or closes it; and moves the place in it that has the focus.
  case influence
  case moveInfluence(t: Int, s: Int)
  /// Turns it to the rows that had no room.
  case turnMaps
  case choose(Int)
  case confirm
  case type(Character)
  case erase
  /// Empties the line that is being typed.
  case eraseLine
  /// Moves in the line that is being typed, by so many characters.
  case moveCaret(Int)
  case findNext, findPrevious
  /// The first line to show, already kept within the text.
  case scrollWords(to: Int)
  case scrollHelp(to: Int)
  case scrollNotes(to: Int)
  case blank, notes, code, otherPane, theme
  /// Takes the network's PyTorch code to the terminal's clipboard.
  case copy
  // Keys that wait for more, and keys that do nothing.
  case pending(String)
  case ignored(reason: String)
  case quit
}
