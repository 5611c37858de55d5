/// haproxy configurations that the tests read, edit, and show to haproxy.
enum HAProxyFixtures {
  static let head = """
    global
      maxconn 1000

    defaults
      mode tcp
      timeout connect 5s
      timeout client 1m
      timeout server 1m


    """

  /// In the manner of kubeadm's guide.
  static let kubeadm =
    head + """
      frontend apiserver
          bind *:8443
          mode tcp
          option tcplog
          default_backend apiserverbackend

      backend apiserverbackend
          option httpchk

          http-check connect ssl
          http-check send meth GET uri /healthz
          http-check expect status 200

          mode tcp
          balance     roundrobin

          default-server inter 10s downinter 5s rise 2 fall 2 slowstart 60s maxconn 250 weight 100
          server m1 10.240.0.10:6443 check verify none
          server m2 10.240.0.11:6443 check verify none

      """

  /// In the manner of OpenShift's guide, with sections that are no API server's.
  static let openshift =
    head + """
      frontend stats
        bind *:1936
        mode http
        stats enable
      listen api-server-6443
        bind *:6443
        mode tcp
        server bootstrap 10.240.0.9:6443 check inter 1s backup
        server master0 10.240.0.10:6443 check inter 1s
        server master1 10.240.0.11:6443 check inter 1s
      listen machine-config-server-22623
        bind *:22623
        server master0 10.240.0.10:22623 check inter 1s
      listen ingress-router-443
        bind *:443
        server worker0 10.240.0.20:443

      """

  /// Tabs, CRLF, quotes, escapes, comments, and version 6.
  static let odd =
    head.replacing("\n", with: "\r\n")
    + [
      "listen k8s-api", "\tbind :::6443 v4v6", "\tdefault-server inter 2000 fall 3",
      "\tserver \"cp1\" [fd00::1]:6443 check  # the first",
      "\tserver \"cp\"\\x32 ipv6@fd00::2:6443 check id 22",
      "#\tserver old [fd00::9]:6443 check", "",
    ].joined(separator: "\r\n")

  static let plain =
    head + """
      listen kube-api
        bind :6443
        server cp1 10.240.0.10:6443 check
        server cp2 10.240.0.11:6443

      """
}
