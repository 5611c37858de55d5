import Testing

@Suite struct ComponentConfigReadingTests {
  @Test(arguments: ComponentConfigReadingTests.cases)
  func factsStandWhereTheyAreWritten(_ example: ReadingCase) {
    let lines = Rendering(example.input).lines
    for line in example.expected { #expect(lines.contains(line), "\(lines)") }
    for prefix in example.forbidden {
      #expect(!lines.contains { $0.hasPrefix(prefix) }, "\(lines)")
    }
  }

  static let cases = [
    ReadingCase(
      title: "a scheduler's",
      input: """
        kind: KubeSchedulerConfiguration
        apiVersion: kubescheduler.config.k8s.io/v1
        leaderElection:
          leaderElect: yes
          leaseDuration: "20s"
          renewDeadline: 0s
          retryPeriod: null
          resourceLock: leases
          lockObjectName: x
        """,
      expected: [
        "part component-config loose",
        #"set kube-scheduler configurationFields 3:1 "leaderElection""#,
        #"flag kube-scheduler leader-elect=true 4:16 "yes""#,
        #"flag kube-scheduler leader-elect-lease-duration=20s 5:19 "20s""#,
        #"flag kube-scheduler leader-elect-resource-lock=leases 8:17 "leases""#,
      ],
      forbidden: [
        "problem", "incomplete", "flag kube-scheduler leader-elect-renew",
        "flag kube-scheduler leader-elect-retry",
      ]),
    ReadingCase(
      title: "a controller manager's, in any case, in JSON",
      input: """
        {"apiVersion": "kubecontrollermanager.config.k8s.io/v1alpha1",
         "kind": "KubeControllerManagerConfiguration",
         "Generic": {"LeaderElection": {"leaderElect": false}}}
        """,
      expected: [#"flag kube-controller-manager leader-elect=false 3:48 "false""#],
      forbidden: ["problem"]),
    ReadingCase(
      title: "a section of the wrong kind",
      input: "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n"
        + "leaderElection: true\n",
      expected: ["problem 3:17 \"true\": leaderElection must be a mapping, not `true`"]),
    ReadingCase(
      title: "a template that breaks the syntax",
      input: "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n"
        + "healthzBindAddress: {{ host }}:10251\n",
      expected: ["template 3:21 \"{{ host }}\""], forbidden: ["problem"]),
    ReadingCase(
      title: "another tool's kind", input: "apiVersion: x/v1\nkind: KubeletConfiguration\n",
      expected: [], forbidden: ["part", "problem"]),
  ]
}
