import Classroom
import Surface

/// Writes what a class answered to a file, or prints it.
enum ClassResults {
  /// Of a journal; three hundred people fill it in a year.
  private static let mostBytes = 64 << 20

  /// - Parameter file: `-` prints.
  /// - Throws: `Failure` also where nobody has answered yet; nothing is written then.
  static func write(of place: ClassPlaces.Place, to file: String, namesPeople: Bool) throws {
    let journal = ClassPlaces.journal(of: place.name)
    let title = SafeText.string(place.name)
    let bytes: [UInt8]
    do {
      bytes = try FileReader.read(journal, most: mostBytes)
    } catch .missing {
      throw Failure("there was no class \(title) of yours here; --class names another one")
    } catch {
      throw Failure("\(SafeText.string(journal)): \(error)")
    }
    let table = AnswerTable(Journal.read(bytes).records)
    guard !table.isEmpty else {
      throw Failure("nobody has answered a question in the class \(title) yet")
    }
    let text = table.csv(namesPeople: namesPeople)
    if file == "-" { return try Output.write(text) }
    try AtomicFile.write(Array(text.utf8), to: file)
  }
}
