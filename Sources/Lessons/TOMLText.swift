import CTOML

/// A value of a TOML document, copied out of the parser.
enum TOMLItem: Equatable {
  case string(String)
  case integer(Int)
  case number(Double)
  case list([TOMLItem])
  case table([String: TOMLItem])
  /// `2026-01-31` as it is written.
  case date(String)
  case boolean(Bool)
  /// A time: no key takes one.
  case other(String)

  /// What it is, in a message.
  var kind: String {
    switch self {
    case .string: "text"
    case .integer, .number: "a number"
    case .list: "a list"
    case .table: "a table"
    case .date: "a date"
    case .boolean: "true or false"
    case .other(let kind): kind
    }
  }
}

/// The one file that speaks with the TOML parser.
enum TOMLText {
  struct Fault: Error {
    /// From 1, in the text.
    var line: Int
    var column: Int
    var message: String
  }

  /// - Parameter text: nested so little that the parser's recursion is safe.
  static func parse(_ text: String) throws(Fault) -> [String: TOMLItem] {
    var text = text
    let document = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bilab_toml_parse($0.baseAddress, $0.count) }
    }
    defer { bilab_toml_free(document) }
    var (line, column): (UInt32, UInt32) = (1, 1)
    if let message = bilab_toml_fault(document, &line, &column) {
      throw Fault(line: Int(line), column: Int(column), message: String(cString: message))
    }
    var count = 0
    let first = bilab_toml_values(document, &count)
    var rest = UnsafeBufferPointer(start: first, count: count)[...]
    guard case .table(let items) = item(&rest) else { return [:] }
    return items
  }

  /// Takes one value, and with a table or a list all that is in it.
  private static func item(_ rest: inout Slice<UnsafeBufferPointer<bilab_toml_value>>) -> TOMLItem {
    let value = rest.removeFirst()
    switch value.kind {
    case BILAB_TOML_TABLE:
      var items: [String: TOMLItem] = [:]
      for _ in 0..<value.count {
        let key = rest.first.map { string($0.key, $0.key_length) } ?? ""
        items[key] = item(&rest)
      }
      return .table(items)
    case BILAB_TOML_ARRAY: return .list((0..<value.count).map { _ in item(&rest) })
    case BILAB_TOML_STRING: return .string(string(value.text, value.text_length))
    case BILAB_TOML_INTEGER: return .integer(Int(value.integer))
    case BILAB_TOML_NUMBER: return .number(value.number)
    case BILAB_TOML_DATE: return .date(string(value.text, value.text_length))
    case BILAB_TOML_BOOLEAN: return .boolean(value.integer != 0)
    default: return .other("a time")
    }
  }

  private static func string(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension TOMLText {
  /// A text as a value in a TOML file.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": return "\\\(scalar)"
      case _ where scalar.properties.generalCategory == .control || scalar.properties.isWhitespace && scalar != " ":
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
      default: return String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
