/// The contents that the newest states name, as presenters provide them.
struct ContentShelf {
  private var contents: [ContentID: [UInt8]] = [:]
  private var parts: [ContentID: Part] = [:]
  /// Who waits for what is not there yet.
  private var waiting: [ContentID: [ClassOwner.Client]] = [:]

  private struct Part {
    /// Who was asked for it.
    var from: ClassOwner.Client
    var bytes: [UInt8] = []
  }

  /// The content, or nil where it has not come; then the client will get it.
  mutating func content(_ id: ContentID, for client: ClassOwner.Client) -> [UInt8]? {
    if let content = contents[id] { return content }
    if waiting[id]?.contains(client) != true { waiting[id, default: []].append(client) }
    return nil
  }

  /// Of one content, and of all.
  static let mostInContent = 16 << 20
  static let mostInContents = 128 << 20

  func hasAll(_ wanted: [ContentID]) -> Bool { wanted.allSatisfy { contents[$0] != nil } }

  func hasRoom(for piece: ContentPiece) -> Bool {
    piece.total <= Self.mostInContent && size + piece.total <= Self.mostInContents
  }

  /// Forgets what is neither among `wanted` nor among the others.
  ///
  /// - Returns: what the presenter has to be asked for.
  mutating func missing(
    _ wanted: [ContentID], besides others: [ContentID], from presenter: ClassOwner.Client
  ) -> [ContentID] {
    let kept = Set(wanted + others)
    contents = contents.filter { kept.contains($0.key) }
    parts = parts.filter { kept.contains($0.key) }
    waiting = waiting.filter { kept.contains($0.key) }
    let missing = wanted.filter { contents[$0] == nil && parts[$0] == nil }
    for id in missing { parts[id] = Part(from: presenter) }
    return missing
  }

  /// - Returns: who waited for the content that is whole now.
  mutating func take(_ piece: ContentPiece) -> [(ClassOwner.Client, ContentID, [UInt8])] {
    guard var part = parts.removeValue(forKey: piece.id), piece.offset == part.bytes.count, hasRoom(for: piece)
    else { return [] }
    part.bytes += piece.bytes
    guard part.bytes.count == piece.total else {
      parts[piece.id] = part
      return []
    }
    contents[piece.id] = part.bytes
    return (waiting.removeValue(forKey: piece.id) ?? []).map { ($0, piece.id, part.bytes) }
  }

  mutating func forget(_ client: ClassOwner.Client) {
    parts = parts.filter { $0.value.from != client }
    for id in waiting.keys { waiting[id]?.removeAll { $0 == client } }
  }

  private var size: Int { contents.values.reduce(0) { $0 + $1.count } }
}
