extension Lesson {
  /// The lesson with networks that step in the order that somebody prefers, where it says nothing of its own.
  public func preferring(_ order: SteppingOrder?) -> Lesson {
    guard let order else { return self }
    var lesson = self
    for index in lesson.slides.indices where lesson.slides[index].experiment?.settlesOrder == false {
      lesson.slides[index].experiment?.order = order
      if lesson.slides[index].experiment?.comparison?.settlesOrder == false {
        lesson.slides[index].experiment?.comparison?.order = order
      }
    }
    return lesson
  }
}
