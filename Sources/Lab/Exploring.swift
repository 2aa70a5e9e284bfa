/// A lecture that waits while another one is on the screen. Copies cost nothing, and to compare one with itself costs
/// nothing either.
struct SetAside: Equatable, Sendable {
  /// One lecture, behind an array's reference.
  private var lectures: [Lecture]

  init(_ lecture: Lecture) {
    lectures = [lecture]
  }

  var lecture: Lecture {
    get { lectures[0] }
    set { lectures[0] = newValue }
  }
}

/// Leaves the lecture at its exact state, or returns to where it is by now.
func follow(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  if viewpoint.isFollowing {
    leave(&lecture, &viewpoint)
    viewpoint.attendance?.left = lecture.quietState
    viewpoint.message = "yours to try now; f returns to the lecture"
    return
  }
  lecture.rest()
  let isTried = viewpoint.attendance?.left != lecture.quietState
  if isTried { viewpoint.ownLecture = SetAside(lecture) }
  if let aside = viewpoint.classLecture { lecture = aside.lecture }
  viewpoint.classLecture = nil
  viewpoint.attendance?.isFollowing = true
  viewpoint.saying = .following(true)
  viewpoint.cell?.leads = false
  (viewpoint.overlay, viewpoint.isPlaying) = (nil, false)
  viewpoint.message = "back in the lecture" + (isTried ? "; F takes you to what you tried" : "")
}

/// Back to what this person tried last. What they try now is kept in its place.
func resume(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  guard let own = viewpoint.ownLecture else {
    viewpoint.message =
      "you have tried nothing yet" + (viewpoint.isFollowing ? "; f leaves the lecture" : " before this")
    return
  }
  if viewpoint.isFollowing {
    leave(&lecture, &viewpoint)
  } else {
    lecture.rest()
    viewpoint.ownLecture = SetAside(lecture)
  }
  lecture = own.lecture
  viewpoint.attendance?.left = nil
  (viewpoint.overlay, viewpoint.isPlaying) = (nil, false)
  viewpoint.message = "where you were on your own; f returns to the lecture"
}

private func leave(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  viewpoint.classLecture = SetAside(lecture)
  lecture.rest()
  viewpoint.attendance?.isFollowing = false
  viewpoint.saying = .following(false)
}

extension Lecture {
  /// The state without what is only news of the last key.
  fileprivate var quietState: LectureState {
    var state = state
    state.before = nil
    return state
  }

  /// Lets no training go on by itself: what was the class's becomes one person's, and the other way round.
  fileprivate mutating func rest() {
    for slide in trainings.keys { trainings[slide]?.isRunning = false }
  }
}
