/// Every rule there is, by name.
package enum Catalog {
  package static let rules: [any Rule.Type] = [
    APIServerAdvertiseAddressDuplicate.self,
    APIServerCountDeprecated.self,
    APIServerCountMismatch.self,
    ConflictingFacts.self,
    EtcdClientCertIncomplete.self,
    EtcdElectionHeartbeatRatio.self,
    EtcdElectionTimeoutRange.self,
    EtcdElectionVsLeaderLease.self,
    FlagValueInvalid.self,
    LeaderElectDisabled.self,
    LeaderElectDurationsDiffer.self,
    LeaderElectFractionalLease.self,
    LeaderElectLeaseNotGreaterThanRenew.self,
    LeaderElectNonpositive.self,
    LeaderElectOverlapPossible.self,
    LeaderElectRenewNotGreaterThanJitteredRetry.self,
    LeaderElectTooFewRenewAttempts.self,
    PlaceholderLeft.self,
    UnitDoubledBackslash.self,
  ]

  /// The rule of a name.
  package static func rule(named name: String) -> (any Rule.Type)? {
    rules.first { $0.about.name == name }
  }
}
