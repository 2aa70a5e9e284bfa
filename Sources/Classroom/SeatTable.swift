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

  private(set) var all: [Seat] = []
  private var places: [String: Int] = [:]

  var here: Int { all.count { $0.client != nil } }

  subscript(name: String) -> Seat? {
    get { places[name].map { all[$0] } }
    set { if let place = places[name], let newValue { all[place] = newValue } }
  }

  /// Gives a seat to a client.
  ///
  /// - Returns: false if there is none left.
  mutating func take(_ name: String, nickname: String, client: ClassOwner.Client) -> Bool {
    if places[name] == nil {
      if all.count == ClassOwner.mostSeats {
        guard let free = all.firstIndex(where: \.isFree) else { return false }
        all.remove(at: free)
        places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
      }
      places[name] = all.count
      all.append(Seat(name: name, nickname: nickname))
    }
    let place = places[name]!
    all[place].nickname = nickname
    all[place].client = client
    (all[place].isFollowing, all[place].isBehind, all[place].isLost) = (true, false, false)
    return true
  }

  /// A place in a shared account: its own name for it, or else a guest's.
  static func name(account: String, seat: String, token: UInt64) -> String {
    let seat = SafeText.nickname(seat)
    return account + "/" + (seat.isEmpty ? "guest " + String(token % 1_679_616, radix: 36) : seat)
  }
}

extension SafeText {
  /// What a person or a seat may be called: safe, and at most 40 columns wide.
  static func nickname(_ text: String) -> String {
    var (name, width) = ("", 0)
    for character in characters(text) {
      width += self.width(of: character)
      guard width <= 40 else { break }
      name.append(character)
    }
    return name
  }
}
