import Engine

/// Who fills the blank: the forward network alone, the backward network alone, or both, merged.
public enum BlankReader: Int, CaseIterable, Sendable {
  case forward, backward, both

  var direction: Direction { self == .both ? .bidirectional : .forward }
}

/// One value for each reader.
public struct ByReader<Value> {
  public var forward: Value
  public var backward: Value
  public var both: Value

  public init(_ value: (BlankReader) throws -> Value) rethrows {
    forward = try value(.forward)
    backward = try value(.backward)
    both = try value(.both)
  }

  public subscript(reader: BlankReader) -> Value {
    get {
      switch reader {
      case .forward: forward
      case .backward: backward
      case .both: both
      }
    }
    set {
      switch reader {
      case .forward: forward = newValue
      case .backward: backward = newValue
      case .both: both = newValue
      }
    }
  }
}

extension ByReader: Equatable where Value: Equatable {}
extension ByReader: Hashable where Value: Hashable {}
extension ByReader: Sendable where Value: Sendable {}
