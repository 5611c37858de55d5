internal import ClusterModel
internal import Syntax

/// Amazon's balancers.
extension TerraformReader {
  /// `aws_lb`, `aws_lb_listener`, `aws_lb_target_group` and its attachments. Provider's defaults:
  /// interval 30 s, both thresholds 3; without a `health_check` block the service asks as the group
  /// speaks, and takes a target out after 2 failures (CreateTargetGroup).
  var networkBalancers: [BalancerFact] {
    let listeners = resources.all("aws_lb_listener", "aws_alb_listener")
    return resources.all("aws_lb_target_group", "aws_alb_target_group").compactMap { group in
      let own = listeners.filter { Self.target(of: $0) == group.address }
      let ports = own.compactMap { $0.int("port") }
      guard
        APIPorts.areFronted(
          targets: [group.int("port")?.value], binds: ports.map(\.value),
          names: [group.name.value])
      else { return nil }
      let lb = own.lazy.compactMap { $0.target("load_balancer_arn") }.first
        .flatMap { resources[$0] }
      var fact = balancer(lb ?? group, port: ports.first)
      fact.check = check(of: group)
      let attachments = resources.all(
        "aws_lb_target_group_attachment", "aws_alb_target_group_attachment"
      ).filter { $0.target("target_group_arn") == group.address }
      setBackends(
        attachments.map { attachment in
          (
            machine(attachment.body["target_id"]),
            attachment.int("port")?.value ?? group.int("port")?.value, attachment.span
          )
        }, isPartial: attachments.isEmpty || attachments.contains(where: \.isCounted), in: &fact)
      return fact
    }
  }

  /// The group that a listener's action forwards to.
  private static func target(of listener: TerraformResource) -> String? {
    let reference = listener.body.all("default_action").lazy.compactMap { action in
      action.body["target_group_arn"]?.reference
        ?? action.body.all("forward").first?.body.all("target_group").first?.body["arn"]?.reference
    }.first
    return reference.flatMap(TerraformResources.address)
  }

  private func check(of group: TerraformResource) -> HealthCheck {
    let names = TerraformCheck.Names(standardInterval: 30, standardFall: 3, standardRise: 3)
    guard let block = group.body.all("health_check").first else {
      let isHTTP = group.text("protocol")?.value.uppercased().hasPrefix("HTTP") ?? false
      return HealthCheck(
        kind: isHTTP ? .unknown("it follows the group's protocol") : .defaulted(.tcp),
        interval: .defaulted(30_000), fall: .defaulted(2), rise: .defaulted(5),
        span: group.name.span)
    }
    let check = TerraformCheck(body: block.body, names: names, span: block.type.span)
    return check.healthCheck(kind: check.kind(default: .http))
  }

  /// `aws_elb`: `health_check { target = "TCP:6443" }`, of which Terraform wants every value.
  var classicBalancers: [BalancerFact] {
    resources.all("aws_elb").compactMap { elb in
      let listeners = elb.body.all("listener")
      let targets = listeners.map { $0.body["instance_port"]?.int?.value }
      let binds = listeners.compactMap { $0.body["lb_port"]?.int }
      guard
        APIPorts.areFronted(
          targets: targets, binds: binds.map(\.value), names: [elb.name.value])
      else { return nil }
      var fact = balancer(elb, port: binds.first)
      fact.check = elb.body.all("health_check").first.map(classicCheck)
      let instances = elb.body["instances"]?.items ?? []
      setBackends(
        instances.map { (machine($0), targets.first ?? nil, $0.span) }, isPartial: true, in: &fact)
      return fact
    }
  }

  /// `HTTPS:6443/readyz`.
  private func classicCheck(_ block: HCLBody.Block) -> HealthCheck {
    let names = TerraformCheck.Names(standardInterval: 30, standardFall: 2, standardRise: 10)
    let check = TerraformCheck(body: block.body, names: names, span: block.type.span)
    guard let target = block.body["target"]?.text,
      let colon = target.value.firstIndex(of: ":")
    else { return check.healthCheck(kind: .unknown("its target is computed")) }
    let kinds: [String: HealthCheck.Kind] = [
      "TCP": .tcp, "SSL": .tls, "HTTP": .http, "HTTPS": .https,
    ]
    let name = String(target.value[..<colon]).uppercased()
    var result = check.healthCheck(
      kind: kinds[name].map { .stated($0, target.span) } ?? .unknown("`\(target.value)`"))
    let rest = target.value[target.value.index(after: colon)...]
    let port = rest.prefix { $0.isNumber }
    result.port = Int(port).map { .stated($0, target.span) }
    if kinds[name] == .http || kinds[name] == .https {
      let path = String(rest.dropFirst(port.count))
      let end = Int(target.span.end)
      result.path = .stated(path, Span(target.span.file, end - path.utf8.count, end))
    } else {
      result.path = nil
    }
    return result
  }
}
