internal import ClusterModel
internal import Syntax

/// What OpenShift's operators give to the components.
enum OpenShiftDefaults {
  static func sets(at span: Span) -> [FlagSet] {
    let folder = "/etc/kubernetes/static-pod-resources"
    return [
      // cluster-kube-apiserver-operator bindata/assets/config/defaultconfig.yaml.
      set(
        .apiServer, span,
        [
          ("etcd-cafile", "\(folder)/configmaps/etcd-serving-ca/ca-bundle.crt"),
          ("etcd-certfile", "\(folder)/secrets/etcd-client/tls.crt"),
          ("etcd-keyfile", "\(folder)/secrets/etcd-client/tls.key"),
        ]),
      // cluster-kube-controller-manager-operator bindata/assets/config/defaultconfig.yaml.
      set(
        .controllerManager, span,
        [
          ("leader-elect", "true"), ("leader-elect-lease-duration", "15s"),
          ("leader-elect-renew-deadline", "12s"), ("leader-elect-retry-period", "3s"),
        ]),
      // cluster-kube-scheduler-operator bindata/assets/config/defaultconfig.yaml.
      set(
        .scheduler, span,
        [
          ("leader-elect", "true"), ("leader-elect-lease-duration", "137s"),
          ("leader-elect-renew-deadline", "107s"), ("leader-elect-retry-period", "26s"),
        ]),
    ]
  }

  private static func set(
    _ component: Component, _ span: Span, _ known: [(String, String)]
  ) -> FlagSet {
    FlagSet.derived(component, format: .openShift, tool: "OpenShift", at: span, known: known)
  }
}
