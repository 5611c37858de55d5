public import Syntax

/// How kube-vip elects the machine that holds the address. Whole seconds; the defaults are those of
/// kube-vip's flags (`cmd/kube-vip.go`): 5, 3 and 1.
public struct KubeVIPFact: Sendable {
  /// `vip_leaseduration`.
  public var lease: Fact<Int64> = .defaulted(5)
  /// `vip_renewdeadline`.
  public var renewDeadline: Fact<Int64> = .defaulted(3)
  /// `vip_retryperiod`.
  public var retryPeriod: Fact<Int64> = .defaulted(1)
  /// `vip_leaderelection`: off where nobody asks for it, as with BGP, where all hold the address.
  public var electsLeader: Fact<Bool> = .defaulted(false)
  /// `lb_enable`: the leader spreads connections over all API servers by IPVS.
  public var balances: Fact<Bool> = .defaulted(false)
  /// `bgp_enable`.
  public var usesBGP: Fact<Bool> = .defaulted(false)
  public var interface: Located<String>?
  /// The kubeconfig of the host that it mounts.
  public var kubeconfig: Located<String>?
  public let span: Span

  public init(span: Span) { self.span = span }
}
