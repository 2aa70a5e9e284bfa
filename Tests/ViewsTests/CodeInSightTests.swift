import Engine
import Lab
import Lessons
import Surface
import Testing
import Views

/// The lines of PyTorch code that belong to the current step are on the screen.
struct CodeInSightTests {
  private func text(_ frame: Frame) -> [String] {
    frame.plainText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The rows that begin with this, and whether they are lit.
  private func rows(_ person: Person, _ start: String) -> [Bool] {
    let frame = person.frame
    return text(frame).enumerated().filter { $0.element.hasPrefix(" " + start) }.map {
      frame[$0.offset, 1].style.isBold
    }
  }

  @Test(arguments: ["P", "W P", "W right P", "E P", "E down enter P", "S P"])
  func `P shows the code whatever was open`(script: String) {
    var person = Person(BuiltIn.chapter)
    person.go(to: 8, step: 3)
    person.press(script)
    #expect(rows(person, "import torch") == [false])
  }

  @Test(arguments: [(80, 24), (60, 20), (40, 12), (120, 40)])
  func `at every step of every network`(_ columns: Int, _ rows: Int) {
    for (slide, content) in BuiltIn.chapter.slides.enumerated() where content.experiment != nil {
      for script in ["P", "c P", "L H P"] {
        var person = Person(BuiltIn.chapter, size: Size(columns: columns, rows: rows))
        person.go(to: slide + 1, step: content.pauses)
        person.press(script)
        #expect(self.rows(person, "import torch") == [false], "slide \(slide + 1) \(script)")
        while person.lecture.step < person.lecture.steps {
          person.act(.next)
          let lit = PyTorchSource.moments(of: person.lecture)
          let lines = PyTorchSource.lines(of: person.lecture.live!).filter { lit.contains($0.moment) }
          #expect(!lines.isEmpty)
          for line in lines {
            let start = String(line.text.prefix(columns - 4))
            #expect(self.rows(person, start) == [true], "slide \(slide + 1) \(script) step \(person.lecture.step)")
          }
        }
      }
    }
  }

  @Test func `scrolling by hand wins, until the code is opened again`() {
    var person = Person(BuiltIn.chapter, size: Size(columns: 40, rows: 12))
    person.go(to: 8, step: 1)
    person.press("P")
    #expect(rows(person, "import torch").isEmpty && rows(person, "y = output") == [false])
    person.press("K K K K K K K K")
    #expect(rows(person, "import torch") == [false])
    person.press("space")
    #expect(rows(person, "import torch") == [false])
    person.press("P P")
    #expect(rows(person, "import torch").isEmpty)
  }
}
