import TOMLKit

/// A value of a TOML document, copied out of the parser.
enum TOMLItem: Equatable {
  case string(String)
  case integer(Int)
  case number(Double)
  case list([TOMLItem])
  case table([String: TOMLItem])
  /// `2026-01-31` as it is written.
  case date(String)
  /// A boolean or a time: no key takes one.
  case other(String)

  /// What it is, in a message.
  var kind: String {
    switch self {
    case .string: "text"
    case .integer, .number: "a number"
    case .list: "a list"
    case .table: "a table"
    case .date: "a date"
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

  /// - Parameter text: free of NUL, and nested so little that the parser's recursion is safe.
  static func parse(_ text: String) throws(Fault) -> [String: TOMLItem] {
    if let (line, column) = TOMLBraces.misplaced(in: text) {
      throw Fault(line: line, column: column, message: "expected a value or closing ']', saw '}'")
    }
    do {
      return items(try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw Fault(line: error.source.begin.line, column: error.source.begin.column, message: error.description)
    } catch {
      throw Fault(line: 1, column: 1, message: "it cannot be read")
    }
  }

  private static func items(_ table: TOMLTable) -> [String: TOMLItem] {
    var result: [String: TOMLItem] = [:]
    for key in table.keys {
      // A key with an escaped NUL in it comes back cut and is not found.
      guard let value = table[key] else { continue }
      result[key] = item(value.tomlValue)
    }
    return result
  }

  private static func item(_ value: TOMLValue) -> TOMLItem {
    switch value.type {
    case .string: .string(value.string ?? "")
    case .int: .integer(value.int ?? 0)
    case .double: .number(value.double ?? 0)
    case .array: .list(value.array?.map { item($0.tomlValue) } ?? [])
    case .table: .table(value.table.map(items) ?? [:])
    case .date: .date(value.date?.debugDescription ?? "")
    case .bool: .other("true or false")
    case .time, .dateTime: .other("a time")
    }
  }
}
