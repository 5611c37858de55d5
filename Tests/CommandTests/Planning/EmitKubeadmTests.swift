import Foundation
import Testing

/// kubeadm's documents against the fields that kubeadm has.
@Suite struct EmitKubeadmTests {
  /// cmd/kubeadm/app/apis/kubeadm, types.go of v1beta3 and v1beta4, as far as plans need them: the
  /// fields of both are the same, but that arguments are a mapping in the one and a list in the other.
  static let fields: Set<String> = [
    "InitConfiguration.nodeRegistration.name",
    "InitConfiguration.localAPIEndpoint.advertiseAddress",
    "InitConfiguration.localAPIEndpoint.bindPort", "ClusterConfiguration.clusterName",
    "ClusterConfiguration.kubernetesVersion", "ClusterConfiguration.controlPlaneEndpoint",
    "ClusterConfiguration.certificatesDir", "ClusterConfiguration.apiServer.extraArgs",
    "ClusterConfiguration.controllerManager.extraArgs",
    "ClusterConfiguration.scheduler.extraArgs", "ClusterConfiguration.etcd.local.dataDir",
    "ClusterConfiguration.etcd.local.extraArgs", "ClusterConfiguration.etcd.external.endpoints",
    "ClusterConfiguration.etcd.external.caFile", "ClusterConfiguration.etcd.external.certFile",
    "ClusterConfiguration.etcd.external.keyFile", "JoinConfiguration.nodeRegistration.name",
    "JoinConfiguration.discovery.bootstrapToken.apiServerEndpoint",
    "JoinConfiguration.discovery.bootstrapToken.token",
    "JoinConfiguration.discovery.bootstrapToken.caCertHashes",
    "JoinConfiguration.controlPlane.certificateKey",
    "JoinConfiguration.controlPlane.localAPIEndpoint.advertiseAddress",
    "JoinConfiguration.controlPlane.localAPIEndpoint.bindPort",
  ]

  /// The leaves of block mappings, by indent; what stands below `extraArgs` is its own.
  private static func leaves(of text: String) -> (paths: Set<String>, arguments: [String]) {
    var kind = ""
    var stack: [(indent: Int, key: String)] = []
    var paths: Set<String> = []
    var arguments: [String] = []
    for line in text.split(separator: "\n") {
      let body = line.drop { $0 == " " }
      let indent = line.count - body.count
      if body.hasPrefix("#") { continue }
      if body == "---" { stack = [] }
      if let word = body.split(separator: ":").first, body.hasPrefix("kind:") || word == "kind" {
        kind = body.dropFirst("kind: ".count).description
        continue
      }
      while let last = stack.last, last.indent >= indent { stack.removeLast() }
      if stack.last?.key == "extraArgs" {
        arguments.append(String(body))
        continue
      }
      guard !body.hasPrefix("- "), !body.hasPrefix("apiVersion:"),
        let colon = body.firstIndex(of: ":")
      else { continue }
      let key = String(body[..<colon])
      stack.append((indent, key))
      if body.index(after: colon) < body.endIndex
        || ["extraArgs", "endpoints", "caCertHashes"]
          .contains(key)
      {
        paths.insert("\(kind)." + stack.map(\.key).joined(separator: "."))
      }
    }
    return (paths, arguments)
  }

  @Test func `only fields that kubeadm has`() throws {
    var seen: Set<String> = []
    var versions: Set<String> = []
    for plan in try EmittedPlan.all.get() where plan.tools.contains("kubeadm") {
      for path in try plan.files where path.hasSuffix("kubeadm.yaml") {
        let text = try plan.text(path)
        let (paths, arguments) = Self.leaves(of: text)
        #expect(paths.subtracting(Self.fields).isEmpty, "\(plan), \(path)")
        seen.formUnion(paths)
        let isNew = text.contains("kubeadm.k8s.io/v1beta4")
        versions.insert(isNew ? "v1beta4" : "v1beta3")
        #expect(isNew != text.contains("kubeadm.k8s.io/v1beta3"))
        #expect(arguments.allSatisfy { $0.hasPrefix("- {name: ") == isNew }, "\(plan), \(path)")
      }
    }
    #expect(seen == Self.fields)
    #expect(versions.count == 2)
  }
}
