import FoundationEssentials

/// One measured number, and what it may be at most.
struct Figure: Encodable {
  /// With the unit, behind a comma.
  let name: String
  let value: Double
  let limit: Double?

  init(_ name: String, _ value: Double, atMost limit: Double? = nil) {
    (self.name, self.value, self.limit) = (name, (value * 1000).rounded() / 1000, limit)
  }

  init(_ name: String, _ value: Int, atMost limit: Double? = nil) { self.init(name, Double(value), atMost: limit) }

  var isOver: Bool { limit.map { value > $0 } ?? false }

  private enum CodingKeys: String, CodingKey {
    case name = "figure"
    case value, limit, verdict
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(limit, forKey: .limit)
    try container.encodeIfPresent(limit.map { _ in isOver ? "OVER" : "ok" }, forKey: .verdict)
  }

  func line(isJSON: Bool) throws -> String {
    guard isJSON else {
      let remark = limit.map { " (at most \(Self.text($0)): \(isOver ? "OVER" : "ok"))" } ?? ""
      return "\(name): \(Self.text(value))\(remark)"
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}

/// Times of the same thing, in milliseconds.
struct Latencies {
  private(set) var all: [Double] = []

  mutating func add(_ latency: Double) { all.append(latency) }

  /// The smallest that so large a part is not above: the value of rank ⌈part · count⌉; 0 where there is none.
  func quantile(_ part: Double) -> Double {
    guard !all.isEmpty else { return 0 }
    let rank = Int((part * Double(all.count)).rounded(.up))
    return all.sorted()[min(max(rank, 1), all.count) - 1]
  }
}
