import ClusterFormats
import ClusterModel
import Syntax
import Testing

@Suite struct KubeVIPReadingTests {
  private static func pod(_ env: String) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: kube-vip, namespace: kube-system}
    spec:
      containers:
      - args: [manager]
        env:
    \(env)
        image: ghcr.io/kube-vip/kube-vip:v0.9.2
        name: kube-vip
      volumes:
      - hostPath: {path: /etc/kubernetes/super-admin.conf}
        name: kubeconfig

    """
  }

  private func only(_ text: String) -> BalancerFact? {
    Rendering(text, path: "kube-vip.yaml").result.parts.first?.balancers.first
  }

  @Test func aStaticPod() throws {
    let text = Self.pod(
      """
          - {name: address, value: 10.240.0.4}
          - {name: port, value: "8443"}
          - {name: cp_enable, value: "true"}
          - {name: vip_leaderelection, value: "true"}
          - {name: vip_leaseduration, value: "15"}
          - name: vip_renewdeadline
            value: "10"
          - {name: vip_nodename, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
      """)
    let read = Rendering(text, path: "kube-vip.yaml")
    #expect(read.result.problems.isEmpty, "\(read.lines)")
    let balancer = try #require(read.result.parts.first?.balancers.first)
    #expect(balancer.kind == .kubeVIP && balancer.name.isEmpty)
    #expect(balancer.vip?.value == "10.240.0.4")
    #expect(balancer.listens.map(\.value) == ["10.240.0.4:8443"])
    let vip = try #require(balancer.kubeVIP)
    #expect(vip.lease.value == 15 && vip.renewDeadline.value == 10)
    #expect(vip.renewDeadline.span.map { read.file.text($0) } == "10")
    #expect(vip.retryPeriod == .defaulted(1))
    #expect(vip.electsLeader.value == true)
    #expect(vip.kubeconfig?.value == "/etc/kubernetes/super-admin.conf")
  }

  @Test func aDaemonSetIsOneForAllMachines() throws {
    let text = """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: kube-vip-ds}
      spec:
        template:
          spec:
            containers:
              - name: kube-vip
                image: ghcr.io/kube-vip/kube-vip:v0.9.2
                env:
                  - {name: vip_address, value: 10.240.0.4}
                  - {name: bgp_enable, value: "true"}

      """
    let balancer = try #require(only(text))
    #expect(balancer.name == "kube-vip" && balancer.vip?.value == "10.240.0.4")
    #expect(balancer.kubeVIP?.usesBGP.value == true)
    #expect(balancer.kubeVIP?.electsLeader.value == false)
  }

  @Test func servicesAloneAreNobodys() {
    let text = Self.pod(
      """
          - {name: svc_enable, value: "true"}
          - {name: cp_enable, value: "false"}
          - {name: address, value: 10.240.0.4}
      """)
    #expect(only(text) == nil)
    #expect(only(Self.pod("    - {name: svc_enable, value: \"true\"}")) == nil)
  }

  @Test func whatIsLeftToFillInIsUnknown() throws {
    let text = Self.pod(
      """
          - {name: address, value: "${CONTROL_PLANE_ENDPOINT_IP}"}
          - {name: vip_leaseduration, value: "{{ lease }}"}
          - {name: vip_retryperiod, value: "99999999999999999"}
      """)
    let balancer = try #require(only(text))
    #expect(balancer.vip == nil)
    #expect(balancer.kubeVIP?.lease.value == nil)
    #expect(balancer.kubeVIP?.retryPeriod.value == nil)
  }

  @Test func aTemplateIsOne() {
    let text = Self.pod(
      """
      {{- if .ARP }}
          - {name: vip_arp, value: "true"}
      {{- end }}
          - {name: vip_address, value: "{{ .VIP }}"}
      """)
    #expect(Rendering(text, path: "kube-vip.yaml.tmpl").result.template != nil)
  }
}
