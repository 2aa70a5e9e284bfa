import Engine
import Lessons

/// What a key does on a slide that trains.
///
/// - Returns: false for what is the same there as everywhere.
func train(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) -> Bool {
  guard var training = lecture.training else { return false }
  switch action {
  case .play: startOrPause(&training, &lecture, &viewpoint)
  case .retrain:
    training.start(training.settings, run: lecture.nextRun())
    viewpoint.message = "from the first step again, with the same seed"
  case .undoChanges: undoAll(&training, lecture, &viewpoint)
  case .edit: viewpoint.overlay = .entry(.sentence, text: "")
  case .toggle(let toggle):
    guard let next = training.settings.toggled(toggle, of: training.plan) else {
      viewpoint.message = "a training has one layer in each direction, and no order to step in"
      return true
    }
    change(&training, &lecture, &viewpoint, to: next)
  case .nudge(let steps):
    guard let next = training.settings.nudged(steps, of: training.plan) else {
      viewpoint.message = "no \(steps > 0 ? "larger" : "smaller") learning rate is worth a try"
      return true
    }
    change(&training, &lecture, &viewpoint, to: next)
  case .mergePanel: compareMerges(&training, &lecture, &viewpoint)
  case .close where training.comparison != nil && viewpoint.overlay == nil && !viewpoint.isBlank:
    training.comparison = nil
  default: return false
  }
  lecture.trainings[lecture.slide] = training
  // The lesson's own sentence may be shorter than the one that was typed.
  lecture.go(to: lecture.slide, step: lecture.step)
  return true
}

/// Opens the table of merges, or closes it.
private func compareMerges(_ training: inout Training, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  if training.comparison != nil {
    training.comparison = nil
  } else if training.isRunning {
    viewpoint.message = "the networks still learn; the merges are compared when they are done, or paused with a"
  } else if training.progress.steps == 0 {
    viewpoint.message = "nothing is trained yet; a trains, then M compares the merges"
  } else {
    training.comparison = MergeComparison(run: lecture.nextRun())
  }
}

private func startOrPause(_ training: inout Training, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  if training.isRunning {
    training.isRunning = false
    viewpoint.message = "paused; a goes on"
  } else if training.run == 0 {
    training.start(training.settings, run: lecture.nextRun())
    viewpoint.message = "three networks learn from their first step on"
  } else if training.progress.isDone {
    viewpoint.message = "all \(training.settings.epochs) epochs are done; r starts over"
  } else {
    training.isRunning = true
    training.comparison = nil
  }
}

private func undoAll(_ training: inout Training, _ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  training.reset(to: TrainingSettings(training.plan), lecture.pretrained)
  training.read(Training.text(of: training.plan))
  viewpoint.message = "as the lesson has it"
}

/// Other settings: a training that runs starts over with them, one that does not waits.
private func change(
  _ training: inout Training, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint, to new: TrainingSettings
) {
  let old = training.settings
  let wasRunning = training.isRunning
  if wasRunning {
    training.start(new, run: lecture.nextRun())
  } else {
    training.reset(to: new, lecture.pretrained)
  }
  let next = wasRunning ? "it starts over" : training.isPretrained ? "trained before" : "a trains it"
  viewpoint.message = "\(text(from: old, to: new)) · \(next)"
}

private func text(from old: TrainingSettings, to new: TrainingSettings) -> String {
  if old.cell != new.cell { return "cell: \(old.cell.title) → \(new.cell.title)" }
  if old.hidden != new.hidden { return "hidden units: \(old.hidden) → \(new.hidden)" }
  if old.merge != new.merge { return "merge: \(old.merge.word) → \(new.merge.word)" }
  return "learning rate: \(old.rate) → \(new.rate)"
}

/// Takes a typed sentence, or says what is wrong with it and leaves the line open. What it says is shown with
/// everything read.
func takeSentence(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ typed: String) {
  switch BlankText.read(typed, lecture.training?.settings.task ?? .blank) {
  case .failure(let fault): viewpoint.message = fault.reason
  case .success(let text):
    viewpoint.overlay = nil
    lecture.trainings[lecture.slide]?.read(text)
    lecture.go(to: lecture.slide, step: lecture.steps)
  }
}
