import Engine
import Lessons

extension Settings {
  private static let mostRemembered = 4096

  /// What is not the lesson's own, for the next time.
  func edit(of slide: Slide) -> LessonMemory.Edit? {
    guard let experiment = slide.experiment else { return nil }
    var changed = experiment
    (changed.cell, changed.direction, changed.layers, changed.hidden) = (cell, direction, layers, hidden)
    (changed.merge, changed.order, changed.input) = (merge, order, input)
    var numbers: [String: [[Double]]] = [:]
    for (place, number) in self.numbers.of(self) where number.isFinite {
      guard let (name, row) = place.remembered else { continue }
      numbers[name, default: []].append(row + [number])
    }
    let lab = changed.lines(besides: experiment)
    // A file that is too large to be read again would take all else with it.
    guard lab.utf8.count <= Self.mostRemembered, numbers.values.reduce(0, { $0 + $1.count }) <= 256 else { return nil }
    return LessonMemory.Edit(
      title: slide.title, lab: lab,
      numbers: numbers.mapValues { rows in rows.sorted { $0.lexicographicallyPrecedes($1) } })
  }

  /// - Returns: nil where the slide's network cannot be changed so.
  init?(_ edit: LessonMemory.Edit, of slide: Slide) {
    guard let experiment = slide.experiment, let changed = experiment.replacing(edit.lab),
      changed.input.isLike(experiment.input)
    else { return nil }
    self.init(experiment)
    (cell, direction, layers, hidden) = (changed.cell, changed.direction, changed.layers, changed.hidden)
    (merge, order, input) = (changed.merge, changed.order, changed.input)
    if case .formula(let formula) = merge { self.formula = formula }
    for (name, rows) in edit.numbers {
      for row in rows {
        guard let number = row.last, let place = NumberPlace(name, Array(row.dropLast())) else { continue }
        numbers.set(place, to: number, in: self)
      }
    }
  }
}

extension InputSequence {
  /// Whether both are words, or vectors of one size.
  fileprivate func isLike(_ other: InputSequence) -> Bool {
    switch (self, other) {
    case (.words, .words): true
    case (.numbers(let rows), .numbers(let others)): Set((rows + others).map(\.count)).count == 1
    default: false
    }
  }
}

extension NumberPlace {
  /// The tensor that it stands in, as PyTorch calls it, and where: row and column, or layer, direction and unit.
  fileprivate var remembered: (name: String, row: [Double])? {
    switch self {
    case .input: nil
    case .parameter(let id, let row, let column): (id.name, [Double(row), Double(column)])
    case .initialHidden(let layer, let pass, let unit): ("h_0", Self.row(layer, pass, unit))
    case .initialCell(let layer, let pass, let unit): ("c_0", Self.row(layer, pass, unit))
    }
  }

  private static func row(_ layer: Int, _ pass: Pass, _ unit: Int) -> [Double] {
    [Double(layer), pass == .forward ? 0 : 1, Double(unit)]
  }

  /// What no network has stands nowhere, and changes none.
  fileprivate init?(_ name: String, _ row: [Double]) {
    let at = row.compactMap { Int(exactly: $0) }.filter { (0..<4096).contains($0) }
    guard at.count == row.count else { return nil }
    if name == "h_0" || name == "c_0" {
      guard at.count == 3, at[1] < 2 else { return nil }
      let pass = at[1] == 0 ? Pass.forward : .backward
      self =
        name == "h_0"
        ? .initialHidden(layer: at[0], pass: pass, unit: at[2]) : .initialCell(layer: at[0], pass: pass, unit: at[2])
      return
    }
    guard at.count == 2, let id = ParameterID(name: name) else { return nil }
    self = .parameter(id, row: at[0], column: at[1])
  }
}

extension ParameterID {
  /// - Parameter name: as `name` has it.
  fileprivate init?(name: String) {
    for kind in ParameterKind.allCases {
      for layer in 1...4 {
        for pass in Pass.allCases where ParameterID(kind, layer: layer - 1, pass: pass).name == name {
          self.init(kind, layer: layer - 1, pass: pass)
          return
        }
      }
    }
    return nil
  }
}
