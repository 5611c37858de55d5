package import Syntax

/// How kube-vip elects the machine that holds the address. Whole seconds; the defaults are those of
/// kube-vip's flags (`cmd/kube-vip.go`): 5, 3 and 1.
package struct KubeVIPFact: Sendable {
  /// `vip_leaseduration`.
  package var lease: Fact<Int64> = .defaulted(5)
  /// `vip_renewdeadline`.
  package var renewDeadline: Fact<Int64> = .defaulted(3)
  /// `vip_retryperiod`.
  package var retryPeriod: Fact<Int64> = .defaulted(1)
  /// `vip_leaderelection`: off where nobody asks for it, as with BGP, where all hold the address.
  package var electsLeader: Fact<Bool> = .defaulted(false)
  /// `lb_enable`: the leader spreads connections over all API servers by IPVS.
  package var balances: Fact<Bool> = .defaulted(false)
  /// `bgp_enable`.
  package var usesBGP: Fact<Bool> = .defaulted(false)
  package var interface: Located<String>?
  /// The kubeconfig of the host that it mounts.
  package var kubeconfig: Located<String>?
  package let span: Span

  package init(span: Span) { self.span = span }
}
