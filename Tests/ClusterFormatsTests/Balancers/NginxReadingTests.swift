import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// nginx configurations that the tests read, edit, and show to nginx.
enum NginxFixtures {
  static let stream = """
    worker_processes 1;

    events { worker_connections 1024; }

    stream {
        proxy_timeout 10m;
        upstream kube_apiserver {
            least_conn;
            server 10.240.0.10:6443 max_fails=3 fail_timeout=30s;  # rack a
            server 10.240.0.11:6443 max_fails=3 fail_timeout=30s weight=5;
            server 10.240.0.12:6443 backup;
        }
        upstream ingress { server 10.240.0.20:443; }
        server {
            listen 6443;
            listen [::]:6443;
            proxy_connect_timeout 1s;
            proxy_pass kube_apiserver;
        }
        server { listen 443; proxy_pass ingress; }
    }

    """

  static let oneLine = """
    events {}
    stream {
    \tupstream api { server 10.240.0.10:6443; server 10.240.0.11:6443 max_fails=0; }
    \tserver { listen 127.0.0.1:6443; proxy_pass api; proxy_connect_timeout 90s; }
    }

    """.replacing("\n", with: "\r\n")

  static let http = """
    events {}
    http {
      upstream k8s { server 10.240.0.10:6443; server 10.240.0.11:6443 down; }
      server {
        listen 8080;
        location / { proxy_pass https://k8s; proxy_connect_timeout 2s; }
      }
    }

    """
}

@Suite struct NginxReadingTests {
  private func balancers(_ text: String) -> [BalancerFact] {
    Rendering(text, path: "nginx.conf").result.parts.flatMap(\.balancers)
  }

  @Test func upstreamsOfAStream() throws {
    let read = Rendering(NginxFixtures.stream, path: "nginx.conf")
    let part = try #require(read.result.parts.first)
    #expect(read.result.parts.count == 1 && part.balancers.count == 1)
    let balancer = try #require(part.balancers.first)
    #expect(balancer.kind == .nginx)
    #expect(read.file.text(balancer.span) == "kube_apiserver")
    #expect(balancer.listens.map(\.value) == [":6443", "[::]:6443"])
    let backends = try #require(balancer.backends).value
    #expect(
      backends.map(\.text.value) == ["10.240.0.10:6443", "10.240.0.11:6443", "10.240.0.12:6443"])
    #expect(backends.map(\.isBackup) == [false, false, true])
    #expect(
      read.file.text(backends[0].entry) == "server 10.240.0.10:6443 max_fails=3 fail_timeout=30s;")
  }

  @Test func nginxChecksNothingItself() throws {
    let read = Rendering(NginxFixtures.stream, path: "nginx.conf")
    let backends = try #require(read.result.parts.first?.balancers.first?.backends).value
    let checks = backends.compactMap(\.check)
    #expect(checks.map(\.kind.value) == [.passive, .passive, .passive])
    #expect(checks.map(\.kind.isStated) == [true, true, false])
    #expect(checks.map(\.fall.value) == [3, 3, 1])
    #expect(checks[0].fall.span.map { read.file.text($0) } == "3")
    #expect(checks.map(\.detection) == [3000, 3000, 1000])
  }

  @Test func oneLineAndCRLF() throws {
    let balancer = try #require(balancers(NginxFixtures.oneLine).first)
    #expect(balancer.listens.map(\.value) == ["127.0.0.1:6443"])
    let backends = try #require(balancer.backends).value
    #expect(backends.map(\.check?.kind.value) == [.passive, HealthCheck.Kind.none])
    #expect(backends.first?.check?.interval.value == 90_000)
  }

  @Test func upstreamsOfHTTPByTheirProxy() throws {
    let balancer = try #require(balancers(NginxFixtures.http).first)
    let backends = try #require(balancer.backends).value
    #expect(backends.map(\.text.value) == ["10.240.0.10:6443", "10.240.0.11:6443"])
    #expect(backends.map(\.isDisabled) == [false, true])
    #expect(backends.first?.check?.interval.value == 2000)
  }

  @Test func aPassWithoutUpstream() throws {
    let text = "stream { server { listen 6443; proxy_pass 10.240.0.10:6443; } }\n"
    let balancer = try #require(balancers(text).first)
    #expect(balancer.backends?.value.map(\.text.value) == ["10.240.0.10:6443"])
  }

  @Test func checksOfOtherModules() throws {
    let text = """
      stream {
        upstream api {
          server 10.0.0.1:6443;
          check interval=3000 rise=2 fall=5 timeout=1000 type=ssl_hello;
        }
        server { listen 6443; proxy_pass api; }
      }

      """
    let check = try #require(balancers(text).first?.backends?.value.first?.check)
    #expect(check.kind.value == .tls)
    #expect(check.detection == 15_000)
  }

  static let foreign = [
    "http { upstream web { server 10.0.0.1:80; } server { listen 80; location / { proxy_pass http://web; } } }",
    "stream { upstream etcd { server 10.0.0.1:2379; } server { listen 2379; proxy_pass etcd; } }",
    "stream { upstream mc { server 10.0.0.1:22623; } server { listen 22623; proxy_pass mc; } }",
    "int main() { upstream(); server(\"10.0.0.1:6443\"); }",
  ]

  @Test(arguments: foreign)
  func nobodysFilesAreLeftAlone(_ text: String) {
    let read = Rendering(text, path: "nginx.conf")
    #expect(read.result.parts.isEmpty && !read.result.isRecognised, "\(read.lines)")
  }

  /// nginx's ngx_stream_map_module: the variable stands for one of the values.
  @Test func aMapLeadsToEachOfItsUpstreams() throws {
    let text = """
      stream {
        map $ssl_preread_server_name $target {
          api.a.internal  a;
          default         a;
          api.b.internal  b;
        }
        upstream a { server 10.1.0.1:6443; }
        upstream b { server 10.2.0.1:6443; }
        server { listen 7443; ssl_preread on; proxy_pass $target; }
      }

      """
    let read = Rendering(text, path: "nginx.conf")
    let balancers = read.result.parts.flatMap(\.balancers)
    #expect(
      balancers.map { $0.backends?.value.map(\.text.value) ?? [] } == [
        ["10.1.0.1:6443"], ["10.2.0.1:6443"],
      ])
    #expect(balancers.map { $0.listens.map(\.value) } == [[":7443"], [":7443"]])
    #expect(!read.lines.contains { $0.hasPrefix("mark") }, "\(read.lines)")
  }

  @Test func whatAClusterServesIsNotItsAPI() {
    for name in ["kubernetes_https", "kubernetes-ingress", "kubernetes-dashboard"] {
      let text =
        "stream { upstream \(name) { server 10.0.0.11:443; }"
        + " server { listen 443; proxy_pass \(name); } }\n"
      #expect(Rendering(text, path: "nginx.conf").result.parts.isEmpty, "\(name)")
    }
  }

  /// Names of common guides, on ports that other programs have too.
  @Test func anAPIServerIsOneWhateverFollowsItsName() {
    for name in ["kubernetes-apiserver-https", "kube_api_https", "kubernetes-api-http"] {
      let text =
        "stream { upstream \(name) { server 10.0.0.11:443; }"
        + " server { listen 443; proxy_pass \(name); } }\n"
      #expect(Rendering(text, path: "nginx.conf").result.parts.count == 1, "\(name)")
    }
  }

  @Test func aTemplateIsOne() throws {
    let text = """
      stream {
        upstream kube_apiserver {
          {% for host in groups['kube_control_plane'] -%}
          server {{ hostvars[host].ip }}:6443;
          {% endfor %}
        }
      }

      """
    let read = Rendering(text, path: "nginx.conf.j2")
    #expect(read.result.template != nil)
    #expect(read.result.parts.first?.balancers.first?.mayHaveMoreBackends == true)
  }

  static let broken = [
    "stream { upstream api { server 10.0.0.1:6443; ": "problem 1:1",
    "stream { upstream api { server 10.0.0.1:6443; } } }": "problem 1:51",
    "stream { upstream api { server '10.0.0.1:6443; } }": "",
  ]

  @Test(arguments: broken.keys.sorted())
  func brokenFilesHavePlaces(_ text: String) throws {
    let read = Rendering(text, path: "nginx.conf")
    let expected = try #require(Self.broken[text])
    if !expected.isEmpty {
      #expect(read.lines.contains { $0.hasPrefix(expected) }, "\(read.lines)")
    }
  }

  @Test func depthAndCutFilesAreNoHarm() {
    let deep = String(repeating: "a { ", count: 5000) + "upstream server proxy_pass;"
    _ = Rendering(deep, path: "nginx.conf")
    let text = NginxFixtures.stream
    for length in stride(from: 0, to: text.utf8.count, by: 7) {
      _ = Rendering(String(decoding: text.utf8.prefix(length), as: UTF8.self), path: "nginx.conf")
    }
  }
}
