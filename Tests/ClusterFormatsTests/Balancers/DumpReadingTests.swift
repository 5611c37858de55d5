import ClusterFormats
import ClusterModel
import Foundation
import Syntax
import Testing

@Suite("Envoy's bootstraps and Amazon's dumps")
struct DumpReadingTests {
  static let envoy = """
    static_resources:
      listeners:
        - name: api
          address: {socket_address: {address: 0.0.0.0, port_value: 6443}}
          filter_chains:
            - filters:
                - name: envoy.filters.network.tcp_proxy
                  typed_config: {stat_prefix: api, cluster: masters}
      clusters:
        - name: masters
          type: STRICT_DNS
          connect_timeout: 1s
          health_checks:
            - timeout: 1s
              interval: 5s
              unhealthy_threshold: 3
              healthy_threshold: 2
              http_health_check: {path: /readyz}
          transport_socket: {name: envoy.transport_sockets.tls}
          load_assignment:
            cluster_name: masters
            endpoints:
              - lb_endpoints:
                  - endpoint: {address: {socket_address: {address: 10.240.0.10, port_value: 6443}}}
                  - endpoint:
                      address:
                        socket_address: {address: m2, port_value: 6443}
        - name: web
          load_assignment:
            endpoints:
              - lb_endpoints:
                  - endpoint: {address: {socket_address: {address: 10.240.0.20, port_value: 80}}}

    """

  @Test func staticClustersOfEnvoy() throws {
    let read = Rendering(Self.envoy, path: "envoy.yaml")
    let part = try #require(read.result.parts.first)
    #expect(part.balancers.count == 1)
    let balancer = try #require(part.balancers.first)
    #expect(balancer.kind == .envoy && read.file.text(balancer.span) == "masters")
    #expect(balancer.listens.map(\.value) == [":6443"])
    #expect(balancer.backends?.value.map(\.text.value) == ["10.240.0.10:6443", "m2:6443"])
    let check = try #require(balancer.check)
    #expect(check.kind.value == .https && check.path?.value == "/readyz")
    #expect(check.detection == 15_000)
  }

  @Test func envoyWithoutChecks() throws {
    let start = try #require(Self.envoy.range(of: "      health_checks"))
    let end = try #require(Self.envoy.range(of: "      transport_socket"))
    let text = Self.envoy.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    let balancer = Rendering(text, path: "envoy.yaml").result.parts.first?.balancers.first
    #expect(balancer?.check?.kind.value == HealthCheck.Kind.none)
  }

  @Test func targetHealth() throws {
    let text = """
      {"TargetHealthDescriptions": [
        {"Target": {"Id": "10.240.0.10", "Port": 6443, "AvailabilityZone": "eu-1a"},
         "HealthCheckPort": "6443", "TargetHealth": {"State": "healthy"}},
        {"Target": {"Id": "10.240.0.11", "Port": 6443},
         "TargetHealth": {"State": "draining", "Reason": "Target.DeregistrationInProgress"}}
      ]}
      """
    let read = Rendering(text, path: "target-health.json")
    let balancer = try #require(read.result.parts.first?.balancers.first)
    let backends = try #require(balancer.backends).value
    #expect(backends.map(\.text.value) == ["10.240.0.10:6443", "10.240.0.11:6443"])
    #expect(backends.map(\.state?.value) == ["healthy", "draining"])
    #expect(backends.map(\.isDisabled) == [false, true])
    #expect(!balancer.mayHaveMoreBackends)
  }

  @Test func targetsThatAreInstancesMayBeAnyMachine() throws {
    let text = """
      {"TargetHealthDescriptions": [{"Target": {"Id": "i-0abc", "Port": 6443}}]}
      """
    let balancer = Rendering(text, path: "t.json").result.parts.first?.balancers.first
    #expect(balancer?.mayHaveMoreBackends == true)
  }

  @Test func balancersOfAnAccount() throws {
    let text = """
      {"LoadBalancers": [
        {"LoadBalancerName": "prod-api", "DNSName": "prod-api-1.elb.eu-1.amazonaws.com",
         "Type": "network", "AvailabilityZones": [{"ZoneName": "eu-1a"}, {"ZoneName": "eu-1b"}]},
        {"LoadBalancerName": "shop", "DNSName": "shop-1.elb.eu-1.amazonaws.com"}
      ]}
      """
    let found = Rendering(text, path: "lbs.json").result.parts.flatMap(\.balancers)
    #expect(found.map(\.name) == ["prod-api"])
    #expect(found.first?.address?.value == "prod-api-1.elb.eu-1.amazonaws.com")
    #expect(found.first?.domains.map(\.names) == [["eu-1a", "eu-1b"]])
  }

  static let foreign: [(path: String, text: String)] = [
    (
      "t.json",
      "{\"TargetHealthDescriptions\": [{\"Target\": {\"Id\": \"10.0.0.1\", \"Port\": 80}}]}"
    ),
    (
      "lbs.json",
      "{\"LoadBalancers\": [{\"LoadBalancerName\": \"a\"}, {\"LoadBalancerName\": \"b\"}]}"
    ),
    ("envoy.yaml", "static_resources:\n  clusters:\n    - name: web\n"),
  ]

  @Test(arguments: foreign)
  func nobodysFilesAreLeftAlone(_ path: String, _ text: String) {
    #expect(Rendering(text, path: path).result.parts.isEmpty)
  }
}
