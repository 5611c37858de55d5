package import Planning

/// The files that a plan becomes for some tools: one folder that haplan reads back as one cluster.
package enum PlanArtifacts {
  /// In the order of writing; `nil` where the plan found nothing.
  package static func files(
    _ plan: Plan, for tools: [ArtifactTool]
  ) throws(ArtifactFailure) -> [Artifact]? {
    guard let best = plan.best else { return nil }
    try checkChoice(tools)
    let cluster = try EmittedCluster(best, plan.request, tools)
    if cluster.balancers.isEmpty, let tool = tools.first(where: \.isForBalancers) {
      throw ArtifactFailure(
        "the plan has no balancers for \(tool.rawValue): ask for some, --load-balancers 2")
    }
    var files: [Artifact] = []
    for tool in ArtifactTool.allCases where tools.contains(tool) {
      files += try Self.files(of: cluster, for: tool)
    }
    let spec = PlanYAML.text(plan, EmittedSpec(cluster: cluster, files: files, tools: tools))
    return [Artifact(path: EmittedSpec.path, text: spec, machine: nil)] + files
  }

  private static func files(
    of cluster: EmittedCluster, for tool: ArtifactTool
  ) throws(ArtifactFailure) -> [Artifact] {
    switch tool {
    case .kubeadm: try KubeadmArtifacts(cluster).files
    case .systemd: SystemdArtifacts(cluster: cluster).files
    case .haproxy: BalancerArtifacts(cluster: cluster).haproxy
    case .nginx: BalancerArtifacts(cluster: cluster).nginx
    case .keepalived: BalancerArtifacts(cluster: cluster).keepalived
    case .kubespray: KubesprayArtifacts(cluster: cluster).files
    }
  }

  /// Two tools of one kind would both run the same thing.
  private static func checkChoice(_ tools: [ArtifactTool]) throws(ArtifactFailure) {
    var chosen: [ArtifactTool.Kind: ArtifactTool] = [:]
    for tool in tools {
      if let other = chosen.updateValue(tool, forKey: tool.kind), other != tool {
        throw ArtifactFailure(
          "\(other.rawValue) and \(tool.rawValue) would both run \(tool.kind.rawValue): choose one")
      }
    }
  }
}
