import ArgumentParser
import Classroom
import Surface

struct ClassesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classes", abstract: "List the classes that can be joined on this machine.")

  func run() throws {
    var rows: [[String]] = []
    for place in ClassPlaces.all() {
      let link = ClassLink(place.socket, nil)
      link.run(milliseconds: 2000) { item in
        switch item {
        case .heard(.greeted(let hello)):
          let presenter = hello.isPresenterHere ? "presenting now" : "presenter away"
          rows.append([SafeText.string(place.name), SafeText.string(hello.host), "\(hello.here) here", presenter])
        default: break
        }
        return true
      }
    }
    guard !rows.isEmpty else { return try Output.write("There is no class to join here; bilab host opens one.\n") }
    let widths = (0..<4).map { column in rows.map { SafeText.width(of: $0[column]) }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - SafeText.width(of: text))
      }.joined(separator: "  ")
    }
    try Output.write(lines.joined(separator: "\n") + "\n")
  }
}
