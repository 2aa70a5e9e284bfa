import Engine

/// Opens the line in which a merge is typed, with the slide's formula in it if there is one.
func typeMerge(_ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  guard let live = lecture.live, live.settings.direction == .bidirectional else {
    viewpoint.message = "there is nothing to merge on this slide"
    return
  }
  viewpoint.overlay = .entry(.formula, text: live.settings.formula.map { Merge.formula($0).title } ?? "")
  viewpoint.caret.isFresh = live.settings.formula != nil
}

/// Makes what was typed the merge, or says where it is wrong, puts the caret there and leaves the line open.
func takeMerge(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ text: String) {
  guard !text.allSatisfy(\.isWhitespace) else {
    viewpoint.message = "nothing is typed yet; 0.7*h + 0.3*h' is a formula"
    return
  }
  do throws(MergeFormulaError) {
    let merge = if let word = Merge(word: text) { word } else { Merge.formula(try MergeFormula(text)) }
    viewpoint.overlay = nil
    update(&lecture, &viewpoint, .merge(merge))
  } catch {
    viewpoint.caret.tail = max(text.count + 1 - error.column, 0)
    viewpoint.message = error.description
  }
}
