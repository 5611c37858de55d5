import ClusterFormats
import ClusterModel
import Syntax
import Testing

@Suite struct TerraformReadingTests {
  private func balancers(_ text: String) -> [BalancerFact] {
    Rendering(text, path: "lb.tf").result.parts.flatMap(\.balancers)
  }

  static let nlb = """
    # The API's balancer
    resource "aws_lb" "api" {
      name               = "${var.cluster}-api"
      load_balancer_type = "network"
      subnets            = aws_subnet.public.*.id
    }

    resource "aws_lb_listener" "api" {
      load_balancer_arn = aws_lb.api.arn
      protocol          = "TCP"
      port              = "6443"
      default_action {
        type             = "forward"
        target_group_arn = "${aws_lb_target_group.masters.arn}"
      }
    }

    resource "aws_lb_target_group" "masters" {
      protocol = "TCP"
      port     = 6443
      health_check {
        protocol            = "HTTPS"
        path                = "/healthz"
        interval            = 10
        unhealthy_threshold = 3
      }
    }

    resource "aws_instance" "m1" {
      private_ip        = "10.240.0.10"
      availability_zone = "eu-west-1a"
    }

    resource "aws_lb_target_group_attachment" "m1" {
      target_group_arn = aws_lb_target_group.masters.arn
      target_id        = aws_instance.m1.id
    }

    resource "aws_lb_target_group_attachment" "m2" {
      target_group_arn = aws_lb_target_group.masters.arn
      target_id        = "10.240.0.11"
      port             = 6443
    }

    """

  @Test func aNetworkBalancerOfAmazon() throws {
    let read = Rendering(Self.nlb, path: "lb.tf")
    #expect(read.result.problems.isEmpty, "\(read.lines)")
    let balancer = try #require(read.result.parts.first?.balancers.first)
    #expect(balancer.name == "api" && balancer.kind == .cloud)
    #expect(balancer.listens.map(\.value) == [":6443"])
    #expect(balancer.backends?.value.map(\.text.value) == ["10.240.0.10:6443", "10.240.0.11:6443"])
    #expect(balancer.backends?.value.map(\.zone?.value) == ["eu-west-1a", nil])
    #expect(balancer.backends?.value.map(\.label?.value) == ["m1", nil])
    #expect(!balancer.mayHaveMoreBackends)
    let check = try #require(balancer.check)
    #expect(check.kind.value == .https && check.path?.value == "/healthz")
    #expect(check.path?.span.map { read.file.text($0) } == "/healthz")
    #expect(check.detection == 30_000)
  }

  @Test func whatIsComputedIsUnknown() throws {
    let text = Self.nlb.replacing("interval            = 10", with: "interval = var.interval")
      .replacing(
        "resource \"aws_instance\" \"m1\" {", with: "resource \"aws_instance\" \"m1\" {\n count = 3"
      )
      .replacing("path                = \"/healthz\"", with: "path = join(\"/\", [\"\", var.path])")
    let balancer = try #require(balancers(text).first)
    #expect(balancer.check?.interval.value == nil && balancer.check?.detection == nil)
    #expect(balancer.check?.path?.value == nil)
    #expect(balancer.backends?.value.map(\.text.value) == ["10.240.0.11:6443"])
    #expect(balancer.mayHaveMoreBackends)
  }

  /// Resources of a cloud, and the check that they state: kind, path, detection in milliseconds.
  static let clouds: [(text: String, check: String)] = [
    (
      """
      resource "aws_elb" "master" {
        listener {
          instance_port = 6443
          lb_port       = 443
        }
        health_check {
          target              = "HTTPS:6443/readyz"
          interval            = 5
          timeout             = 2
          healthy_threshold   = 2
          unhealthy_threshold = 4
        }
      }
      """, "https /readyz 20000"
    ),
    (
      """
      resource "azurerm_lb_rule" "api" {
        loadbalancer_id = azurerm_lb.lb.id
        frontend_port   = 6443
        backend_port    = 6443
        probe_id        = azurerm_lb_probe.api.id
      }
      resource "azurerm_lb_probe" "api" {
        protocol     = "Https"
        port         = 6443
        request_path = "/healthz"
      }
      """, "https /healthz 30000"
    ),
    (
      """
      resource "google_compute_health_check" "api" {
        check_interval_sec  = 10
        unhealthy_threshold = 3
        tcp_health_check { port = "6443" }
      }
      resource "google_compute_backend_service" "api" {
        health_checks = [google_compute_health_check.api.id]
      }
      """, "tcp - 30000"
    ),
    (
      """
      resource "hcloud_load_balancer_service" "api" {
        load_balancer_id = hcloud_load_balancer.lb.id
        protocol         = "tcp"
        listen_port      = 6443
        destination_port = 6443
      }
      """, "tcp - 45000"
    ),
    (
      """
      resource "hcloud_load_balancer_service" "api" {
        listen_port      = 6443
        destination_port = 6443
        health_check {
          protocol = "http"
          port     = 6443
          interval = 10
          timeout  = 5
          retries  = 2
          http {
            path = "/readyz"
            tls  = true
          }
        }
      }
      """, "https /readyz 20000"
    ),
    (
      """
      resource "digitalocean_loadbalancer" "api" {
        forwarding_rule {
          entry_port  = 6443
          target_port = 6443
        }
        healthcheck {
          protocol = "tcp"
          port     = 6443
        }
      }
      """, "tcp - 30000"
    ),
    (
      """
      resource "openstack_lb_listener_v2" "api" {
        protocol_port   = 6443
        loadbalancer_id = openstack_lb_loadbalancer_v2.api.id
      }
      resource "openstack_lb_pool_v2" "api" {
        listener_id = openstack_lb_listener_v2.api.id
      }
      resource "openstack_lb_monitor_v2" "api" {
        pool_id     = openstack_lb_pool_v2.api.id
        type        = "HTTP"
        url_path    = "/healthz"
        delay       = 5
        timeout     = 3
        max_retries = 3
      }
      """, "http /healthz 15000"
    ),
  ]

  @Test(arguments: clouds)
  func theCheckOfACloud(_ text: String, _ expected: String) throws {
    let check = try #require(balancers(text + "\n").first?.check)
    let found = [
      check.kind.value?.rawValue ?? "?", check.path?.value ?? "-",
      check.detection.map { "\($0)" } ?? "?",
    ]
    #expect(found.joined(separator: " ") == expected)
  }

  static let foreign = [
    "resource \"aws_lb_target_group\" \"web\" {\n  port = 80\n}\n",
    "resource \"aws_elb\" \"bastion\" {\n  listener {\n    instance_port = 22\n    lb_port = 22\n  }\n}\n",
    "variable \"aws_lb\" {\n  default = \"resource \\\"\"\n}\n",
    "resource \"hcloud_load_balancer_service\" \"konnectivity\" {\n  listen_port = 8132\n  destination_port = 8132\n}\n",
  ]

  @Test(arguments: foreign)
  func nobodysFilesAreLeftAlone(_ text: String) {
    #expect(Rendering(text, path: "main.tf").result.parts.isEmpty)
  }

  @Test func oddAndBrokenFilesAreNoHarm() {
    let odd = """
      locals { a = { for k, v in var.x : k => { b = v } if v != null }, c = <<-EOT
        resource "aws_lb" "no" { ${ "}" }
        EOT
      }
      /* resource "aws_elb" "no" { */ // }
      x = a ? [1, 2, { b = "c" }] : f(g(1), "}")

      """
    let read = Rendering(odd + Self.nlb, path: "lb.tf")
    #expect(read.result.parts.first?.balancers.map(\.name) == ["api"], "\(read.lines)")
    for length in stride(from: 0, to: Self.nlb.utf8.count, by: 7) {
      let cut = String(decoding: Self.nlb.utf8.prefix(length), as: UTF8.self)
      _ = Rendering(cut, path: "lb.tf")
    }
    for brackets in ["a {\n", "a = [", "a = {", "a = f(", "\"${", "}", "]", ")"] {
      let deep = String(repeating: brackets, count: 3000)
      _ = Rendering("resource \"aws_lb\" \"a\" {\n" + deep, path: "lb.tf")
    }
  }

  @Test func anUnclosedBlockHasAPlace() {
    let cut = String(Self.nlb.prefix(Self.nlb.count - 3))
    #expect(Rendering(cut, path: "lb.tf").lines.contains { $0.hasPrefix("problem") })
  }

  /// Words that say plain HTTP, and what they become.
  @Test(arguments: [
    ("\"HTTPS\"", "\"HTTP\"", "\"HTTPS\""), ("\"HTTPS\"", "\"http\"", "\"https\""),
  ])
  func aCheckIsEncrypted(_ stated: String, _ plain: String, _ wanted: String) throws {
    let text = Self.nlb.replacing(stated, with: plain)
    let (read, balancer) = try HAProxyEditingTests.balancer(text)
    let edits = try #require(BalancerEditing.edits(.encryptChecks, of: balancer, file: read.file))
    #expect(
      FlagEditingTests.apply(edits, to: read.file) == Self.nlb.replacing(stated, with: wanted))
    #expect(BalancerEditing.edits(.removeBackend(0), of: balancer, file: read.file) == nil)
  }
}
