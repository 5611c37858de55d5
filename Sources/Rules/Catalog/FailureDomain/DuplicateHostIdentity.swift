import ClusterModel
import Syntax

struct DuplicateHostIdentity: Rule {
  private static let folded = Grade(
    "the tool takes both for one host", lab: .note, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "duplicate-host-identity", category: .failureDomain, grades: [.refused, folded],
    summary: "A list of hosts has one name or address twice.",
    rationale: """
      Two entries are one machine, so the cluster has one host less than its list seems to say: of \
      "three" etcd members two are left, and losing either stops every write. Some tools refuse such \
      a list, Ansible takes equal names for one host and says nothing, and where two machines do \
      have one address, half of what is meant for each reaches the other.
      """,
    remedy: "Give each machine its own name and address, and list each once.",
    sources: [
      "k0sproject/k0sctl phase/validate_hosts.go, validateUniqueHostname and "
        + "validateUniquePrivateAddress",
      "rancher/rke cluster/validation.go, validateDuplicateNodes",
      "ansible/ansible lib/ansible/inventory/data.py, add_host",
    ],
    examples: [
      .bad(
        """
        [kube_control_plane]
        m1 ip=10.0.0.1
        m2 ip=10.0.0.2
        m3 ip=⟦10.0.0.2⟧

        [etcd]
        m1
        m2
        ⟦m2⟧

        """, file: "hosts.ini"),
      .bad(
        """
        nodes:
          - {address: 10.0.0.1, role: [controlplane, etcd]}
          - {address: 10.0.0.2, role: [controlplane, etcd]}
          - {address: ⟦10.0.0.2⟧, role: [controlplane, etcd]}

        """, file: "cluster.yml"),
      .bad(kubeadm("m2", "⟦10.0.0.1⟧"), file: "kubeadm.yaml"),
      .good(kubeadm("m2", "10.0.0.2"), file: "kubeadm.yaml"),
      .good(
        """
        [kube_control_plane]
        m1 ansible_host=192.168.0.5 ansible_port=2201
        m2 ansible_host=192.168.0.5 ansible_port=2202
        m3 ansible_host=192.168.0.5 ansible_port=2203

        [etcd:children]
        kube_control_plane

        """, file: "hosts.ini"),
    ])

  /// Two machines' documents, the second with this name and address.
  private static func kubeadm(_ name: String, _ address: String) -> String {
    """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    controlPlaneEndpoint: api.prod.internal:6443
    ---
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: InitConfiguration
    nodeRegistration: {name: m1}
    localAPIEndpoint: {advertiseAddress: 10.0.0.1}
    ---
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: JoinConfiguration
    nodeRegistration: {name: \(name)}
    discovery: {bootstrapToken: {apiServerEndpoint: "api.prod.internal:6443"}}
    controlPlane: {localAPIEndpoint: {advertiseAddress: \(address)}}

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    let hosts = view.cluster.hosts
    return hosts.count < 2 ? [] : sameNames(hosts) + sameAddresses(hosts)
  }

  /// One name twice in one list of one file.
  private func sameNames(_ hosts: [HostFact]) -> [Violation] {
    var lists: [String: [HostFact]] = [:]
    for host in hosts {
      lists["\(host.span.file.rawValue) \(host.list)", default: []].append(host)
    }
    return lists.sorted { $0.key < $1.key }.flatMap { repeats(in: $0.value) }
  }

  private func repeats(in list: [HostFact]) -> [Violation] {
    var first: [String: Located<String>] = [:]
    var found: [Violation] = []
    let names = list.compactMap(\.name)
    let count = Set(names.map(\.value)).count
    for host in list {
      guard let name = host.name else { continue }
      guard let place = first[name.value] else {
        first[name.value] = name
        continue
      }
      let effect =
        host.isFolded
        ? "both are one host, so it has \(count), not \(names.count)"
        : "two entries are one machine, or one hides the other"
      var violation = Violation(
        "\(name.value) stands twice in \(host.list): \(effect)", at: name.span)
      violation.label = "again"
      violation.related = [.init("the first", at: place.span)]
      violation.help = "name another host, or take the entry out"
      violation.grade = host.isFolded ? Self.folded : .refused
      violation.subject = "host \(name.value)"
      found.append(violation)
    }
    return found
  }

  /// One address of two hosts; entries of one name are one host.
  private func sameAddresses(_ hosts: [HostFact]) -> [Violation] {
    var first: [String: (host: HostFact, place: Located<String>)] = [:]
    var found: [Violation] = []
    let numbers = numbers(hosts)
    for host in hosts {
      for address in host.addresses {
        let key = IPAddress.parse(address.value)?.description ?? address.value.lowercased()
        guard let other = first[key] else {
          first[key] = (host, address)
          continue
        }
        let isSame = host.name != nil && host.name?.value == other.host.name?.value
        // Another tool may call the machine otherwise.
        let isOneTool =
          (host.list == HostFact.localEndpoints) == (other.host.list == HostFact.localEndpoints)
        guard !isSame, isOneTool, other.place.span != address.span else { continue }
        var violation = Violation(
          "\(address.value) is the address of two hosts, \(title(other.host, numbers)) and "
            + "\(title(host, numbers)): they are one machine, or one of them is not reached",
          at: address.span)
        violation.label = "again"
        violation.related = [.init("the first", at: other.place.span)]
        violation.help = "give each machine its own address, and list each once"
        found.append(violation)
      }
    }
    return found
  }

  /// The number of each host in its list, from 1, by its place.
  private func numbers(_ hosts: [HostFact]) -> [Span: Int] {
    var counts: [String: Int] = [:]
    var numbers: [Span: Int] = [:]
    for host in hosts {
      counts["\(host.span.file.rawValue) \(host.list)", default: 0] += 1
      numbers[host.span] = counts["\(host.span.file.rawValue) \(host.list)"]
    }
    return numbers
  }

  /// A host's name, else its number in its list.
  private func title(_ host: HostFact, _ numbers: [Span: Int]) -> String {
    host.name?.value ?? "number \(numbers[host.span] ?? 0) of \(host.list)"
  }
}
