internal import ClusterModel
internal import Syntax

/// The balancers of other clouds.
extension TerraformReader {
  /// `azurerm_lb_rule` and its `azurerm_lb_probe`: `interval_in_seconds` 15, `number_of_probes` 2.
  var azure: [BalancerFact] {
    resources.all("azurerm_lb_rule").compactMap { rule in
      let bind = rule.int("frontend_port")
      guard
        APIPorts.areFronted(
          targets: [rule.int("backend_port")?.value], binds: [bind?.value].compactMap(\.self),
          names: [rule.name.value])
      else { return nil }
      let lb = rule.target("loadbalancer_id").flatMap { resources[$0] }
      var fact = balancer(lb ?? rule, port: bind)
      fact.mayHaveMoreBackends = true
      if let probe = rule.target("probe_id").flatMap({ resources[$0] }) {
        let names = TerraformCheck.Names(
          path: "request_path", interval: "interval_in_seconds", fall: "number_of_probes",
          standardInterval: 15, standardFall: 2, standardRise: 1)
        fact.check = TerraformCheck(body: probe.body, names: names, span: probe.name.span)
          .healthCheck()
      }
      return fact
    }.withoutRepeats
  }

  /// `google_compute_health_check` of a backend service: all times 5 s, both thresholds 2.
  var google: [BalancerFact] {
    let services = resources.all(
      "google_compute_backend_service", "google_compute_region_backend_service",
      "google_compute_target_pool")
    let doors = resources.all(
      "google_compute_forwarding_rule", "google_compute_global_forwarding_rule")
    return services.compactMap { service in
      let references = (service.body["health_checks"]?.items ?? []).compactMap(\.reference)
      let check = references.lazy.compactMap(TerraformResources.address)
        .compactMap { resources[$0] }.first
      let ports = doors.filter { door in
        ["backend_service", "target"].contains { leads(door, $0, to: service) }
      }.flatMap { door in ["port_range", "ports"].compactMap { door.body[$0] }.flatMap(\.items) }
      let binds = ports.compactMap { value in
        value.text.flatMap { text in
          text.value.split(separator: "-").first.flatMap { Int($0) }.map { Located($0, text.span) }
        }
      }
      let asked = check.flatMap(Self.askedPort)
      guard
        APIPorts.areFronted(
          targets: [asked], binds: binds.map(\.value), names: [service.name.value])
      else { return nil }
      var fact = balancer(service, port: binds.first)
      fact.mayHaveMoreBackends = true
      fact.check = check.flatMap(googleCheck)
      return fact
    }
  }

  /// Directly, or through one proxy.
  private func leads(
    _ door: TerraformResource, _ attribute: String, to service: TerraformResource
  ) -> Bool {
    guard let target = door.target(attribute) else { return false }
    return target == service.address
      || resources[target]?.target("backend_service") == service.address
  }

  private static let googleKinds: [(block: String, kind: HealthCheck.Kind)] = [
    ("tcp_health_check", .tcp), ("ssl_health_check", .tls), ("http_health_check", .http),
    ("https_health_check", .https),
  ]

  private static func askedPort(_ check: TerraformResource) -> Int? {
    googleKinds.lazy.compactMap { check.body.all($0.block).first?.body["port"]?.int?.value }.first
  }

  private func googleCheck(_ check: TerraformResource) -> HealthCheck? {
    let found = Self.googleKinds.lazy.compactMap { item in
      check.body.all(item.block).first.map { (block: $0, kind: item.kind) }
    }.first
    guard let found else { return nil }
    let names = TerraformCheck.Names(
      interval: "check_interval_sec", timeout: "timeout_sec", standardInterval: 5, standardFall: 2,
      standardRise: 2)
    var result = TerraformCheck(body: check.body, names: names, span: found.block.type.span)
      .healthCheck(kind: .stated(found.kind, found.block.type.span))
    if found.kind == .http || found.kind == .https {
      let path = found.block.body["request_path"]
      result.path =
        path.map { value in
          value.text.map { .stated($0.value, $0.span) } ?? .unknown("it is computed")
        } ?? .defaulted("/")
    }
    result.port = found.block.body["port"].map { value in
      value.int.map { .stated($0.value, $0.span) } ?? .unknown("it is computed")
    }
    return result
  }

  /// `hcloud_load_balancer_service` and `_target`: interval 15 s, 3 retries, TCP.
  var hetzner: [BalancerFact] {
    resources.all("hcloud_load_balancer_service").compactMap { service in
      let bind = service.int("listen_port")
      guard
        APIPorts.areFronted(
          targets: [service.int("destination_port")?.value],
          binds: [bind?.value].compactMap(\.self), names: [service.name.value])
      else { return nil }
      let lb = service.target("load_balancer_id").flatMap { resources[$0] }
      var fact = balancer(lb ?? service, port: bind)
      fact.check = hetznerCheck(service)
      let targets = resources.all("hcloud_load_balancer_target").filter {
        $0.target("load_balancer_id") == lb?.address
      }
      setBackends(
        targets.map { target in
          (
            machine(target.body["ip"] ?? target.body["server_id"]),
            service.int("destination_port")?.value, target.span
          )
        }, isPartial: targets.isEmpty || targets.contains(where: \.isCounted), in: &fact)
      return fact
    }
  }

  private func hetznerCheck(_ service: TerraformResource) -> HealthCheck {
    let names = TerraformCheck.Names(
      fall: "retries", standardInterval: 15, standardFall: 3, standardRise: 1)
    guard let block = service.body.all("health_check").first else {
      return HealthCheck(
        kind: .defaulted(.tcp), interval: .defaulted(15_000), fall: .defaulted(3),
        rise: .defaulted(1), span: service.name.span)
    }
    let check = TerraformCheck(body: block.body, names: names, span: block.type.span)
    guard let http = block.body.all("http").first, check.kind(default: .tcp).value == .http else {
      return check.healthCheck()
    }
    let isTLS: Bool
    if case .bool(let value) = http.body["tls"] { isTLS = value.value } else { isTLS = false }
    var result = check.healthCheck(kind: .stated(isTLS ? .https : .http, http.span))
    let path = http.body["path"]
    result.path =
      path.map { value in
        value.text.map { .stated($0.value, $0.span) } ?? .unknown("it is computed")
      } ?? .defaulted("/")
    return result
  }

  /// `digitalocean_loadbalancer`: asked every 10 s, out after 3 failures, back after 5.
  var digitalOcean: [BalancerFact] {
    resources.all("digitalocean_loadbalancer").compactMap { lb in
      let rules = lb.body.all("forwarding_rule")
      let binds = rules.compactMap { $0.body["entry_port"]?.int }
      guard
        APIPorts.areFronted(
          targets: rules.map { $0.body["target_port"]?.int?.value }, binds: binds.map(\.value),
          names: [lb.name.value])
      else { return nil }
      var fact = balancer(lb, port: binds.first)
      fact.mayHaveMoreBackends = true
      let names = TerraformCheck.Names(
        interval: "check_interval_seconds", timeout: "response_timeout_seconds",
        standardInterval: 10, standardFall: 3, standardRise: 5)
      if let block = lb.body.all("healthcheck").first {
        fact.check = TerraformCheck(body: block.body, names: names, span: block.type.span)
          .healthCheck()
      }
      return fact
    }
  }

  /// `openstack_lb_pool_v2` with its members, monitor and listener.
  var openStack: [BalancerFact] {
    resources.all("openstack_lb_pool_v2").compactMap { pool in
      let members = resources.all("openstack_lb_member_v2").filter {
        $0.target("pool_id") == pool.address
      }
      let listener = pool.target("listener_id").flatMap { resources[$0] }
      let bind = listener?.int("protocol_port")
      guard
        APIPorts.areFronted(
          targets: members.map { $0.int("protocol_port")?.value },
          binds: [bind?.value].compactMap(\.self), names: [pool.name.value])
      else { return nil }
      let lb = (listener?.target("loadbalancer_id") ?? pool.target("loadbalancer_id"))
        .flatMap { resources[$0] }
      var fact = balancer(lb ?? pool, port: bind)
      let monitor = resources.all("openstack_lb_monitor_v2").first {
        $0.target("pool_id") == pool.address
      }
      fact.check = monitor.map(openStackCheck)
      setBackends(
        members.map {
          (machine($0.body["address"]), $0.int("protocol_port")?.value, $0.span)
        }, isPartial: members.isEmpty || members.contains(where: \.isCounted), in: &fact)
      return fact
    }
  }

  private func openStackCheck(_ monitor: TerraformResource) -> HealthCheck {
    let fall = monitor.body["max_retries_down"] == nil ? "max_retries" : "max_retries_down"
    let names = TerraformCheck.Names(
      proto: "type", path: "url_path", interval: "delay", fall: fall, rise: "max_retries",
      standardInterval: 5, standardFall: 3, standardRise: 3)
    return TerraformCheck(body: monitor.body, names: names, span: monitor.name.span).healthCheck()
  }
}

extension [BalancerFact] {
  /// The first of one place: a balancer may have a rule for each kind of address.
  fileprivate var withoutRepeats: [BalancerFact] {
    var seen: Set<Span> = []
    return filter { seen.insert($0.span).inserted }
  }
}
