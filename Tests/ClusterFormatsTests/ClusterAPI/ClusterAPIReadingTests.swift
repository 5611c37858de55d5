import Testing

@Suite struct ClusterAPIReadingTests {
  @Test(arguments: ClusterAPIReadingTests.cases + ClusterAPIReadingTests.others)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "a cluster, its control plane and workers",
      input: """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Cluster
        metadata: {name: north}
        spec:
          controlPlaneRef: {kind: KubeadmControlPlane, name: north-cp}
          infrastructureRef: {kind: AWSCluster, name: north}
        ---
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: AWSCluster
        metadata: {name: north}
        spec:
          controlPlaneEndpoint: {host: api.north.test, port: 6443}
        status:
          failureDomains:
            eu-1a: {controlPlane: true}
            eu-1b: {controlPlane: true}
            eu-1c: {controlPlane: false}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: {name: north-cp}
        spec:
          replicas: 3
          version: v1.31.2
          rolloutStrategy: {rollingUpdate: {maxSurge: 0}}
          kubeadmConfigSpec:
            clusterConfiguration:
              clusterName: other
              controllerManager: {extraArgs: {node-monitor-grace-period: 20s}}
        ---
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: MachineDeployment
        metadata: {name: md-0}
        spec: {clusterName: north, replicas: 4, template: {spec: {failureDomain: eu-1c}}}
        ---
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: MachineDeployment
        metadata: {name: elsewhere}
        spec: {clusterName: south, replicas: 9}
        """,
      expected: [
        "part cluster-api whole", #"name north 3:18 "north""#,
        #"endpoint api.north.test:6443 12:32 "api.north.test""#,
        #"version v1.31.2 24:12 "v1.31.2""#,
        #"node north-cp-1 - 23:13 "3""#, #"node north-cp-3 - 23:13 "3""#,
        #"topology stacked 27:5 "clusterConfiguration""#, "member on each node",
        #"flag kube-controller-manager node-monitor-grace-period=20s 29:66 "20s""#,
        "group KubeadmControlPlane controlPlane north-cp 3 - - 0 [zone=eu-1a zone=eu-1b]",
        "group MachineDeployment workers md-0 4 - - - [zone=eu-1c]",
        #"workers 4 34:38 "4""#, #"balancer api-load-balancer cloud - 9:7 "AWSCluster""#,
      ], forbidden: ["problem", "node north-cp-4", "name other"]),
    ReadingCase(
      title: "arguments as lists in the second beta, etcd elsewhere",
      input: """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        metadata: {name: cp}
        spec:
          replicas: 2
          rollout: {strategy: {rollingUpdate: {maxSurge: 1}}}
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer:
                extraArgs: [{name: goaway-chance, value: "0.001"}]
              etcd:
                external:
                  endpoints: ["https://10.0.0.1:2379", "https://10.0.0.2:2379"]
        """,
      expected: [
        "part cluster-api whole", #"name cp 3:18 "cp""#,
        #"flag kube-apiserver goaway-chance=0.001 10:51 "0.001""#,
        #"topology external 12:9 "external""#,
        #"lists https://10.0.0.2:2379 13:49 "https://10.0.0.2:2379""#,
        "group KubeadmControlPlane controlPlane cp 2 - - 1 []",
      ], forbidden: ["problem", "member on each"]),
    ReadingCase(
      title: "the wrong shape of arguments",
      input: """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: {name: cp}
        spec:
          replicas: three
          kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: [{name: a, value: b}]}}}
        """,
      expected: [
        #"problem 5:13 "three": replicas must be a number, not `three`"#,
        #"problem 6:69 "[{name: a, value: b}]": apiServer.extraArgs must be a mapping before v1beta4"#,
      ], forbidden: ["node"]),
    ReadingCase(
      title: "a template for clusterctl",
      input: """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Cluster
        metadata: {name: "${CLUSTER_NAME}"}
        spec:
          controlPlaneRef: {kind: KubeadmControlPlane, name: "${CLUSTER_NAME}-cp"}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: {name: "${CLUSTER_NAME}-cp"}
        spec:
          replicas: ${CONTROL_PLANE_MACHINE_COUNT:=3}
          version: ${KUBERNETES_VERSION}
          kubeadmConfigSpec:
            preKubeadmCommands: ["{% if x %}echo{% endif %}"]
        """,
      expected: [
        #"gap replicas 11:13 "${CONTROL_PLANE_MACHINE_COUNT:=3}""#,
        #"mark 3:19 "${CLUSTER_NAME}""#,
        #"topology stacked 8:7 "KubeadmControlPlane""#,
        "group KubeadmControlPlane controlPlane control-plane - - - - []",
      ], forbidden: ["problem", "template", "node", "version", "name", "members stated"]),
    ReadingCase(
      title: "a topology of a class in the same file",
      input: """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Cluster
        metadata: {name: west}
        spec:
          topology:
            class: quick
            version: v1.32.0
            controlPlane: {replicas: 3}
            workers: {machineDeployments: [{class: w, name: a, replicas: 2}, {replicas: 5}]}
        ---
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: ClusterClass
        metadata: {name: quick}
        spec: {controlPlane: {ref: {kind: KubeadmControlPlaneTemplate, name: quick-cp}}}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlaneTemplate
        metadata: {name: quick-cp}
        spec:
          template:
            spec:
              kubeadmConfigSpec:
                clusterConfiguration: {scheduler: {extraArgs: {leader-elect: "true"}}}
        """,
      expected: [
        #"version v1.32.0 7:14 "v1.32.0""#, #"node west-3 - 8:30 "3""#,
        #"flag kube-scheduler leader-elect=true 23:71 "true""#, "member on each node",
        #"workers 7 9:66 "2""#,
      ], forbidden: ["problem", "gap"]),
    ReadingCase(
      title: "kube-vip among the machines' files",
      input: """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: {name: cp}
        spec:
          replicas: 2
          kubeadmConfigSpec:
            files:
            - path: /etc/motd
              content: hello
            - path: /etc/kubernetes/manifests/kube-vip.yaml
              content: |
                apiVersion: v1
                kind: Pod
                spec:
                  containers:
                  - name: kube-vip
                    image: ghcr.io/kube-vip/kube-vip:v0.8.0
                    env:
                    - {name: cp_enable, value: "true"}
                    - {name: address, value: 10.0.0.5}
        """,
      expected: [
        #"balancer kube-vip-cp-1 kube-vip 10.0.0.5 16:19 "kube-vip""#,
        #"balancer kube-vip-cp-2 kube-vip 10.0.0.5 16:19 "kube-vip""#,
      ], forbidden: ["problem", "balancer kube-vip-cp-3"]),
    ReadingCase(
      title: "a topology of a class elsewhere",
      input: """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Cluster
        metadata: {name: west}
        spec: {topology: {classRef: {name: quick}, controlPlane: {replicas: 3}}}
        """,
      expected: [#"node west-3 - 4:69 "3""#, #"gap ClusterClass 4:36 "quick""#],
      forbidden: ["problem", "member on each", "topology"]),
  ]

  static let others = [
    ReadingCase(
      title: "RKE2",
      input: """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: RKE2ControlPlane
        metadata: {name: cp}
        spec:
          replicas: 3
          version: v1.30.8+rke2r1
          rolloutStrategy: {rollingUpdate: {maxSurge: 0}}
          serverConfig:
            kubeControllerManager: {extraArgs: ["leader-elect-lease-duration=30s", v=2]}
            etcd: {customConfig: {extraArgs: ["election-timeout=2000"]}}
        """,
      expected: [
        #"version v1.30.8+rke2r1 6:12 "v1.30.8+rke2r1""#, #"topology stacked 10:5 "etcd""#,
        #"set kube-controller-manager assignmentList 9:29 "extraArgs""#,
        #"flag kube-controller-manager leader-elect-lease-duration=30s 9:70 "30s""#,
        #"flag kube-controller-manager v=2 9:78 "2""#,
        #"flag etcd election-timeout=2000 10:57 "2000""#,
        "group RKE2ControlPlane controlPlane cp 3 - - 0 []",
      ], forbidden: ["problem"]),
    ReadingCase(
      title: "k0s, k3s and Talos",
      input: """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: K0sControlPlane
        metadata: {name: a}
        spec:
          replicas: 3
          k0sConfigSpec:
            k0s: {spec: {api: {extraArgs: {anonymous-auth: "true"}}, storage: {type: kine}}}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KThreesControlPlane
        metadata: {name: b}
        spec:
          replicas: 1
          kthreesConfigSpec: {serverConfig: {kubeSchedulerArgs: [leader-elect=false]}}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1alpha3
        kind: TalosControlPlane
        metadata: {name: c}
        spec: {replicas: 5}
        """,
      expected: [
        #"flag kube-apiserver anonymous-auth=true 7:53 "true""#, #"gap etcd 7:78 "kine""#,
        #"node a-3 - 5:13 "3""#, #"flag kube-scheduler leader-elect=false 14:71 "false""#,
        #"topology stacked 10:7 "KThreesControlPlane""#,
        #"topology stacked 17:7 "TalosControlPlane""#, #"node c-5 - 19:18 "5""#,
      ], forbidden: ["problem", #"topology stacked 2"#]),
    ReadingCase(
      title: "a control plane that runs elsewhere",
      input: """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Cluster
        metadata: {name: hosted}
        spec: {controlPlaneRef: {kind: K0smotronControlPlane, name: hosted}}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: K0smotronControlPlane
        metadata: {name: hosted}
        spec: {replicas: 3, version: v1.30.1-k0s.0}
        """,
      expected: [
        #"version v1.30.1-k0s.0 9:30 "v1.30.1-k0s.0""#,
        #"gap machines 7:7 "K0smotronControlPlane""#,
      ], forbidden: ["problem", "node", "topology"]),
    ReadingCase(
      title: "a dump of live objects",
      input: """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: cluster.x-k8s.io/v1beta1
          kind: Cluster
          metadata: {name: live}
          spec:
            controlPlaneEndpoint: {host: "fd00::1", port: 6443}
            controlPlaneRef: {kind: KubeadmControlPlane, name: live}
        - apiVersion: cluster.x-k8s.io/v1beta1
          kind: Machine
          metadata: {name: live-abc, labels: {cluster.x-k8s.io/control-plane: ""}}
          spec: {clusterName: live, failureDomain: z2}
        - apiVersion: controlplane.cluster.x-k8s.io/v1beta1
          kind: KubeadmControlPlane
          metadata: {name: live}
          spec: {replicas: 1}
        """,
      expected: [
        #"endpoint [fd00::1]:6443 8:35 "fd00::1""#, #"node live-abc - 12:20 "live-abc""#,
      ], forbidden: ["problem", "node live-1"]),
    ReadingCase(
      title: "classes and infrastructure alone describe no control plane",
      input: """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: ClusterClass
        metadata: {name: quick}
        """,
      expected: [], forbidden: ["part", "problem"]),
    ReadingCase(
      title: "a template that breaks the syntax",
      input: """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Cluster
        metadata:
          name: {{ .Values.name }}
          labels: {{- include "labels" . | nindent 4 }}
        """,
      expected: [#"template 5:11 "{{- include "labels" . | nindent 4 }}""#], forbidden: ["problem"]),
  ]
}
