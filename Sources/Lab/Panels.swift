import Engine

/// Opens or closes what stands in the diagram's place, and keeps a network to compare with.
func openPanel(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard lecture.live != nil else {
    viewpoint.message = lecture.withoutNetwork("open")
    return
  }
  switch action {
  case .keep:
    lecture.keep()
    viewpoint.message = "kept as it is now; S compares with it"
  case .given:
    if case .given = viewpoint.panel(in: lecture) {
      viewpoint.show(nil, on: lecture.slide)
    } else {
      viewpoint.cell = nil
      viewpoint.show(.given(GivenCursor()), on: lecture.slide)
    }
  default:
    if viewpoint.panel(in: lecture) == .comparison {
      viewpoint.show(nil, on: lecture.slide)
    } else if lecture.keptNetwork == nil {
      viewpoint.message = "nothing to compare with yet; s keeps the network as it is now"
    } else {
      viewpoint.cell = nil
      viewpoint.show(.comparison, on: lecture.slide)
    }
  }
}
