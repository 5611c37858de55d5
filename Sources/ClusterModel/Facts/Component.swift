/// A program of the control plane whose command line haplan reads.
public enum Component: String, CaseIterable, Hashable, Sendable, Comparable {
  case apiServer = "kube-apiserver"
  case controllerManager = "kube-controller-manager"
  case scheduler = "kube-scheduler"
  case etcd

  /// All of them: one set, which every node that runs them shares.
  public static let all = Set(allCases)

  /// The program's name, as it is called and as findings name it.
  public var program: String { rawValue }

  /// Whether the component elects a leader by a lease (client-go tools/leaderelection).
  public var electsLeader: Bool { self == .controllerManager || self == .scheduler }

  public static func < (left: Component, right: Component) -> Bool {
    left.program < right.program
  }
}
