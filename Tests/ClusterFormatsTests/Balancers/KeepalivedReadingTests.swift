import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// keepalived configurations that the tests read and show to keepalived.
enum KeepalivedFixtures {
  /// In the manner of kubeadm's guide.
  static let kubeadm = """
    ! Configuration for the control plane's address
    global_defs {
        router_id LVS_DEVEL
        script_user root
        enable_script_security
    }
    vrrp_script check_apiserver {
      script "/usr/bin/true"
      interval 3
      weight -2
      fall 10
      rise 2
    }

    vrrp_instance VI_1 {
        state MASTER
        interface eth0
        virtual_router_id 51
        priority 101
        authentication {
            auth_type PASS
            auth_pass 42
        }
        virtual_ipaddress {
            10.240.0.4/24 dev eth0
        }
        track_script {
            check_apiserver
        }
    }

    """

  /// One-line blocks, a brace on a line of its own, quotes, unicast, version 6.
  static let odd = """
    global_defs {
      script_user root
      enable_script_security
    }
    vrrp_script chk_haproxy
    {
      script "/usr/bin/killall -0 haproxy"   # is it there?
    }
    vrrp_instance "VI_6" {
      interface eth0
      virtual_router_id 60
      advert_int 0.5
      nopreempt
      unicast_src_ip fd00::5
      unicast_peer { fd00::6 }
      virtual_ipaddress { fd00::4/64 }
      track_script { chk_haproxy weight 30 }
    }

    """

  static let lvs = """
    vrrp_instance VI_1 {
      interface eth0
      virtual_router_id 51
      virtual_ipaddress { 10.240.0.4 }
    }
    virtual_server 10.240.0.4 6443 {
      delay_loop 6
      lb_algo rr
      lb_kind DR
      protocol TCP
      real_server 10.240.0.10 6443 {
        weight 1
        SSL_GET {
          url {
            path /healthz
            status_code 200
          }
          connect_timeout 3
          retry 2
        }
      }
      real_server 10.240.0.11 6443 {
        TCP_CHECK {
          connect_timeout 3
        }
      }
      real_server 10.240.0.12 6443 {
        weight 1
      }
    }

    """

  static let all = [kubeadm, odd, lvs]
}

@Suite struct KeepalivedReadingTests {
  private func instance(_ text: String) throws -> VRRPInstance {
    let balancer = Rendering(text, path: "keepalived.conf").result.parts.first?.balancers.first
    return try #require(balancer?.vrrp.first)
  }

  @Test func theInstanceOfKubeadmsGuide() throws {
    let read = Rendering(KeepalivedFixtures.kubeadm, path: "keepalived.conf")
    #expect(read.result.problems.isEmpty)
    let instance = try instance(KeepalivedFixtures.kubeadm)
    #expect(instance.name.value == "VI_1")
    #expect(instance.state.value == .master)
    #expect(instance.priority.value == 101)
    #expect(instance.priority.span.map { read.file.text($0) } == "101")
    #expect(instance.routerID.value == 51)
    #expect(instance.interface?.value == "eth0")
    #expect(instance.addresses.map(\.value) == ["10.240.0.4"])
    #expect(read.file.text(instance.addresses[0].span) == "10.240.0.4")
    #expect(instance.authentication?.value == "PASS 42")
    let script = try #require(instance.scripts.first)
    #expect(script.name.value == "check_apiserver")
    #expect(script.weight.value == -2 && script.detection == 30_000)
  }

  @Test func oddWriting() throws {
    let instance = try instance(KeepalivedFixtures.odd)
    #expect(instance.name.value == "VI_6")
    #expect(instance.state == .defaulted(.backup))
    #expect(instance.priority == .defaulted(100))
    #expect(instance.advertInterval.value == 500)
    #expect(instance.addresses.map(\.value) == ["fd00::4"])
    #expect(instance.unicastSource?.value == "fd00::5")
    #expect(instance.unicastPeers?.value.map(\.value) == ["fd00::6"])
    #expect(instance.scripts.first?.weight.value == 30)
    #expect(instance.scripts.first?.detection == 1000)
    #expect(instance.authentication == nil)
  }

  @Test func realServersOfLVS() throws {
    let read = Rendering(KeepalivedFixtures.lvs, path: "keepalived.conf")
    let balancer = try #require(read.result.parts.first?.balancers.first)
    #expect(balancer.vip?.value == "10.240.0.4")
    #expect(balancer.listens.map(\.value) == ["10.240.0.4:6443"])
    let backends = try #require(balancer.backends).value
    #expect(
      backends.map(\.text.value) == ["10.240.0.10:6443", "10.240.0.11:6443", "10.240.0.12:6443"])
    let checks = backends.compactMap(\.check)
    #expect(checks.map(\.kind.value) == [.https, .tcp, HealthCheck.Kind.none])
    #expect(checks[0].path?.value == "/healthz")
    // 6 s to the next check, then two more, 3 s apart.
    #expect(checks[0].detection == 12_000)
    #expect(checks[1].detection == 7000)
  }

  @Test func whatIsLeftToFillInIsUnknown() throws {
    let text = """
      vrrp_instance VI_1 {
          state ${STATE}
          interface <--INTERFACE-->
          virtual_router_id {{ router_id }}
          priority  <--PRIORITY-->
          virtual_ipaddress {
              ${APISERVER_VIP}
          }
      }

      """
    let read = Rendering(text, path: "keepalived.conf")
    let instance = try #require(read.result.parts.first?.balancers.first?.vrrp.first)
    #expect(instance.state.value == nil && instance.priority.value == nil)
    #expect(instance.routerID.value == nil && instance.interface == nil)
    #expect(instance.addresses.isEmpty && instance.isIncomplete)
    #expect(read.lines.filter { $0.hasPrefix("mark") }.count == 5, "\(read.lines)")
  }

  /// keepalived: "track script nosuch not found, ignoring".
  @Test func aScriptThatIsNowhereWatchesNothing() throws {
    let text =
      "vrrp_script chk {\n script \"/bin/true\"\n}\n"
      + "vrrp_instance V {\n virtual_router_id 1\n virtual_ipaddress {\n 10.0.0.4\n }\n"
      + " track_script {\n nosuch\n }\n}\n"
    let instance = try instance(text)
    #expect(!instance.watchesService && instance.scripts.isEmpty)
    #expect(try self.instance("include more.conf\n" + text).watchesService)
  }

  @Test func variablesOfTheFileAreTheirValues() throws {
    let instance = try instance(
      "$PRIO=101\n$IF=lo\nvrrp_instance V {\n virtual_router_id 1\n interface ${IF}\n"
        + " priority $PRIO\n virtual_ipaddress {\n 10.0.0.4\n }\n}\n")
    #expect(instance.priority.value == 101 && instance.interface?.value == "lo")
  }

  @Test func aScriptThatIsElsewhereIsUnknown() throws {
    let instance = try instance(
      "vrrp_instance V {\n virtual_router_id 1\n virtual_ipaddress {\n 10.0.0.4\n }\n"
        + " track_script {\n chk\n }\n}\n")
    #expect(instance.watchesService)
    #expect(instance.scripts.first?.weight.value == nil)
  }

  @Test func brokenFilesHavePlaces() {
    let read = Rendering("vrrp_instance V {\n virtual_router_id 1\n", path: "keepalived.conf")
    #expect(read.lines.contains { $0.hasPrefix("problem 1:1") }, "\(read.lines)")
    for text in KeepalivedFixtures.all {
      for length in stride(from: 0, to: text.utf8.count, by: 5) {
        let cut = String(decoding: text.utf8.prefix(length), as: UTF8.self)
        _ = Rendering(cut, path: "keepalived.conf")
      }
    }
    let deep = String(repeating: "vrrp_instance {\n", count: 5000)
    _ = Rendering(deep, path: "keepalived.conf")
  }

  @Test(.enabled(if: Peer.keepalived.isHere, "keepalived is not installed"))
  func keepalivedTakesWhatIsRead() throws {
    for text in KeepalivedFixtures.all {
      let verdict = try Peer.keepalived.judge(text)
      #expect(verdict.accepts, "\(verdict.output)")
    }
  }

  @Test(.enabled(if: Peer.keepalived.isHere, "keepalived is not installed"))
  func keepalivedRefuses() throws {
    for text in [
      KeepalivedFixtures.kubeadm.replacing("priority 101", with: "priorty 101"),
      KeepalivedFixtures.kubeadm.replacing("virtual_router_id 51", with: "virtual_router_id 300"),
      KeepalivedFixtures.odd.replacing("virtual_router_id 60", with: ""),
      KeepalivedFixtures.lvs + "virtual_server 10.0.0.1 {\n",
    ] {
      let verdict = try Peer.keepalived.judge(text)
      #expect(!verdict.accepts, "\(text)\n\(verdict.output)")
    }
  }

  /// A change of the LVS fixture, a text of it that changes, and what it becomes.
  static let edits: [(change: BalancerChange, before: String, after: String)] = [
    (
      .removeBackend(1),
      "  real_server 10.240.0.11 6443 {\n    TCP_CHECK {\n      connect_timeout 3\n    }\n  }\n", ""
    ),
    (
      .addBackends([.init(name: "m4", host: "10.240.0.13")]),
      "  real_server 10.240.0.12 6443 {\n    weight 1\n  }\n",
      "  real_server 10.240.0.12 6443 {\n    weight 1\n  }\n  real_server 10.240.0.13 6443 {\n"
        + "    weight 1\n    SSL_GET {\n      url {\n        path /healthz\n        status_code 200\n"
        + "      }\n      connect_timeout 3\n      retry 2\n    }\n  }\n"
    ),
  ]

  @Test(arguments: edits.indices)
  func realServersComeAndGo(_ index: Int) throws {
    let item = Self.edits[index]
    let (read, balancer) = try HAProxyEditingTests.balancer(KeepalivedFixtures.lvs)
    let edits = try #require(BalancerEditing.edits(item.change, of: balancer, file: read.file))
    let text = FlagEditingTests.apply(edits, to: read.file)
    #expect(text == KeepalivedFixtures.lvs.replacing(item.before, with: item.after))
    #expect(text != KeepalivedFixtures.lvs)
    if Peer.keepalived.isHere {
      let verdict = try Peer.keepalived.judge(text)
      #expect(verdict.accepts, "\(verdict.output)")
    }
  }
}
