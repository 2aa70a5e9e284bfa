/// Reads LaTeX from left to right and writes lines. What it does not understand it writes as it stands.
struct Typesetter {
  /// Groups and environments, one inside the other; deeper ones are read as if they had no braces.
  private static let maximumDepth = 24

  private var tokens: MathTokens
  private let unicode: Bool
  private var depth = 0

  init(_ source: String, unicode: Bool) {
    tokens = MathTokens(source)
    self.unicode = unicode
  }

  mutating func lines() -> [String] {
    var lines: [String] = []
    var rows: [[MathBox]] = []
    while true {
      var cells: [MathBox] = []
      repeat { cells.append(cell()) } while takes(.column)
      rows.append(cells)
      if takes(.row) || takes(.lineFeed) { continue }
      // A brace or an \end without its beginning.
      guard tokens.take() != nil else { break }
    }
    let isGrid = rows.contains { $0.count > 1 } && rows.allSatisfy { $0.allSatisfy { $0.lines.count == 1 } }
    if isGrid {
      lines = MathBox.grid(rows.map { $0.map { $0.lines[0] } }, "aligned", unicode: unicode).lines
    } else {
      lines = rows.flatMap { MathBox.row($0).lines }
    }
    while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    while lines.count > 1, lines.first?.isEmpty == true { lines.removeFirst() }
    return lines
  }

  private mutating func takes(_ token: MathTokens.Token) -> Bool {
    guard tokens.next == token else { return false }
    _ = tokens.take()
    return true
  }

  /// Everything up to a `&`, a row's end, a closing brace or an `\end`. In a group the end of a line is a space.
  private mutating func cell() -> MathBox {
    var boxes: [MathBox] = []
    var line = MathLine()
    while let next = tokens.next {
      switch next {
      case .lineFeed where depth > 0:
        _ = tokens.take()
        line.space()
      case .column, .row, .lineFeed, .close, .command("end"):
        boxes.append(MathBox(lines: [boxes.isEmpty ? line.trimmed : line.text]))
        return MathBox.row(boxes)
      case .command("begin"):
        _ = tokens.take()
        boxes.append(MathBox(lines: [line.text]))
        line = MathLine()
        boxes.append(environment(tokens.takeName()))
      default: element(&line)
      }
    }
    boxes.append(MathBox(lines: [boxes.isEmpty ? line.trimmed : line.text]))
    return MathBox.row(boxes)
  }

  private mutating func environment(_ name: String) -> MathBox {
    guard depth < Self.maximumDepth else { return MathBox(lines: [""]) }
    depth += 1
    defer { depth -= 1 }
    var rows: [[String]] = [[]]
    while true {
      rows[rows.count - 1].append(cell().lines.joined(separator: " "))
      switch tokens.take() {
      case .column: continue
      case .row: rows.append([])
      case .close: continue
      case .command:
        _ = tokens.takeName()
        return grid(rows, name)
      default: return grid(rows, name)
      }
    }
  }

  private func grid(_ rows: [[String]], _ name: String) -> MathBox {
    let written = rows.filter { !$0.allSatisfy(\.isEmpty) }
    return MathBox.grid(written.isEmpty ? [[""]] : written, name, unicode: unicode)
  }

  /// One sign, command, group or script.
  private mutating func element(_ line: inout MathLine) {
    guard let token = tokens.take() else { return }
    switch token {
    case .space: line.space()
    case .sign(let scalar): sign(scalar, &line)
    case .open: line.add(group())
    case .superscript: script(&line, MathScripts.upper, "^")
    case .subscripted: script(&line, MathScripts.lower, "_")
    case .command(let name): command(name, &line)
    case .close, .column, .row, .lineFeed: break
    }
  }

  private func sign(_ scalar: Unicode.Scalar, _ line: inout MathLine) {
    switch scalar {
    case "-": line.add(unicode ? "−" : "-")
    case "'": line.add(unicode ? "′" : "'")
    default: unicode ? line.add(String(scalar)) : line.addWordOrSign(MathSigns.ascii(scalar) ?? "?")
    }
  }

  /// The rest of a group whose brace is read.
  private mutating func group() -> String {
    guard depth < Self.maximumDepth else { return "" }
    depth += 1
    defer { depth -= 1 }
    var parts: [String] = []
    while true {
      parts.append(cell().lines.joined(separator: " "))
      switch tokens.take() {
      case .column, .row: continue
      case .command("end"): _ = tokens.takeName()
      default: return parts.joined(separator: " ")
      }
    }
  }

  /// A group, a command with its own arguments, or one sign.
  private mutating func argument() -> String {
    while takes(.space) {}
    switch tokens.next {
    case nil, .close, .column, .row, .lineFeed, .command("end"), .command("begin"): return ""
    case .open:
      _ = tokens.take()
      return group()
    case .command, .sign, .superscript, .subscripted, .space:
      guard depth < Self.maximumDepth else { return "" }
      depth += 1
      defer { depth -= 1 }
      var line = MathLine()
      element(&line)
      return line.text
    }
  }

  private mutating func script(
    _ line: inout MathLine, _ signs: [Unicode.Scalar: Unicode.Scalar], _ mark: String
  ) {
    let text = argument()
    if text.isEmpty { return }
    if mark == "^", text.allSatisfy({ $0 == "′" || $0 == "'" }) { return line.add(text) }
    if unicode, let small = MathScripts.set(text, signs) { return line.add(small) }
    line.add(text.count == 1 ? mark + text : "\(mark){\(text)}")
  }

  private mutating func command(_ name: String, _ line: inout MathLine) {
    if let sign = MathSigns.signs[name] {
      line.addCommand(unicode ? sign.unicode : sign.ascii)
    } else if let space = MathSigns.spaces[name] {
      line.add(space)
    } else if MathSigns.ignored.contains(name) {
      if name == "left" || name == "right", tokens.next == .sign(".") { _ = tokens.take() }
    } else if MathSigns.texts.contains(name), tokens.next == .open {
      let text = tokens.takeRaw()
      line.add(unicode ? text : text.unicodeScalars.map { MathSigns.ascii($0) ?? "?" }.joined())
    } else if MathSigns.styles.contains(name) {
      line.addWordOrSign(argument())
    } else if let mark = MathSigns.marks[name] {
      line.addWordOrSign(marked(argument(), name, mark))
    } else {
      structure(name, &line)
    }
  }

  private mutating func structure(_ name: String, _ line: inout MathLine) {
    switch name {
    case "frac", "dfrac", "tfrac":
      let top = argument()
      line.addWordOrSign(enclosed(top) + "/" + enclosed(argument()))
    case "sqrt": root(&line)
    case "mathbb":
      let letters = argument()
      line.add(unicode ? String(letters.map { MathSigns.doubleStruck[$0] ?? $0 }) : letters)
    case "underline": line.addWordOrSign(argument())
    default: line.addName(name)
    }
  }

  private mutating func root(_ line: inout MathLine) {
    var degree = ""
    if tokens.next == .sign("[") {
      _ = tokens.take()
      while let next = tokens.next, next != .sign("]") {
        guard case .sign(let scalar) = next else { break }
        degree.unicodeScalars.append(scalar)
        _ = tokens.take()
      }
      if tokens.next == .sign("]") { _ = tokens.take() }
    }
    let inside = argument()
    if unicode {
      let index = MathScripts.set(degree, MathScripts.upper) ?? degree
      line.add(index + "√" + (inside.count == 1 ? inside : "(\(inside))"))
    } else {
      line.addWordOrSign("sqrt" + (degree.isEmpty ? "" : "[\(degree)]") + "(\(inside))")
    }
  }

  private func marked(_ text: String, _ name: String, _ mark: Unicode.Scalar) -> String {
    guard unicode, text.count == 1 else { return "\(name)(\(text))" }
    var scalars = text.unicodeScalars
    scalars.append(mark)
    return String(scalars)
  }

  /// In parentheses where a fraction on one line would be read wrongly without.
  private func enclosed(_ text: String) -> String {
    var depth = 0
    for character in text {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth == 0, " +-−·*/×⊙=<>≤≥".contains(character) { return "(\(text))" }
    }
    return text
  }
}
