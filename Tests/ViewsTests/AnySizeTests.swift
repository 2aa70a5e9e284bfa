import Lab
import Surface
import Testing
import Views

/// Any keys at any size draw a whole frame and nothing outside it.
struct AnySizeTests {
  @Test(arguments: Soak.seeds(30))
  func `any keys at any size`(seed: UInt64) {
    var walk = Walk(seed: seed)
    var person = Person(walk.lesson(), glass: walk.glass())
    var keys: [Key] = []
    for _ in 0..<40 {
      if walk.number(4) == 0 {
        let isSmall = walk.number(3) == 0
        person.size = Size(columns: walk.number(isSmall ? 45 : 200) + 1, rows: walk.number(isSmall ? 14 : 60) + 1)
      }
      if walk.number(6) == 0, let scene = walk.scene() { person.attend(scene) }
      keys.append(walk.key())
      person.press(keys.last!)
      let frame = person.frame
      if let fault = fault(frame, person) {
        Issue.record("\(fault)\nat \(person.place)\nafter \(Walk.script(keys))\n\(frame.plainText)")
        return
      }
    }
  }

  @Test func `every width and every height`() {
    let wide = (1...140).flatMap { columns in [12, 24].map { Size(columns: columns, rows: $0) } }
    let high = (1...50).flatMap { rows in [1, 40, 80].map { Size(columns: $0, rows: rows) } }
    for (index, size) in (wide + high).enumerated() {
      var person = Person(BuiltIn.everything, size: size)
      person.go(to: index % BuiltIn.everything.slides.count + 1, step: index % 5)
      if let fault = fault(person.frame, person) { Issue.record("\(fault) at \(person.place)") }
    }
  }

  private func fault(_ frame: Frame, _ person: Person) -> String? {
    guard frame.size == person.size, frame.cells.count == person.size.columns * person.size.rows else {
      return "a frame of \(frame.size) with \(frame.cells.count) cells"
    }
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        if let fault = fault(frame, row, column, person.glass) { return "row \(row), column \(column): \(fault)" }
      }
    }
    let isWhole = person.size.columns >= 40 && person.size.rows >= 12 && !person.viewpoint.isBlank
    let bottom = (0..<frame.size.columns).map { frame[frame.size.rows - 1, $0].text }.joined()
    if isWhole, !person.isTyping, !bottom.hasSuffix("? help ") { return "the bottom line is “\(bottom)”" }
    return person.frame == frame ? nil : "another frame from the same state"
  }

  private func fault(_ frame: Frame, _ row: Int, _ column: Int, _ glass: Glass) -> String? {
    let text = frame[row, column].text
    if text.isEmpty {
      let isSecondHalf = column > 0 && SafeText.width(of: frame[row, column - 1].text) == 2
      return isSecondHalf ? nil : "half a character"
    }
    guard SafeText.string(text) == text, text.count == 1 else { return "unsafe text “\(text)”" }
    if SafeText.width(of: text) == 2, column + 1 == frame.size.columns || !frame[row, column + 1].text.isEmpty {
      return "“\(text)” without its second half"
    }
    if !glass.isUnicode, !text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return "“\(text)” is not ASCII" }
    return nil
  }
}
