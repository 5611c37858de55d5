internal import ClusterModel

/// A list of a spec that may be no more than a part of what there is, as `spec.partial` names it.
enum PartialList: String, CaseIterable {
  case nodes, members, loadBalancers
}

/// The shape of haplan's own `Cluster` documents.
package enum ClusterSchema {
  /// The one `apiVersion` that is read.
  package static let apiVersion = "haplan.dev/v1alpha1"
  /// The `kind` of a cluster's document.
  package static let kind = "Cluster"
  /// The most nodes, members, balancers and so on that one list or count may name.
  package static let mostOfAnything = 1000

  /// The whole document, from which the schema is generated and by which a document is checked.
  package static let document = Shape.object(
    "A Kubernetes control plane, as haplan reads it.",
    [
      .init("apiVersion", .choice([apiVersion]), isRequired: true, "The version of this grammar."),
      .init("kind", .choice([kind]), isRequired: true, "The kind of document."),
      .init(
        "metadata",
        .object(
          "What the cluster is called.",
          [.init("name", .text(example: "prod-eu"), "The cluster's name.")]),
        "What the cluster is called."),
      .init("spec", spec, isRequired: true, "The control plane."),
    ])

  static let spec = Shape.object(
    "The control plane.",
    [
      .init("kubernetesVersion", .scalar, "Version of Kubernetes, such as v1.33.2."),
      .init(
        "profile", .choice(["auto"] + Profile.allCases.map(\.rawValue)),
        "How strict the rules are; auto chooses by whether high availability is claimed."),
      .init(
        "partial", .list(of: .choice(PartialList.allCases.map(\.rawValue))),
        "What is listed here and is not known to be all that there is."),
      .init("controlPlane", controlPlane, "The machines that run the control plane."),
      .init(
        "etcd", .either([.choice(topologies), etcd]), "The etcd cluster that keeps the state."),
      .init(
        "datastore", .text(example: "postgres"), "What keeps the state where it is not etcd."),
      .init("loadBalancers", balancers, "What stands in front of the API servers."),
      .init("workers", workers, "The machines that run the workloads."),
      .init(
        "failureDomains", .list(of: .text(example: "zone")),
        "Levels of failure domains, widest first."),
      .init("sources", .list(of: source), "Real files of this cluster."),
      .init("requirements", requirements, "What the team promises."),
      .init("assumptions", assumptions, "How often things fail; used only for availability."),
    ])

  private static let topologies = EtcdCluster.Topology.allCases.map(\.rawValue) + ["unknown"]
  private static let count = Shape.integer(1...mostOfAnything)
  private static let zones = Shape.map(of: count, keys: "zone")
  private static let names = Shape.either([
    .text(example: "a1"), .list(of: .text(example: "a1"), atLeast: 1),
  ])
  private static let domains = Shape.map(of: names, keys: "level of failure domains")

  static let flags = Shape.either([
    .map(of: .scalar, keys: "flag without dashes"),
    .list(of: .text(example: "--leader-elect=true")),
  ])

  private static let component = Shape.object(
    "A component's settings.", [.init("flags", flags, "Its command-line flags.")])

  private static let elector = Shape.object(
    "The settings of a component of which one is active.",
    [
      .init(
        "connectsTo", .choice(Elector.Path.allCases.map(\.rawValue)),
        "The API server it talks to: the one on its node, or the endpoint."),
      .init("flags", flags, "Its command-line flags."),
    ])

  private static let node = Shape.object(
    "A control-plane node.",
    [
      .init("name", .text(example: "master-1"), isRequired: true, "The node's name."),
      .init("address", .text(example: "10.240.0.10"), "Its address."),
      .init(
        "otherAddresses", .list(of: .text(example: "203.0.113.10")),
        "Further names and addresses that it answers to."),
      .init("domains", domains, "The failure domains it stands in, by level."),
      .init(
        "runs", .list(of: .choice(Component.allCases.map(\.program))),
        "The programs that run on it, where these are not all."),
      .init(
        "etcdEndpoints", .choice(EndpointPolicy.allCases.map(\.rawValue)),
        "Which members its API server lists, where that differs from the others'."),
      .init("apiServer", component, "Settings of its API server over the common ones."),
      .init("controllerManager", component, "Settings of its controller manager."),
      .init("scheduler", component, "Settings of its scheduler."),
    ])

  static let controlPlane = Shape.object(
    "The machines that run the control plane.",
    [
      .init("endpoint", .text(example: "k8s.example:6443"), "Where kubelets and clients connect."),
      .init(
        "runBy", .text(example: "EKS"),
        "Who runs it where its owner does not; nothing else is seen."),
      .init("count", count, "How many nodes, where they are not listed."),
      .init("zones", zones, "How many nodes in each zone."),
      .init("nodes", .list(of: .either([.text(example: "master-1"), node])), "The nodes."),
      .init(
        "etcdEndpoints", .choice(EndpointPolicy.allCases.map(\.rawValue)),
        "Which members each API server lists, where no etcd-servers flag says it."),
      .init("apiServer", component, "Settings of every API server."),
      .init("controllerManager", elector, "Settings of every controller manager."),
      .init("scheduler", elector, "Settings of every scheduler."),
    ])

  private static func urls(_ port: Int) -> Shape {
    let url = Shape.text(example: "https://10.240.0.10:\(port)")
    return .either([url, .list(of: url)])
  }

  private static let member = Shape.object(
    "A member of etcd.",
    [
      .init("name", .text(example: "etcd-1"), "The member's name."),
      .init("clientURL", urls(2379), "Where clients reach it."),
      .init("peerURL", urls(2380), "Where members reach it."),
      .init("node", .text(example: "master-1"), "The node it stands on."),
      .init("learner", .boolean, "Whether it is a learner, which does not vote."),
      .init("started", .boolean, "Whether it ever started; one that did not counts all the same."),
      .init("flags", flags, "Flags of this member over those of every member."),
      .init("domains", domains, "Failure domains of its own, by level."),
    ])

  private static let membership: [ObjectShape.Key] = [
    .init("topology", .choice(topologies), isRequired: true, "On the control-plane nodes or not."),
    .init("count", count, "How many members, where they are not listed."),
    .init("zones", zones, "How many members in each zone."),
    .init(
      "members", .list(of: .either([.text(example: "etcd-1"), member]), atLeast: 1), "The members."),
  ]

  private static let override = Shape.object(
    "A further etcd cluster, which keeps some resources.",
    [
      .init("name", .text(example: "events"), isRequired: true, "What it is called."),
      .init("resources", .list(of: .text(example: "/events")), "What it keeps."),
    ] + membership)

  static let etcd = Shape.object(
    "The etcd cluster that keeps the state.",
    membership + [
      .init("flags", flags, "Flags of every member."),
      .init("overrides", .list(of: override), "Further etcd clusters for some resources."),
    ])

  private static let balancer = Shape.object(
    "A balancer in front of the API servers.",
    [
      .init("name", .text(example: "lb-1"), isRequired: true, "Its name."),
      .init("kind", .choice(LoadBalancer.Kind.allCases.map(\.rawValue)), "What it is."),
      .init("node", .text(example: "master-1"), "The node it runs on and falls with."),
      .init("address", .text(example: "10.240.0.5"), "Its address."),
      .init("vip", .text(example: "10.240.0.4"), "The address that it shares with others."),
      .init("domains", domains, "The failure domains it stands in, by level."),
      .init(
        "backends", .list(of: .text(example: "10.240.0.10:6443")), "The API servers behind it."),
    ])

  static let balancers = Shape.either([
    .list(of: .either([.text(example: "lb-1"), balancer])),
    .object(
      "Balancers by number.",
      [
        .init("count", count, "How many."), .init("zones", zones, "How many in each zone."),
        .init("kind", .choice(LoadBalancer.Kind.allCases.map(\.rawValue)), "What they are."),
        .init("vip", .text(example: "10.240.0.4"), "The address that they share."),
      ]),
  ])

  private static let workers = Shape.either([
    .integer(0...1_000_000),
    .object("The workers.", [.init("count", .integer(0...1_000_000), "How many.")]),
  ])

  private static let source = Shape.object(
    "A real file of the cluster.",
    [
      .init(
        "path", .text(example: "master-1/kube-apiserver.service"), isRequired: true, "Its path."),
      .init("node", .text(example: "master-1"), "The machine whose file it is."),
    ])

  private static let failures = Shape.map(of: .integer(0...mostOfAnything), keys: "class or level")

  static let survive = Shape.list(
    of: .either([
      .text(example: "1 zone + 1 node"), .map(of: .scalar, keys: "class, level or `of`"),
    ]))

  static let availability = Shape.either([
    .text(example: "99.95%"),
    .object(
      "Downtime allowed.",
      [.init("minutesPerYear", .scalar, isRequired: true, "Minutes of 525,960.")]),
  ])

  static let requirements = Shape.object(
    "What the team promises; check holds the cluster to it.",
    [
      .init("survive", survive, "Failures at the same time that the control plane survives."),
      .init("duringMaintenance", failures, "Failures to survive with any one node drained."),
      .init("availability", availability, "Of writes through the API."),
      .init("controllerTakeover", .text(example: "30s"), "The latest takeover allowed."),
    ])

  private static let failing: [ObjectShape.Key] = [
    .init("unavailability", .fraction, "Fraction of time that it is down."),
    .init("mtbf", .text(example: "180d"), "Mean time that it is up between failures."),
    .init("mttr", .text(example: "1h"), "Mean time to repair."),
  ]

  static let assumptions = Shape.map(
    of: .object(
      "How often one of a class fails.",
      failing + [
        .init(
          "events", .map(of: .object("How often it fails.", failing), keys: "name"),
          "Single elements that differ.")
      ]), keys: "class or level")
}
