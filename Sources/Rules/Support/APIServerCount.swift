/// The flags of the reconciler that keeps the endpoints of the `kubernetes` Service.
enum APIServerCount {
  static let countFlag = "apiserver-count"
  static let reconcilerFlag = "endpoint-reconciler-type"
  static let masterCount = "master-count"
  /// cmd/kube-apiserver/app/options/options.go `NewServerRunOptions`, since 1.11 (`lease`) and
  /// ever (1).
  static let standardReconciler = "lease"
  static let standardCount: Int64 = 1

  /// What rules on these flags are about, so that one of them can stand in for another.
  static func subject(flagSet: Int) -> String {
    FlagKind.subject(flagSet: flagSet, name: countFlag)
  }
}
