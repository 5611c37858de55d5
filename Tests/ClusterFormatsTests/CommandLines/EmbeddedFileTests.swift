import Testing

/// Documents and files that scripts write and pages show.
@Suite struct EmbeddedFileTests {
  @Test(arguments: EmbeddedFileTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input, path: "page.md").lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "kubeadm's configuration in a heredoc",
      input: """
        #!/bin/sh
        cat > kubeadm.yaml <<EOF
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controlPlaneEndpoint: ${VIP}:6443
        etcd:
          external:
            endpoints: [https://10.2.0.1:2379, https://10.2.0.2:2379]
        EOF
        kubeadm init --config kubeadm.yaml
        """,
      expected: [
        "part kubeadm whole", #"lists https://10.2.0.1:2379 8:17 "https://10.2.0.1:2379""#,
      ], forbidden: ["problem", "endpoint"]),
    ReadingCase(
      title: "a unit and the files that it reads",
      input: """
        #!/bin/sh
        cat <<'EOF' | sudo tee /etc/etcd/etcd.yml
        name: e1
        initial-cluster: e1=http://10.2.0.1:2380,e2=http://10.2.0.2:2380
        EOF
        cat > /etc/default/kcm <<EOF
        KCM_OPTS="--leader-elect-lease-duration=20s"
        EOF
        cat > /etc/systemd/system/etcd.service <<EOF
        [Service]
        ExecStart=/usr/bin/etcd --config-file=/etc/etcd/etcd.yml
        EOF
        cat > kcm.service <<EOF
        [Service]
        EnvironmentFile=/etc/default/kcm
        ExecStart=/usr/bin/kube-controller-manager \\$KCM_OPTS
        EOF
        """,
      expected: [
        #"flag etcd name=e1 3:7 "e1""#,
        #"members stated 4:18 "e1=http://10.2.0.1:2380,e2=http://10.2.0.2:2380""#,
        #"flag kube-controller-manager leader-elect-lease-duration=20s 7:41 "20s""#,
      ], forbidden: ["problem", "part etcd-config", "incomplete", "gap"]),
    ReadingCase(
      title: "documents and commands of a page, fenced and indented",
      input: """
        # Text about etcd

        ```yaml
        kind: KubeSchedulerConfiguration
        apiVersion: kubescheduler.config.k8s.io/v1
        leaderElection: {leaseDuration: 20s}
        ```

        * in a list:

              $ etcd --name e1 -heartbeat-interval 50

        Not code:
            etcd --name e2 --heartbeat-interval 60
        """,
      expected: [
        #"flag kube-scheduler leader-elect-lease-duration=20s 6:33 "20s""#,
        #"flag etcd heartbeat-interval=50 11:44 "50""#,
      ], forbidden: ["problem", "flag etcd name=e2"]),
    ReadingCase(
      title: "a broken document is the shell's business",
      input: """
        #!/bin/sh
        cat <<EOF | kubectl apply -f -
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        etcd: [
        EOF
        """,
      expected: [], forbidden: ["problem"]),
  ]

  /// Each heredoc is copied with what stands before it, so that their number must be bounded.
  @Test func manyHeredocsCostNoMoreThanTheirBudget() {
    let heredoc = "cat <<EOF\napiVersion: kubeadm.k8s.io/v1beta3\nkind: X\nEOF\n"
    let text =
      "#!/bin/sh\nkube-apiserver --etcd-servers=http://10.2.0.1:2379\n"
      + String(repeating: heredoc, count: 4_000)
    #expect(Rendering(text).lines.contains("part command-line loose"))
  }
}
