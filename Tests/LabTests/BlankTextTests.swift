import Lab
import Testing

@Suite("a sentence that is typed")
struct BlankTextTests {
  private func words(_ text: String) -> [String]? { try? BlankText.read(text).get().words }

  private func fault(_ text: String) -> String? {
    if case .failure(let fault) = BlankText.read(text) { fault.reason } else { nil }
  }

  @Test("capitals, commas, points and rows of underscores")
  func reading() {
    let expected = ["to", "look", "like", "coal", ",", "the", "mug", "has", "to", "be", "___"]
    #expect(words("To look like coal, the mug has to be ___.") == expected)
    #expect(words("  to look like coal ,the mug has to be _ ") == expected)
    #expect(words("to look like coal,the mug has to be _______!") == expected)
  }

  @Test("one blank, and not too many words")
  func limits() {
    #expect(fault("my boat is blue") == "write ___ where the colour is missing")
    #expect(fault("") == "write ___ where the colour is missing")
    #expect(fault("my ___ boat is ___") == "one ___ is enough")
    let long = Array(repeating: "the", count: 23).joined(separator: " ")
    #expect(words(long + " ___")?.count == 24)
    #expect(fault("the " + long + " ___") == "25 words are too many; 24 are the most")
  }

  @Test("every unknown word is named once")
  func unknown() {
    #expect(fault("my grey ___ zebra, grey") == "unknown: grey, zebra")
    #expect(fault("my <pad> ___") == "unknown: <pad>")
    #expect(words("my ___ boat") != nil)
  }

  @Test("each word is read in a step of its own, forward up to the blank, then backward from the end")
  func steps() throws {
    let text = try BlankText.read("mia painted the boat ___ to look like snow").get()
    #expect(text.blank == 4 && text.before == 4 && text.after == 4 && text.steps == 8)
    #expect(text.words.indices.map { text.step(ofWord: $0) } == [1, 2, 3, 4, nil, 8, 7, 6, 5])
  }
}
