extension ClassOwner {
  /// Whose class it is, and who may what in it.
  public struct Rules: Sendable {
    public var name: String
    /// The owner's user name and uid.
    public var host: String
    public var hostUser: UInt32
    /// Who may present as well.
    public var assistants: Set<UInt32>
    /// Accounts in which every connection is a person of its own. The owner's is one of them.
    public var sharedAccounts: Set<UInt32>

    public init(
      name: String, host: String, hostUser: UInt32, assistants: Set<UInt32> = [], sharedAccounts: Set<UInt32> = []
    ) {
      (self.name, self.host, self.hostUser) = (name, host, hostUser)
      (self.assistants, self.sharedAccounts) = (assistants, sharedAccounts.union([hostUser]))
    }
  }
}

extension ClassOwner.Rules {
  /// With those that were kept when the class was begun.
  func joined(with records: [JournalRecord]) -> ClassOwner.Rules {
    var rules = self
    for record in records {
      switch record {
      case .rules(let assistants, let shared):
        rules.assistants.formUnion(assistants)
        rules.sharedAccounts.formUnion(shared)
      case .over: rules = self
      default: break
      }
    }
    return rules
  }
}
