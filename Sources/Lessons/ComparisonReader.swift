extension ExperimentReader {
  /// Keys of which one takes the place of the others.
  private static let alternatives = [["weights", "seed", "file"], ["input", "words"]]

  /// The network of the table `compare`: the block's own but for the keys that stand there.
  func comparison(at place: SourcePlace) -> Experiment? {
    guard let item = entries["compare"] else { return nil }
    guard case .table(let table) = item else {
      entries.reportType("compare", item, expected: "a table", example: "compare = { merge = \"sum\" }", faults)
      return nil
    }
    let known = Self.keys.filter { $0 != "compare" && $0 != "show" }
    entries.reportUnknownKeys(known: known, prefix: "compare.", faults: faults)
    let replaced = table.keys.flatMap { key in Self.alternatives.first { $0.contains(key) } ?? [key] }
    var items = entries.items.filter { known.contains($0.key) && !replaced.contains($0.key) }
    items.merge(table) { $1 }
    let places = entries.places.moved(from: "compare", replacing: replaced)
    let inner = Faults()
    let reader = ExperimentReader(
      entries: TOMLEntries(block: entries.block, items: items) { places }, faults: inner)
    let comparison = reader.experiment(at: entries.keyPlace("compare"))
    // A key of the block that does not fit the second network is left out of it, as where a toggle makes it impossible.
    let own = entries.places.within("compare").map(entries.block.place)
    faults.report(inner) { own.contains($0.place) || $0.id == .counterMisfit }
    return comparison
  }

  func shown(hasComparison: Bool) -> ShownPanel? {
    guard let shown = word("show", ShownPanel.self) else { return nil }
    guard shown == .compare, !hasComparison else { return shown }
    faults.report(
      .variantMisfit, at: entries.keyPlace("show"), "show = \"compare\" needs a second network",
      advice: "delete it, or write compare = { merge = \"sum\" }")
    return nil
  }
}

extension TOMLPlaces {
  /// The places of a table and of everything in it.
  func within(_ table: String) -> [SourcePlace] {
    [keys, values].flatMap { $0.filter { $0.key == table || $0.key.hasPrefix(table + ".") }.values }
  }

  /// The places as they are where a table's own keys stand in place of the keys around it.
  func moved(from table: String, replacing replaced: [String]) -> TOMLPlaces {
    func move(_ places: [String: SourcePlace]) -> [String: SourcePlace] {
      var result = places.filter { path, _ in
        !replaced.contains { path == $0 || path.hasPrefix($0 + ".") || path.hasPrefix($0 + "[") }
      }
      for (path, place) in places where path.hasPrefix(table + ".") {
        result[String(path.dropFirst(table.count + 1))] = place
      }
      return result
    }
    var moved = self
    moved.keys = move(keys)
    moved.values = move(values)
    return moved
  }
}
