internal import ClusterModel
internal import Planning
internal import Reporting
internal import Syntax

/// The steps of API servers that are changed by hand, and of the balancers before them.
struct ServerSteps {
  let context: MigrationContext

  typealias Step = MigrationReport.Step
  typealias Check = MigrationReport.Check

  private var isStaticPod: Bool { context.tool == .kubeadm }

  // MARK: What it lists

  func set(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> [Step] {
    let server = context.server(index)
    let urls = endpoints(of: index)
    var step = context.step(.setEtcdServers, server.name, before, after)
    let left = context.migration.serving(before).filter { $0 != index }.count
    step.includes = [.restartAPIServer]
    step.duringNote =
      left == 0
      ? "the API server restarts: there is no other, the API is away for some seconds"
      : "this API server restarts; \(left) other\(left == 1 ? "" : "s") serve"
        + (left == 1 ? "s" : "")
    step.precheck = [readyz(server)]
    step.run = [edit(server, urls)]
    step.waitUntil = "the API server of \(server.name) says ok"
    step.timeout = "5m"
    step.verify = [
      Check(
        context.on(server.host, "'pgrep -af kube-apiserver | grep -o -e --etcd-servers=[^ ]*'"),
        expect: "--etcd-servers=\(urls)"), readyz(server),
    ]
    let old = context.sides.problem.servers[index].before ?? []
    let oldURLs = old.sorted().map { context.member($0).clientURL }.joined(separator: ",")
    step.ifItFails = "set it back as under undo; the members it listed are still there"
    step.undo = [edit(server, oldURLs)]
    step.typically = "1 min"
    return drained(index, before, step, after)
  }

  /// Client URLs of what an API server lists afterwards.
  private func endpoints(of index: Int) -> String {
    let list = context.sides.problem.servers[index].after ?? []
    return list.sorted().map { context.member($0).clientURL }.joined(separator: ",")
  }

  private func edit(_ server: MigrationElement, _ urls: String) -> String {
    let text = urls.map { "\\#&".contains($0) ? "\\\($0)" : String($0) }.joined()
    let script = ShellWord.quoted("s#--etcd-servers=[^ \"]*#--etcd-servers=\(text)#")
    if isStaticPod {
      let file = "/etc/kubernetes/manifests/kube-apiserver.yaml"
      let new = "/etc/kubernetes/kube-apiserver.yaml.new"
      return context.on(
        server.host,
        ShellWord.quoted(
          "sudo sed \(script) \(file) | sudo tee \(new) >/dev/null && sudo mv \(new) \(file)"))
    }
    return context.on(
      server.host,
      ShellWord.quoted(
        "sudo sed -i \(script) /etc/systemd/system/kube-apiserver.service && "
          + "sudo systemctl daemon-reload && sudo systemctl restart kube-apiserver"))
  }

  private func readyz(_ server: MigrationElement) -> Check {
    Check(context.on(server.host, "curl -sk https://127.0.0.1:6443/readyz"), expect: "ok")
  }

  // MARK: Machines

  func add(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> [Step] {
    let server = context.server(index)
    var step = context.step(.addAPIServer, server.name, before, after)
    step.duringNote = "the others serve on"
    let components = "kube-apiserver kube-controller-manager kube-scheduler"
    step.run =
      isStaticPod
      ? KubeadmSteps.join(server, context)
      : [
        "# \(server.name): certificates, kubeconfigs and units as on the other control-plane nodes, "
          + "with --etcd-servers=\(endpoints(of: index))",
        context.on(server.host, "sudo systemctl enable --now \(components)"),
      ]
    step.waitUntil = "the API server of \(server.name) says ok"
    step.timeout = "10m"
    step.verify = [readyz(server)]
    step.ifItFails = "nothing leads to it yet: mend it, or undo"
    step.undo =
      isStaticPod
      ? [context.on(server.host, "sudo kubeadm reset -f")]
      : [context.on(server.host, "sudo systemctl disable --now \(components)")]
    step.typically = "minutes"
    return [step] + backend(.addBackend, index, after)
  }

  func remove(_ index: Int, _ before: MigrationState, _ after: MigrationState) -> [Step] {
    let server = context.server(index)
    var step = context.step(.removeAPIServer, server.name, before, after)
    let left = context.migration.serving(after).count
    step.duringNote = "\(left) API server\(left == 1 ? " serves" : "s serve") on"
    let components = "kube-apiserver kube-controller-manager kube-scheduler"
    step.run =
      isStaticPod
      ? KubeadmSteps.leave(server, context)
      : [context.on(server.host, "sudo systemctl disable --now \(components)")]
    step.waitUntil =
      "the API server of \(server.name) is gone from `kubectl get endpoints kubernetes`"
    step.timeout = "1m"
    step.verify = [
      Check("kubectl get endpoints kubernetes", expect: "\(left) addresses, none of \(server.name)")
    ]
    step.ifItFails = "start it again as under undo"
    step.undo =
      isStaticPod ? [] : [context.on(server.host, "sudo systemctl enable --now \(components)")]
    step.typically = "seconds; its leases pass on within 24 s"
    return backend(.removeBackend, index, before) + [step]
  }

  // MARK: Balancers

  /// A step with the API server out of the balancers meanwhile, where there are others.
  private func drained(
    _ index: Int, _ before: MigrationState, _ step: Step, _ after: MigrationState
  ) -> [Step] {
    let others = context.migration.serving(before).filter { $0 != index }
    guard !others.isEmpty else { return [step] }
    return backend(.drainBackend, index, before) + [step] + backend(.addBackend, index, after)
  }

  /// One step for all balancers that a person has to tell; none where they find out themselves.
  func backend(
    _ action: MigrationReport.Action, _ index: Int, _ state: MigrationState
  ) -> [Step] {
    let server = context.server(index)
    let balancers = (context.to.balancers.isEmpty ? context.from : context.to).balancers.filter {
      [.haproxy, .nginx, .envoy, .cloud, .other].contains($0.kind)
    }
    guard !balancers.isEmpty else { return [] }
    var step = context.step(action, server.name, state, state)
    let verb = action == .addBackend ? "lead to" : "no longer lead to"
    step.run = balancers.flatMap { commands(for: $0, "\(verb) \(server.host):6443") }
    step.duringNote =
      action == .addBackend
      ? "clients reach one API server more" : "clients reach one API server less"
    step.waitUntil = "no new connection fails"
    step.timeout = "1m"
    step.verify = [
      Check(
        "kubectl get --raw=/readyz",
        expect: "ok, ten times in a row, through the balancer")
    ]
    step.ifItFails = "set the balancer's file back and reload it"
    step.typically = "a minute"
    return [step]
  }

  private func commands(for balancer: LoadBalancer, _ change: String) -> [String] {
    let host = balancer.address?.value ?? balancer.name
    let note = "# \(balancer.name): let it \(change)"
    switch balancer.kind {
    case .haproxy:
      return [
        note + ", in /etc/haproxy/haproxy.cfg",
        context.on(host, "sudo haproxy -c -f /etc/haproxy/haproxy.cfg"),
        context.on(host, "sudo systemctl reload haproxy"),
      ]
    case .nginx:
      return [
        note + ", in its stream upstream", context.on(host, "sudo nginx -t"),
        context.on(host, "sudo systemctl reload nginx"),
      ]
    default: return [note]
    }
  }
}
