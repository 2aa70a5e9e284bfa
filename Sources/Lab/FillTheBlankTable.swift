/// Everything that the sentences of the task are made of: a colour is missing, and one thing in the sentence, the clue,
/// tells which.
///
/// No template says "a ___", which would rule "orange" out, and no clue is named beside its colour.
enum FillTheBlankTable {
  static let clues: [(colour: String, clues: [String])] = [
    ("red", ["a cherry", "a poppy", "a ruby", "a raspberry"]),
    ("orange", ["a carrot", "a pumpkin", "a tangerine", "a basketball"]),
    ("yellow", ["a lemon", "a sunflower", "a daffodil", "a duckling"]),
    ("green", ["grass", "a cucumber", "a cactus", "a pea"]),
    ("blue", ["the sea", "the sky", "a cornflower", "a sapphire"]),
    ("purple", ["lavender", "a plum", "an aubergine", "an amethyst"]),
    ("white", ["snow", "a cloud", "a swan", "a ghost"]),
    ("black", ["coal", "a crow", "a spider", "the night"]),
  ]

  static let people = ["mia", "leo", "nora", "sam", "yuki", "omar", "ella", "ravi"]
  static let things = ["scarf", "kite", "door", "bike", "mug", "boat", "tent", "chair"]

  static let clueBefore = [
    "to look like CLUE , the THING has to be ___",
    "with CLUE in mind , PERSON painted the THING ___",
    "to draw CLUE , PERSON needs some ___ paint",
    "CLUE and the ___ THING have the same colour",
    "after seeing CLUE , PERSON picked the ___ THING",
  ]

  static let clueAfter = [
    "PERSON painted the THING ___ to look like CLUE",
    "my THING is as ___ as CLUE",
    "PERSON needs some ___ paint to draw CLUE",
    "the ___ THING and CLUE have the same colour",
    "PERSON picked the ___ THING because it matches CLUE",
  ]

  /// The padding and the blank, the colours, the clues, then the other words as the table comes to them.
  static func vocabulary() -> Vocabulary {
    var words = [Vocabulary.padding, Vocabulary.blank] + clues.map(\.colour)
    words += clues.flatMap(\.clues).map { noun(of: $0) }
    let texts = clues.flatMap(\.clues) + people + things + clueBefore + clueAfter
    for word in texts.flatMap(split) where word.first?.isUppercase == false && !words.contains(word) {
      words.append(word)
    }
    return Vocabulary(words)
  }

  /// The word that tells the colour, the last of a clue.
  static func noun(of clue: String) -> String { split(clue).last ?? clue }

  static func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
