import Rules

extension TextFault {
  static let all: [TextFault] = haproxy + haproxy.map(\.withTabs) + nginx + keepalived + others

  static let masters = """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: prod}
    spec:
      controlPlane:
        nodes:
        - {name: m1, address: 10.0.0.1}
        - {name: m2, address: 10.0.0.2}
        - {name: m3, address: 10.0.0.3}
      etcd: stacked

    """

  private static let proxy = """
     defaults
       mode tcp
       timeout connect 5s
       timeout client 4h
       timeout server 4h

     frontend kube-apiserver
       bind *:6443
       default_backend masters

     backend masters
    """

  private static let haproxy = [
    TextFault(
      "lb-backend-missing", .safe, in: "lb-1/haproxy.cfg", beside: ["cluster.yaml": masters],
      proxy + """

           server m1 10.0.0.1:6443 check
           server m2 10.0.0.2:6443 check
        +  server m3 10.0.0.3:6443 check
        """),
    TextFault(
      "lb-backend-stale", .unsafe, in: "lb-1/haproxy.cfg", beside: ["cluster.yaml": masters],
      proxy + """

           server m1 10.0.0.1:6443 check
           server m2 10.0.0.2:6443 check
        -  server old 10.0.0.9:6443 check
           server m3 10.0.0.3:6443 check
        """),
    TextFault(
      "lb-no-health-check", .safe, in: "haproxy.cfg",
      proxy + """

           balance leastconn
        -  server m1 10.0.0.1:6443
        +  server m1 10.0.0.1:6443 check
        -  server m2 10.0.0.2:6443 weight 5
        +  server m2 10.0.0.2:6443 check weight 5
        """),
    TextFault(
      "lb-health-check-plain-http", .safe, in: "haproxy.cfg",
      proxy + """

           option httpchk GET /readyz
        -  server m1 10.0.0.1:6443 check
        +  server m1 10.0.0.1:6443 check check-ssl verify none
        -  server m2 10.0.0.2:6443 check
        +  server m2 10.0.0.2:6443 check check-ssl verify none
        """),
    TextFault(
      "lb-health-check-tcp-only", .unsafe, in: "haproxy.cfg",
      proxy + """

           balance leastconn
        +  option httpchk GET /readyz
        +  http-check expect status 200
        -  server m1 10.0.0.1:6443 check
        +  server m1 10.0.0.1:6443 check check-ssl verify none
        -  server m2 10.0.0.2:6443 check
        +  server m2 10.0.0.2:6443 check check-ssl verify none
        """),
    TextFault(
      "lb-health-check-wrong-path", .safe, in: "haproxy.cfg",
      proxy + """

        -  option httpchk GET /heathz
        +  option httpchk GET /readyz
           server m1 10.0.0.1:6443 check check-ssl verify none
           server m2 10.0.0.2:6443 check check-ssl verify none
        """),
    TextFault(
      "lb-detection-time", .unsafe, in: "haproxy.cfg",
      proxy + """

        -  default-server inter 20s fall 3
        +  default-server inter 2s fall 3
           server m1 10.0.0.1:6443 check
           server m2 10.0.0.2:6443 check
        """),
    TextFault(
      "lb-idle-timeout-short", .unsafe, in: "haproxy.cfg",
      proxy + """

        -  timeout server 20s
        +  timeout server 5m
           server m1 10.0.0.1:6443 check
           server m2 10.0.0.2:6443 check
        """),
    TextFault(
      "lb-tls-terminating", .unsafe, in: "haproxy.cfg",
      proxy + """

        -  mode http
        +  mode tcp
           server m1 10.0.0.1:6443 check
           server m2 10.0.0.2:6443 check
        """),
    TextFault(
      "lb-on-control-plane-port-conflict", .suggestion, in: "m1/haproxy.cfg",
      beside: ["m1/kube-apiserver.yaml": apiServer],
      proxy.replacing("   bind *:6443", with: "-  bind *:6443\n+  bind *:8443") + """

           server m1 10.0.0.1:6443 check
        """),
  ]

  private static let apiServer = """
    apiVersion: v1
    kind: Pod
    metadata: {name: kube-apiserver, namespace: kube-system}
    spec:
      containers:
      - name: kube-apiserver
        command: [kube-apiserver, --advertise-address=10.0.0.1, --secure-port=6443]

    """

  private static func stream(_ servers: String, _ settings: String = "") -> String {
    """
     worker_processes 1;
     events {}
     stream {
         upstream kube_apiserver {
    \(servers)
         }
         server {
             listen 6443;
             proxy_pass kube_apiserver;
    \(settings.isEmpty ? "         proxy_timeout 10m;\n         proxy_connect_timeout 1s;" : settings)
         }
     }
    """
  }

  private static let nginx = [
    TextFault(
      "lb-backend-missing", .safe, in: "lb-1/nginx.conf", beside: ["cluster.yaml": masters],
      stream(
        """
                 server 10.0.0.1:6443 max_fails=3 fail_timeout=30s;
                 server 10.0.0.2:6443 max_fails=3 fail_timeout=30s;
        +        server 10.0.0.3:6443 max_fails=3 fail_timeout=30s;
        """)),
    TextFault(
      "lb-backend-stale", .unsafe, in: "lb-1/nginx.conf", beside: ["cluster.yaml": masters],
      stream(
        """
                 server 10.0.0.1:6443;
                 server 10.0.0.2:6443;
                 server 10.0.0.3:6443;
        -        server 10.0.0.9:6443;
        """)),
    TextFault(
      "lb-no-health-check", .safe, in: "nginx.conf",
      stream(
        """
        -        server 10.0.0.1:6443 max_fails=0;
        +        server 10.0.0.1:6443 max_fails=1;
                 server 10.0.0.2:6443 fail_timeout=5s;
        """)),
    TextFault(
      "lb-detection-time", .unsafe, in: "nginx.conf",
      stream(
        "         server 10.0.0.1:6443;\n         server 10.0.0.2:6443;",
        """
        -        proxy_connect_timeout 90s;
        +        proxy_connect_timeout 2s;
                 proxy_timeout 10m;
        """)),
    TextFault(
      "lb-idle-timeout-short", .unsafe, in: "nginx.conf",
      stream(
        "         server 10.0.0.1:6443;\n         server 10.0.0.2:6443;",
        """
                 proxy_connect_timeout 1s;
        -        proxy_timeout 20s;
        +        proxy_timeout 5m;
        """)),
  ]

  private static func instance(_ lines: String, weight: String = "   weight -20") -> String {
    """
     vrrp_script chk_haproxy {
       script "/usr/bin/killall -0 haproxy"
    \(weight)
       interval 2
       fall 3
     }
     vrrp_instance VI_1 {
       interface eth0
    \(lines)
       virtual_ipaddress {
         10.0.0.4
       }
       track_script {
         chk_haproxy
       }
     }
    """
  }

  /// The other machine's, which is in order.
  private static func peer(_ lines: String) -> [String: String] {
    let fault = TextFault("", .safe, in: "", instance(lines))
    return ["lb-1/keepalived.conf": fault.pairs.compactMap(\.after).joined(separator: "\n") + "\n"]
  }

  private static let keepalived = [
    TextFault(
      "keepalived-router-id-mismatch", .unsafe, in: "lb-2/keepalived.conf",
      beside: peer("   virtual_router_id 51\n   priority 101"),
      instance("-  virtual_router_id 52\n+  virtual_router_id 51\n   priority 100")),
    TextFault(
      "keepalived-priority-equal", .unsafe, in: "lb-2/keepalived.conf",
      beside: peer("   state MASTER\n   virtual_router_id 51\n   priority 101"),
      instance("-  state MASTER\n+  state BACKUP\n   virtual_router_id 51\n   priority 100")),
    TextFault(
      "keepalived-weight-ineffective", .unsafe, in: "lb-2/keepalived.conf",
      beside: peer("   virtual_router_id 51\n   priority 100"),
      instance(
        "   virtual_router_id 51\n   priority 150", weight: "-  weight -20\n+  weight -51")),
    TextFault(
      "lb-detection-time", .unsafe, in: "keepalived.conf",
      instance("   virtual_router_id 51\n   priority 100").replacing(
        "   interval 2", with: "-  interval 20\n+  interval 2")),
    TextFault(
      "lb-backend-missing", .safe, in: "lb-1/keepalived.conf", beside: ["cluster.yaml": masters],
      virtualServer(
        ["10.0.0.1", "10.0.0.2"].map { realServer($0, " ") }.joined(separator: "\n")
          + "\n" + realServer("10.0.0.3", "+"))),
    TextFault(
      "lb-backend-stale", .unsafe, in: "lb-1/keepalived.conf", beside: ["cluster.yaml": masters],
      virtualServer(
        ["10.0.0.1", "10.0.0.2", "10.0.0.3"].map { realServer($0, " ") }.joined(separator: "\n")
          + "\n" + realServer("10.0.0.9", "-"))),
  ]

  private static func virtualServer(_ servers: String) -> String {
    """
     virtual_server 10.0.0.4 6443 {
       delay_loop 2
       lb_algo rr
       lb_kind DR
       protocol TCP
    \(servers)
     }
    """
  }

  private static func realServer(_ host: String, _ mark: String) -> String {
    """
    \(mark)  real_server \(host) 6443 {
    \(mark)    weight 1
    \(mark)    TCP_CHECK {
    \(mark)      connect_timeout 3
    \(mark)    }
    \(mark)  }
    """
  }
}
