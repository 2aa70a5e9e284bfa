import Lessons
import Testing

struct LessonMemoryTests {
  @Test func `what is written is read`() {
    var memory = LessonMemory(lesson: "/home/a \"b\"\\c\n\u{7}d′.md", slide: 7, title: "h′[t] \"=\" 2", step: 3)
    #expect(LessonMemory(memory.text) == memory)
    memory.answers[11] = LessonMemory.Answer(said: [2], isRight: true, title: "A\tsum")
    memory.answers[2] = LessonMemory.Answer(said: [-0.5, 1e300, 0.1], isRight: nil, title: "")
    #expect(LessonMemory(memory.text) == memory)
    #expect(memory.text.contains("said = [2], right = true"))
  }

  @Test func `many answers are read`() {
    var memory = LessonMemory(lesson: "l", slide: 1, title: "", step: 0)
    for slide in 1...300 {
      memory.answers[slide] = LessonMemory.Answer(said: [0.5, 1.5], isRight: false, title: "slide \(slide)")
    }
    #expect(LessonMemory(memory.text) == memory)
  }

  @Test(
    arguments: [
      "", "slide", "slide = \"7\"", "slide = 0", "slide = 9999999", "\0\0\0", "slide = [[[[1]]]]", "step = 3",
    ])
  func `what is no memory is none`(text: String) {
    #expect(LessonMemory(text) == nil)
  }

  @Test func `what is damaged is left out, and the rest is kept`() {
    let text =
      "slide = 3\nstep = -4\ntitle = 9\nlesson = \n[answers]\nx = 1\n2 = { said = [] }\n3 = { said = [1, \"a\"] }\n4 = { said = [nan] }\n5 = { said = [6] }\n"
    let memory = LessonMemory(text)
    #expect(memory?.slide == 3 && memory?.step == 0 && memory?.title == "")
    #expect(memory?.answers.keys.sorted() == [5])
  }
}
