import Engine

extension Quantity {
  public init(_ text: String) throws(QuantityFault) {
    var parser = QuantityParser(text)
    self = try parser.quantity()
  }
}

/// Reads one quantity, from left to right; the first thing that is wrong ends it.
private struct QuantityParser {
  private static let example = "write one such as h[2], h'[1], output[-1] or shape.h_n"
  private static let names =
    Quantity.Series.allCases.map(\.rawValue) + Quantity.Result.allCases.map(\.rawValue)
    + ["parameters", "shape", "compare", "all", "steps", "read", "batch", "error"]

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func quantity() throws(QuantityFault) -> Quantity {
    skipBlanks()
    let start = index
    let isCompared = word() == "compare"
    if isCompared { try take(".", after: "compare", "write compare.h[2]") } else { index = start }
    let quantity = try body()
    let end = index
    skipBlanks()
    if next != nil {
      let rest = String(String.UnicodeScalarView(scalars[index...]))
      throw fault(at: index, "\(quoted(rest)) does not belong behind \(read(to: end))", "delete it")
    }
    return isCompared ? .compared(quantity) : quantity
  }

  private mutating func body() throws(QuantityFault) -> Quantity {
    let start = index
    let name = word()
    switch name {
    case "":
      throw fault(at: start, next == nil ? "no quantity is named" : "a quantity begins with a name", Self.example)
    case "all":
      skipBlanks()
      let start = index
      let name = word()
      guard let series = series(name) else { throw unknown(name, at: start) }
      return .series(series, layer: nil, t: nil, unit: nil)
    case "parameters":
      guard takeIf(".") else { return .parameters(nil) }
      return .parameters(try parameter())
    case "steps": return .steps
    case "read": return try inputsRead()
    case "batch": return .batch(try batch())
    case "error":
      try take(".", after: name, "write error.reverse, or error.weight_ih_l0")
      let start = index
      if word() == "reverse" { return .error(missing: nil) }
      index = start
      return .error(missing: try parameter())
    case "shape":
      try take(".", after: name, "write shape.output, shape.h_n or shape.weight_ih_l0")
      return .shape(try shaped())
    default:
      if let result = Quantity.Result(rawValue: name) { return .result(result, row: try row()) }
      if let layer = try layer(name, at: start) { return try series(inLayer: layer) }
      guard let series = series(name) else { throw unknown(name, at: start) }
      return try at(series, layer: nil)
    }
  }

  // MARK: Timesteps

  /// The 2 of `l2.`; nil where the word is no layer.
  private mutating func layer(_ name: String, at start: Int) throws(QuantityFault) -> Int? {
    guard name.hasPrefix("l"), name.count > 1, name.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    try take(".", after: name, "write \(name).h[1]")
    guard let layer = Int(name.dropFirst()), (1...9999).contains(layer) else {
      throw fault(at: start, "\(quoted(name)) is no layer", "write l1 for the first layer, as on the screen")
    }
    return layer
  }

  private mutating func series(inLayer layer: Int) throws(QuantityFault) -> Quantity {
    let start = index
    let name = word()
    guard let series = series(name) else { throw unknown(name, at: start) }
    if series == .input { throw fault(at: start, "x belongs to no layer", "write x without l\(layer).") }
    return try at(series, layer: layer)
  }

  /// A series by its name, with the prime behind it if there is one.
  private mutating func series(_ name: String) -> Quantity.Series? {
    if name == "h" || name == "c", takeIf("'") || takeIf("′") { return Quantity.Series(rawValue: name + "'") }
    return Quantity.Series(rawValue: name)
  }

  /// What stands behind a series: `[2]`, `[2].1`, or nothing.
  private mutating func at(_ series: Quantity.Series, layer: Int?) throws(QuantityFault) -> Quantity {
    guard takeIf("[") else { return .series(series, layer: layer, t: nil, unit: nil) }
    let start = index
    if next == "-" {
      throw fault(
        at: start, "time counts from 1 and never from the end", "write a t from 1, or output[-1] for PyTorch's last row"
      )
    }
    let t = try number("a t", "write \(series.rawValue)[1]")
    let hasStart = series == .forward || series == .forwardCell
    if t == 0, !hasStart { throw fault(at: start, "there is no \(series.rawValue)[0]", "count t from 1") }
    try take("]", after: "\(series.rawValue)[\(t)", "write \(series.rawValue)[\(t)]")
    guard takeIf(".") else { return .series(series, layer: layer, t: t, unit: nil) }
    let unitStart = index
    let unit = try number("a unit", "write \(series.rawValue)[\(t)].1")
    if unit == 0 { throw fault(at: unitStart, "there is no unit 0", "count units from 1") }
    return .series(series, layer: layer, t: t, unit: unit)
  }

  // MARK: PyTorch's own

  private mutating func row() throws(QuantityFault) -> Int? {
    guard takeIf("[") else { return nil }
    let isNegative = takeIf("-") || takeIf("−")
    let value = try number("a row", "write [0] for the first row, [-1] for the last")
    let row = isNegative ? -value : value
    try take("]", after: "[\(row)", "write [\(row)]")
    return row
  }

  private mutating func shaped() throws(QuantityFault) -> Quantity.Shaped {
    let start = index
    if let result = Quantity.Result(rawValue: word()) { return .result(result) }
    index = start
    return .parameter(try parameter())
  }

  /// A name as PyTorch has it, such as `weight_ih_l0_reverse`.
  private mutating func parameter() throws(QuantityFault) -> ParameterID {
    let start = index
    let name = word()
    let isReverse = name.hasSuffix("_reverse")
    let parts = (isReverse ? String(name.dropLast(8)) : name).split(separator: "_", omittingEmptySubsequences: false)
    let place = parts.last ?? ""
    let kinds: [ParameterKind] = [.weightIH, .weightHH, .biasIH, .biasHH, .weightHR]
    guard let kind = kinds.first(where: { $0.rawValue == parts.dropLast().joined(separator: "_") }),
      place.hasPrefix("l"), let layer = Int(place.dropFirst()), (0...9999).contains(layer), place == "l\(layer)"
    else {
      throw fault(
        at: start, name.isEmpty ? "a name is missing" : "\(quoted(name)) is no name of PyTorch's",
        "write one such as weight_ih_l0, bias_hh_l0 or weight_hh_l1_reverse")
    }
    return ParameterID(kind, layer: layer, pass: isReverse ? .backward : .forward)
  }

  // MARK: What was read, and batches

  private mutating func inputsRead() throws(QuantityFault) -> Quantity {
    let example = "write read.h[2], read.h'[2] or read.l2.h[1]"
    try take(".", after: "read", example)
    let start = index
    guard case .series(let series, let layer, let t?, nil) = try body(), [.forward, .backward].contains(series) else {
      throw fault(at: start, "what is read belongs to one state", example)
    }
    return .inputsRead(series, layer: layer, t: t)
  }

  private mutating func batch() throws(QuantityFault) -> Quantity.Batch {
    let words = Quantity.Batch.allCases.map(\.rawValue)
    try take(".", after: "batch", "write batch.\(words[1])")
    let start = index
    var name = word()
    if name == "shape" || name == "first", takeIf(".") { name += "." + word() }
    if let batch = Quantity.Batch(rawValue: name) { return batch }
    throw fault(at: start, "\(quoted(name)) is nothing of a batch", "write \(alternatives(words))")
  }

  // MARK: Signs

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func skipBlanks() {
    while next == " " || next == "\t" || next == "\n" { index += 1 }
  }

  private mutating func takeIf(_ sign: Unicode.Scalar) -> Bool {
    guard next == sign else { return false }
    index += 1
    return true
  }

  private mutating func take(_ sign: Unicode.Scalar, after: String, _ advice: String) throws(QuantityFault) {
    if !takeIf(sign) { throw fault(at: index, "a \(sign) is missing behind \(after)", advice) }
  }

  /// The signs from here to the first that is not of a kind.
  private mutating func takeAll(where isOfKind: (Unicode.Scalar) -> Bool) -> String {
    var taken = ""
    while let next, isOfKind(next) {
      taken.unicodeScalars.append(next)
      index += 1
    }
    return taken
  }

  /// Letters, digits and _.
  private mutating func word() -> String {
    takeAll { $0 == "_" || ($0.isASCII && ($0.properties.isAlphabetic || $0.isDigit)) }
  }

  private mutating func number(_ what: String, _ advice: String) throws(QuantityFault) -> Int {
    let start = index
    let digits = takeAll(where: \.isDigit)
    if digits.isEmpty { throw fault(at: start, "\(what) is missing", advice) }
    guard let value = Int(digits), value <= 9999 else {
      throw fault(at: start, "\(quoted(digits)) is too large", "write a number of up to four digits")
    }
    return value
  }

  private func read(to end: Int) -> String {
    quoted(String(String.UnicodeScalarView(scalars[..<end])).trimmed)
  }

  private func unknown(_ name: String, at start: Int) -> QuantityFault {
    if name.isEmpty { return fault(at: start, "a name is missing", Self.example) }
    if Self.names.contains(name) { return fault(at: start, "\(name) does not belong here", Self.example) }
    let meant = nearest(to: name, among: Self.names)
    return fault(at: start, "\(quoted(name)) is no quantity", meant.map { "write \($0)" } ?? Self.example)
  }

  private func fault(at index: Int, _ message: String, _ advice: String) -> QuantityFault {
    QuantityFault(column: index + 1, message: message, advice: advice)
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
