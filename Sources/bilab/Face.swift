import Lab
import Surface
import Views

/// What a lecture looks like on a screen, and what keys mean there.
protocol Face {
  /// Whether the trainings of the lecture are computed behind it.
  var computes: Bool { get }

  func frame(_ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass) -> Frame

  func action(
    for key: Key, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass
  ) -> LabAction

  /// Milliseconds until it looks different without anything having happened; nil for never.
  func wait(_ viewpoint: Viewpoint) -> Int?
}

/// The lab's own.
struct LabFace: Face {
  let computes = true

  func frame(_ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass) -> Frame {
    draw(lecture, viewpoint, size, glass)
  }

  func action(
    for key: Key, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass
  ) -> LabAction {
    Keymap.action(for: key, lecture, viewpoint, size, glass)
  }

  func wait(_ viewpoint: Viewpoint) -> Int? { nil }
}

/// A presenter's desk, with the one clock of the house.
struct DeskFace: Face {
  let session: ClassSession
  /// The presenter's own screen computes them, and the desk takes over what it has come to.
  let computes = false

  func frame(_ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass) -> Frame {
    desk(lecture, viewpoint, size, glass).frame
  }

  func action(
    for key: Key, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass
  ) -> LabAction {
    desk(lecture, viewpoint, size, glass).action(for: key)
  }

  /// Until the next full second.
  func wait(_ viewpoint: Viewpoint) -> Int? {
    viewpoint.isBlank || session.endedAt != nil ? nil : elapsed.map { 1000 - max($0, 0) % 1000 }
  }

  private func desk(_ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass) -> DeskView {
    DeskView(lecture, viewpoint, session.roster?.roster ?? Roster(), elapsed: elapsed, size, glass)
  }

  private var elapsed: Int? {
    session.roster.flatMap { roster, at in roster.elapsed.map { $0 + (session.endedAt ?? milliseconds()) - at } }
  }
}
