/// A page as a tree, read strictly: everything that is opened is closed, and nothing but markup has a `<` in it.
final class PageElement {
  let name: String
  let attributes: [String: String]
  private(set) var children: [PageElement] = []
  /// Its own words and those of all in it, with references resolved.
  private(set) var text = ""

  init(name: String, attributes: [String: String] = [:]) {
    (self.name, self.attributes) = (name, attributes)
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  var all: [PageElement] { children.flatMap { [$0] + $0.all } }

  var classes: [Substring] { (attributes["class"] ?? "").split(separator: " ") }

  func all(_ name: String, class style: String? = nil) -> [PageElement] {
    all.filter { element in element.name == name && style.map { element.classes.contains(Substring($0)) } ?? true }
  }

  // MARK: Reading

  private static let voids: Set<String> = ["meta", "br"]
  /// What the page's own style and script may hold.
  private static let raw: Set<String> = ["style", "script"]

  static func read(_ page: String) throws -> PageElement {
    let root = PageElement(name: "")
    var open = [root]
    var rest = Substring(page)
    guard rest.hasPrefix("<!DOCTYPE html>") else { throw Fault(description: "no doctype") }
    rest = rest.dropFirst("<!DOCTYPE html>".count)
    while !rest.isEmpty {
      let words = rest.prefix { $0 != "<" }
      let text = try resolved(words)
      for element in open { element.text += text }
      rest = rest.dropFirst(words.count)
      guard !rest.isEmpty else { break }
      if rest.hasPrefix("</") {
        let name = rest.dropFirst(2).prefix { $0 != ">" }
        guard open.last?.name == String(name) else {
          throw Fault(description: "</\(name)> in \(open.last?.name ?? "")")
        }
        open.removeLast()
        rest = rest.dropFirst(name.count + 3)
        continue
      }
      let element = try opened(&rest)
      open.last?.children.append(element)
      if voids.contains(element.name) { continue }
      if raw.contains(element.name) {
        guard let end = rest.range(of: "</\(element.name)>") else { throw Fault(description: "no end") }
        element.text = String(rest[..<end.lowerBound])
        rest = rest[end.upperBound...]
      } else {
        open.append(element)
      }
    }
    guard open.count == 1 else { throw Fault(description: "\(open.last?.name ?? "") is not closed") }
    return root
  }

  private static func opened(_ rest: inout Substring) throws -> PageElement {
    rest = rest.dropFirst()
    let name = rest.prefix { $0.isLetter || $0.isNumber }
    guard !name.isEmpty else { throw Fault(description: "a < that opens nothing: \(rest.prefix(20))") }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while rest.first != ">" {
      rest = rest.drop { $0 == " " }
      let key = rest.prefix { $0.isLetter || $0 == "-" }
      guard !key.isEmpty else { throw Fault(description: "<\(name) \(rest.prefix(20))") }
      rest = rest.dropFirst(key.count)
      var value = ""
      if rest.hasPrefix("=\"") {
        let quoted = rest.dropFirst(2).prefix { $0 != "\"" }
        value = try resolved(quoted)
        rest = rest.dropFirst(quoted.count + 3)
      }
      attributes[String(key)] = value
    }
    rest = rest.dropFirst()
    return PageElement(name: String(name), attributes: attributes)
  }

  private static func resolved(_ text: Substring) throws -> String {
    guard text.contains("&") || text.contains(">") else { return String(text) }
    guard !text.contains(">") else { throw Fault(description: "a > in words: \(text.prefix(40))") }
    var result = ""
    for (index, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
      guard index > 0 else {
        result += part
        continue
      }
      let references = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\"", "#39;": "'"]
      guard let reference = references.first(where: { part.hasPrefix($0.key) }) else {
        throw Fault(description: "an & that is no reference: \(part.prefix(20))")
      }
      result += reference.value + part.dropFirst(reference.key.count)
    }
    return result
  }
}
