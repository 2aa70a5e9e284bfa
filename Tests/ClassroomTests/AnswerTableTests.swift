import Testing

@testable import Classroom

/// What was answered, as spreadsheets read it.
struct AnswerTableTests {
  private func asked(_ id: UInt32, slide: Int = 6, title: String = "h′[2]?") -> JournalRecord {
    .asked(.init(id: id, lesson: ContentID([1]), lessonName: "my.md", slide: slide, title: title, date: 1_790_000_000))
  }

  private func answer(_ poll: UInt32, _ seat: String, _ said: [Double], nickname: String = "") -> JournalRecord {
    .answer(.init(poll: poll, seat: seat, nickname: nickname, nonce: 1, said: said))
  }

  private func lines(_ records: [JournalRecord], namesPeople: Bool = false) -> [String] {
    let text = AnswerTable(records).csv(namesPeople: namesPeople)
    #expect(text.hasSuffix("\r\n"))
    return text.split(separator: "\r\n").map(String.init)
  }

  @Test func `each seat's last answer to each question is a line`() {
    let records = [
      asked(1), answer(1, "zoe", [3]), answer(1, "yan", [5]), answer(1, "zoe", [9, -0.5]), .ended(poll: 1),
      asked(2, slide: 0, title: "Two"), answer(2, "zoe", [-1]), answer(1, "tess", [7]), answer(3, "nobody", [1]), .over,
    ]
    #expect(
      lines(records) == [
        "poll,asked,lesson,slide,title,seat,answer", "1,2026-09-21T14:13:20Z,my.md,7,h′[2]?,zoe,9 -0.5",
        "1,2026-09-21T14:13:20Z,my.md,7,h′[2]?,yan,5", "1,2026-09-21T14:13:20Z,my.md,7,h′[2]?,tess,7",
        "2,2026-09-21T14:13:20Z,my.md,1,Two,zoe,-1",
      ])
    #expect(!AnswerTable(records).isEmpty)
    #expect(AnswerTable([asked(1), .ended(poll: 1)]).isEmpty)
  }

  @Test func `nicknames are there where they are asked for`() {
    let records = [asked(1), answer(1, "kiosk/07", [1], nickname: "Zoë")]
    #expect(lines(records, namesPeople: true)[0] == "poll,asked,lesson,slide,title,seat,nickname,answer")
    #expect(lines(records, namesPeople: true)[1].hasSuffix(",kiosk/07,Zoë,1"))
    #expect(!lines(records)[1].contains("Zoë"))
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("+A1", "'+A1"), ("-A1", "'-A1"), ("@SUM(1)", "'@SUM(1)"), ("  =1", "'  =1"),
      ("\t=1", "' =1"), (" a", "\" a\""), ("＝1", "'＝1"), ("-5", "-5"), ("+2.5e3", "+2.5e3"), ("a=1", "a=1"),
      ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a\r\nb", "ab"),
      ("\u{1b}[31mx", "[31mx"), ("", ""), ("漢字", "漢字"),
    ])
  func `a text is neither a formula nor more than its field`(text: String, field: String) {
    let line = lines([asked(1, title: text), answer(1, text, [1], nickname: text)], namesPeople: true)[1]
    #expect(line == "1,2026-09-21T14:13:20Z,my.md,7,\(field),\(field),\(field),1")
  }

  @Test(
    arguments: [
      ([9.0], "9"), ([-0.5], "-0.5"), ([1e300], "1e+300"), ([], ""), ([-1, 2], "'-1 2"), ([0.1, 0.25], "0.1 0.25"),
    ])
  func `numbers are written to be read back`(said: [Double], field: String) {
    #expect(lines([asked(1), answer(1, "a", said)])[1].hasSuffix(",a,\(field)"))
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_399, "2000-02-28T23:59:59Z"),
      (951_782_400, "2000-02-29T00:00:00Z"), (951_868_800, "2000-03-01T00:00:00Z"),
      (4_102_444_799, "2099-12-31T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
      (-62_135_596_800, "0001-01-01T00:00:00Z"), (.max, "9999-12-31T23:59:59Z"), (.min, "0001-01-01T00:00:00Z"),
    ])
  func `times are those of the calendar`(date: Int, text: String) {
    #expect(AnswerTable.time(date) == text)
  }
}
