import Engine
import Lessons

/// What a person does to the sequence that a network reads, and how it is taken back.
func experiment(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard let live = lecture.live else {
    viewpoint.message = "this slide has no network to change"
    return
  }
  switch action {
  case .undo, .redo: return travel(&lecture, &viewpoint, from: live, isBack: action == .undo)
  case .flip: return change(&lecture, &viewpoint, live, input: live.settings.input.reversed, focus: nil)
  default: break
  }
  let t = editedInput(lecture, &viewpoint)
  switch action {
  case .edit:
    viewpoint.overlay = .entry(.input(t: t), text: "")
  case .insert:
    guard live.time < InputSequence.longestEdited else {
      viewpoint.message = "an edited sequence has at most \(InputSequence.longestEdited) inputs"
      return
    }
    viewpoint.overlay = .entry(.insertion(after: t), text: "")
  case .delete:
    guard live.time > 1 else {
      viewpoint.message = "a network reads one input at least"
      return
    }
    change(&lecture, &viewpoint, live, input: live.settings.input.removing(t), focus: min(t, live.time - 1))
  case .nudge(let steps):
    guard let input = live.settings.input.nudged(t, by: steps) else {
      viewpoint.message = "a word has no steps; e types another one"
      return
    }
    change(&lecture, &viewpoint, live, input: input, focus: t)
  default: break
  }
}

/// Takes a typed input, or says where it is wrong and leaves the line open.
func take(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ text: String, for entry: Entry) {
  if entry == .sentence { return takeSentence(&lecture, &viewpoint, text) }
  guard let live = lecture.live else { return }
  let old = live.settings.input
  switch old.entry(text) {
  case .failure(let fault): viewpoint.message = fault.reason
  case .success(let typed):
    viewpoint.overlay = nil
    switch entry {
    case .input(let t): change(&lecture, &viewpoint, live, input: old.replacing(t, by: typed), focus: t)
    case .insertion(let t): change(&lecture, &viewpoint, live, input: old.inserting(typed, after: t), focus: t + 1)
    case .sentence: break
    }
  }
}

/// The input at the focus, which goes to it: from a state to what it read last.
private func editedInput(_ lecture: Lecture, _ viewpoint: inout Viewpoint) -> Int {
  let t = viewpoint.focus(in: lecture)?.t ?? 1
  viewpoint.focus = Focus(slide: lecture.slide, row: .input, t: t)
  return t
}

private func change(
  _ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ live: LiveNetwork, input: InputSequence, focus t: Int?
) {
  var settings = live.settings
  settings.input = input
  guard settings != live.settings else {
    viewpoint.message = "that is what it reads already"
    return
  }
  lecture.change(to: settings)
  viewpoint.cell = nil
  if let t { viewpoint.focus = Focus(slide: lecture.slide, row: .input, t: t) }
  viewpoint.message = changeText(from: live, to: lecture.live ?? live)
}

private func travel(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, from live: LiveNetwork, isBack: Bool) {
  guard isBack ? lecture.undo() : lecture.redo() else {
    viewpoint.message = isBack ? "nothing to undo on this slide" : "nothing to redo on this slide"
    return
  }
  viewpoint.cell = nil
  viewpoint.message = (isBack ? "undone: " : "redone: ") + changeText(from: live, to: lecture.live ?? live)
}

/// What became of a sequence, in words.
func inputText(from old: InputSequence, to new: InputSequence) -> String {
  if new == old.reversed, old.count > 1 { return "the sequence is turned round" }
  if new.count != old.count { return "inputs: \(old.count) → \(new.count)" }
  let changed = (1...old.count).filter { old.text($0) != new.text($0) }
  guard changed.count == 1 else { return "the inputs are others" }
  return "x[\(changed[0])]: \(old.text(changed[0])) → \(new.text(changed[0]))"
}
