import Rules

extension TextFault {
  private static func spec(_ lines: String) -> String {
    masters.split(separator: "\n").map { " \($0)" }.joined(separator: "\n") + "\n" + lines
  }

  static let others = [
    TextFault(
      "lb-backend-missing", .safe, in: "cluster.yaml",
      spec(
        """
           loadBalancers:
           - name: lb
             kind: cloud
        -    backends: [10.0.0.1:6443, "10.0.0.2:6443"]
        +    backends: [10.0.0.1:6443, "10.0.0.2:6443", "10.0.0.3:6443"]
           workers: {count: 2}
        """)),
    TextFault(
      "lb-backend-missing", .safe, in: "cluster.yaml",
      spec(
        """
           loadBalancers:
           - name: lb
             kind: cloud
             backends:
             - 10.0.0.1:6443
             - '10.0.0.2:6443'
        +    - '10.0.0.3:6443'
           workers: {count: 2}
        """)),
    TextFault(
      "lb-backend-stale", .unsafe, in: "cluster.yaml",
      spec(
        """
           loadBalancers:
           - name: lb
             kind: cloud
             backends:
             - 10.0.0.1:6443
        -    - 10.0.0.9:6443
             - 10.0.0.2:6443
             - 10.0.0.3:6443
        """)),
    TextFault(
      "kube-vip-lease-ratio", .safe, in: "kube-vip.yaml",
      """
       apiVersion: v1
       kind: Pod
       metadata: {name: kube-vip, namespace: kube-system}
       spec:
         containers:
         - name: kube-vip
           image: ghcr.io/kube-vip/kube-vip:v0.9.2
           args: [manager]
           env:
           - {name: address, value: 10.0.0.4}
           - {name: cp_enable, value: "true"}
           - {name: vip_leaderelection, value: "true"}
           - name: vip_leaseduration
      -      value: "2"
      +      value: "5"
           - {name: vip_renewdeadline, value: "3"}
           - {name: vip_retryperiod, value: "1"}
      """),
    TextFault(
      "kcp-max-surge", .safe, in: "kcp.yaml",
      """
       apiVersion: controlplane.cluster.x-k8s.io/v1beta1
       kind: KubeadmControlPlane
       metadata: {name: prod}
       spec:
         replicas: 3
         version: v1.33.0
         rolloutStrategy:
           rollingUpdate:
      -      maxSurge: 2
      +      maxSurge: 1
      """),
    TextFault(
      "scheduler-config-flag-conflict", .safe, in: "scheduler.yaml",
      beside: [
        "kube-scheduler.service": """
        [Service]
        ExecStart=/usr/bin/kube-scheduler --config=/etc/kubernetes/scheduler.yaml \\
          --leader-elect-lease-duration=30s

        """
      ],
      """
       apiVersion: kubescheduler.config.k8s.io/v1
       kind: KubeSchedulerConfiguration
       leaderElection:
      -  leaseDuration: 15s
      +  leaseDuration: 30s
         renewDeadline: 10s
      """),
    TextFault(
      "lb-health-check-plain-http", .safe, in: "lb.tf",
      """
       resource "aws_lb_target_group" "masters" {
         protocol = "TCP"
         port     = 6443
         health_check {
      -    protocol            = "HTTP"
      +    protocol            = "HTTPS"
           path                = "/readyz"
         }
       }
      """),
    TextFault(
      "etcd-environment-shadowed", .safe, in: "etcd.service",
      """
       [Service]
       Environment=ETCD_NAME=e1
       ExecStart=/usr/bin/etcd \\
      -  --name=e1 \\
         --heartbeat-interval=100
      """),
    TextFault(
      "unit-doubled-backslash", .safe, in: "kube-scheduler.service",
      """
       [Service]
      -ExecStart=/usr/bin/kube-scheduler \\\\
      +ExecStart=/usr/bin/kube-scheduler \\
      -  --leader-elect=true \\\\
      +  --leader-elect=true \\
         --v=2
       Restart=always
      """),
  ]
}
