/// Every rule there is, by name.
package enum Catalog {
  /// In the order of their names.
  package static let rules: [any Rule.Type] = [
    APIServerAdvertiseAddressDuplicate.self,
    APIServerCountDeprecated.self,
    APIServerCountMismatch.self,
    APIServerDomainConcentration.self,
    APIServerSingle.self,
    ConflictingFacts.self,
    ControlPlaneEmpty.self,
    ControlPlaneEndpointIsANode.self,
    ControlPlaneEndpointMissing.self,
    EtcdClientCertIncomplete.self,
    EtcdDomainLosesQuorum.self,
    EtcdDuplicateMemberName.self,
    EtcdDuplicatePeerURL.self,
    EtcdElectionHeartbeatRatio.self,
    EtcdElectionTimeoutRange.self,
    EtcdElectionVsLeaderLease.self,
    EtcdEvenMemberCount.self,
    EtcdLocalAndExternal.self,
    EtcdServersDiffer.self,
    EtcdServersIncomplete.self,
    EtcdServersLocalhostNoMember.self,
    EtcdServersMissing.self,
    EtcdServersPeerPort.self,
    EtcdServersSchemeMismatch.self,
    EtcdServersUnknownEndpoint.self,
    EtcdSingleMember.self,
    EtcdTooManyMembers.self,
    EtcdTwoMembers.self,
    FlagValueInvalid.self,
    LBBackendMissing.self,
    LBBackendStale.self,
    LBSingleInstance.self,
    LeaderElectDisabled.self,
    LeaderElectDurationsDiffer.self,
    LeaderElectFractionalLease.self,
    LeaderElectLeaseNotGreaterThanRenew.self,
    LeaderElectNonpositive.self,
    LeaderElectOverlapPossible.self,
    LeaderElectRenewNotGreaterThanJitteredRetry.self,
    LeaderElectTooFewRenewAttempts.self,
    PlaceholderLeft.self,
    RequirementUnmet.self,
    TwoZoneControlPlane.self,
    UnitDoubledBackslash.self,
  ]

  /// The rule of a name.
  package static func rule(named name: String) -> (any Rule.Type)? {
    rules.first { $0.about.name == name }
  }
}
