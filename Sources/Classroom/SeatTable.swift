import Surface

/// The places of a class, in the order in which they were first taken.
struct SeatTable {
  struct Seat {
    let name: String
    var nickname: String
    var client: ClassOwner.Client?
    var isFollowing = true
    var isBehind = false
    var isLost = false
    var isMuted = false
    var isRemoved = false

    /// Whether anyone would miss it.
    var isFree: Bool { client == nil && !isMuted && !isRemoved }
  }

  private static let guests: UInt64 = 2_176_782_336

  private(set) var all: [Seat] = []
  private var places: [String: Int] = [:]

  init() {}

  /// - Parameter records: of the class's journal: seats that were muted or closed stay so.
  init(_ records: [JournalRecord]) {
    for record in records {
      switch record {
      case .muted(let seat, let isMuted):
        add(seat)
        self[seat]?.isMuted = isMuted
      case .removed(let seat):
        add(seat)
        self[seat]?.isRemoved = true
      case .over: self = SeatTable()
      case .rules, .began, .asked, .answer, .shown, .ended: break
      }
    }
  }

  var muted: Set<String> { Set(all.lazy.filter(\.isMuted).map(\.name)) }

  var here: Int { all.count { $0.client != nil } }

  subscript(name: String) -> Seat? {
    get { places[name].map { all[$0] } }
    set { if let place = places[name], let newValue { all[place] = newValue } }
  }

  /// Gives a seat to a client.
  ///
  /// - Returns: false if there is none left.
  mutating func take(_ name: String, nickname: String, client: ClassOwner.Client) -> Bool {
    add(name)
    guard let place = places[name] else { return false }
    all[place].nickname = nickname
    all[place].client = client
    (all[place].isFollowing, all[place].isBehind, all[place].isLost) = (true, false, false)
    return true
  }

  private mutating func add(_ name: String) {
    guard places[name] == nil else { return }
    if all.count == ClassOwner.mostSeats {
      guard let free = all.firstIndex(where: \.isFree) else { return }
      all.remove(at: free)
      places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
    }
    places[name] = all.count
    all.append(Seat(name: name, nickname: ""))
  }

  /// A place in a shared account: its own name for it, or else a guest's.
  ///
  /// A guest's name has six letters and digits: of a million classes of three hundred guests, some twenty have two with
  /// the same.
  static func name(account: String, seat: String, token: UInt64) -> String {
    let seat = SafeText.nickname(seat)
    return account + "/" + (seat.isEmpty ? "guest " + String(token % guests, radix: 36) : seat)
  }
}

extension SafeText {
  /// What a person or a seat may be called: safe, at most 40 columns wide, and 200 bytes long.
  static func nickname(_ text: String) -> String {
    var (name, width) = ("", 0)
    for character in characters(text) {
      width += self.width(of: character)
      guard width <= 40, name.utf8.count + character.utf8.count <= 200 else { break }
      name.append(character)
    }
    return name
  }
}
