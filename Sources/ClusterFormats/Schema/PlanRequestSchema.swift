internal import ClusterModel

/// The shape of haplan's `PlanRequest` documents.
package enum PlanRequestSchema {
  /// The `kind` of a plan request's document.
  package static let kind = "PlanRequest"

  /// The whole document, from which the schema is generated and by which a document is checked.
  package static let document = Shape.object(
    "What a control plane is to keep, and what it may be made of.",
    [
      .init(
        "apiVersion", .choice([ClusterSchema.apiVersion]), isRequired: true,
        "The version of this grammar."),
      .init("kind", .choice([kind]), isRequired: true, "The kind of document."),
      .init(
        "metadata",
        .object(
          "What the cluster will be called.",
          [.init("name", .text(example: "prod-eu"), "The cluster's name.")]),
        "What the cluster will be called."),
      .init("spec", spec, isRequired: true, "What is asked for."),
    ])

  static let spec = Shape.object(
    "What is asked for.",
    [
      .init(
        "zones", .list(of: .either([.text(example: "eu-1a"), zone]), atLeast: 1), isRequired: true,
        "The zones to build in."),
      .init(
        "topology", .choice(PlanRequest.Topology.allCases.map(\.rawValue)),
        "Where etcd members may stand; any where nothing is said."),
      .init(
        "etcdEndpoints", .choice(EndpointPolicy.allCases.map(\.rawValue)),
        "Which members a stacked API server lists: its own, or all."),
      .init("loadBalancers", balancers, "How many balancers there may be."),
      .init("limits", limits, "How much there may be."),
      .init("survive", ClusterSchema.survive, "Failures at the same time to survive."),
      .init("availability", ClusterSchema.availability, "Of writes through the API."),
      .init("costs", costs, "What one costs."),
      .init("assumptions", ClusterSchema.assumptions, "How often things fail."),
      .init("kubernetesVersion", .scalar, "Version of Kubernetes, such as v1.33.2."),
      .init(
        "endpoint", .text(example: "k8s.example:6443"),
        "Where kubelets and clients will connect."),
      .init(
        "virtualAddress", .text(example: "10.240.0.4"), "The address that the balancers share."),
    ])

  private static let count = Shape.integer(0...ClusterSchema.mostOfAnything)

  private static let zone = Shape.object(
    "A zone.",
    [
      .init("name", .text(example: "eu-1a"), isRequired: true, "Its name."),
      .init("capacity", count, "The most machines, balancers apart."),
      .init("costs", costs, "What one costs here."),
      .init("role", .choice(["normal", "witness"]), "A witness zone holds voters only."),
      .init(
        "machines", .list(of: machine),
        "Names and addresses that the machines planned here take, in this order."),
    ])

  private static let machine = Shape.object(
    "A machine that is there, or is to be called so.",
    [
      .init("name", .text(example: "master-1"), isRequired: true, "Its name."),
      .init("address", .text(example: "10.240.0.10"), "Its address."),
      .init(
        "role", .choice(PlanRequest.Machine.Role.allCases.map(\.rawValue)),
        "What runs on it; control-plane where nothing is said."),
    ])

  private static let balancers = Shape.either([
    count,
    .object(
      "How many balancers there may be.",
      [
        .init("atLeast", count, "The fewest."), .init("atMost", count, "The most."),
        .init("perZone", count, "The most in a zone."),
      ]),
  ])

  private static let limits = Shape.object(
    "How much there may be.",
    [
      .init("members", .integer(1...ClusterSchema.mostOfAnything), "The most etcd members."),
      .init("nodes", .integer(1...ClusterSchema.mostOfAnything), "The most machines."),
    ])

  private static let costs = Shape.object(
    "What one costs, in whatever unit.",
    [
      .init(FailureClass.node.rawValue, .number, "A machine."),
      .init(FailureClass.loadBalancer.rawValue, .number, "A balancer."),
    ])
}
