import Engine
import FoundationEssentials
import Weights

/// The tensors of a run as JSON: lists in lists, by name. A number has as many digits as its type needs to be read
/// back as it was; NaN and infinity are the words "nan", "inf" and "-inf".
struct ResultsReport: Encodable {
  private let tensors: [String: StoredTensor]

  init(_ tensors: [String: StoredTensor]) {
    self.tensors = tensors
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      tensors.mapValues { tensor in
        switch tensor.values {
        case .f32(let numbers): Nested(numbers[...], tensor.shape[...])
        case .f64(let numbers): Nested(numbers[...], tensor.shape[...])
        case .i64(let numbers): Nested(numbers[...], tensor.shape[...])
        }
      })
  }
}

/// Numbers in as many lists in lists as their shape has sizes.
private enum Nested: Encodable {
  case number(any Encodable)
  case list([Nested])

  init<N: Encodable>(_ numbers: ArraySlice<N>, _ shape: ArraySlice<Int>) {
    guard let count = shape.first else {
      self = .number(numbers[numbers.startIndex])
      return
    }
    let size = count == 0 ? 0 : numbers.count / count
    self = .list(
      (0..<count).map { Nested(numbers.dropFirst($0 * size).prefix(size), shape.dropFirst()) })
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .number(let number): try number.encode(to: encoder)
    case .list(let list): try list.encode(to: encoder)
    }
  }
}
