import ClusterFormats
import ClusterModel
import Syntax
import Testing

/// A text, a change to the flags of its first set of a component, and the text wanted.
struct EditingCase: CustomTestStringConvertible, Sendable {
  let title: String
  let component: Component
  let name: String
  /// `nil` takes the flag away.
  let value: String?
  let before: String
  let after: String

  var testDescription: String { title }
}

@Suite struct FlagEditingTests {
  @Test(arguments: editingCases)
  func theDocumentSaysWhatWasAsked(_ example: EditingCase) throws {
    let read = Rendering(example.before)
    let set = try #require(Self.set(read, example.component))
    let edits = try #require(
      example.value.map { FlagEditing.set(example.name, to: $0, in: set, file: read.file) }
        ?? FlagEditing.remove(example.name, from: set, file: read.file))
    let text = Self.apply(edits, to: read.file)
    #expect(text == example.after)
    let again = Rendering(text)
    #expect(again.result.problems.isEmpty, "\(again.lines)")
    #expect(Self.set(again, example.component)?.flag(example.name)?.text == example.value)
  }

  @Test func whatTheDocumentDoesNotStateIsNotWritten() throws {
    let read = Rendering(
      kubeadm("v1beta3", "etcd: {external: {endpoints: [\"https://a:2379\"], caFile: /a}}\n"))
    let set = try #require(read.result.parts.first?.flagSets.first)
    #expect(FlagEditing.set("etcd-servers", to: "https://b:2379", in: set, file: read.file) == nil)
    #expect(FlagEditing.remove("etcd-cafile", from: set, file: read.file) == nil)
    let unknown = Rendering(pod("    command: [etcd, \"--name=${NAME}\"]\n"))
    let other = try #require(Self.set(unknown, .etcd))
    #expect(FlagEditing.set("name", to: "e0", in: other, file: unknown.file) == nil)
    #expect(FlagEditing.set("x", to: "a\nb", in: other, file: unknown.file) == nil)
  }

  static func set(_ read: Rendering, _ component: Component) -> FlagSet? {
    read.result.parts.flatMap(\.flagSets).first {
      $0.component == component && $0.style != .derived
    }
  }

  /// The edits carried out by a second, plain implementation: from the last to the first.
  static func apply(_ edits: [TextEdit], to file: SourceFile) -> String {
    var bytes = file.bytes
    for edit in edits.sorted(by: { $0.span > $1.span }) {
      bytes.replaceSubrange(edit.span.range, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private func kubeadm(_ version: String, _ body: String) -> String {
  "apiVersion: kubeadm.k8s.io/\(version)\nkind: ClusterConfiguration\n\(body)"
}

private func kubeadmJSON(_ flags: String) -> String {
  #"{"apiVersion": "kubeadm.k8s.io/v1beta3", "kind": "ClusterConfiguration", "scheduler": "#
    + "{\"extraArgs\": \(flags)}}"
}

private func pod(_ body: String) -> String {
  "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: it\n\(body)"
}

private let editingCases = [
  EditingCase(
    title: "mapping, quoted value", component: .scheduler, name: "leader-elect", value: "true",
    before: kubeadm("v1beta3", "scheduler:\n  extraArgs:\n    leader-elect: 'false' # hm\n"),
    after: kubeadm("v1beta3", "scheduler:\n  extraArgs:\n    leader-elect: 'true' # hm\n")),
  EditingCase(
    title: "mapping, add a text that looks like a number", component: .apiServer,
    name: "goaway-chance", value: "0.001",
    before: kubeadm("v1beta3", "apiServer:\n  extraArgs:\n    v: \"2\"  # loud\ndns: {}\n"),
    after: kubeadm(
      "v1beta3",
      "apiServer:\n  extraArgs:\n    v: \"2\"  # loud\n    goaway-chance: \"0.001\"\ndns: {}\n")),
  EditingCase(
    title: "mapping in braces", component: .scheduler, name: "leader-elect-lease-duration",
    value: "15s",
    before: kubeadm("v1beta2", "scheduler: {extraArgs: {leader-elect: \"true\"}}\n"),
    after: kubeadm(
      "v1beta2",
      "scheduler: {extraArgs: {leader-elect: \"true\", leader-elect-lease-duration: 15s}}\n")),
  EditingCase(
    title: "mapping, take one of two", component: .scheduler, name: "leader-elect", value: nil,
    before: kubeadm(
      "v1beta2", "scheduler:\n  extraArgs:\n    leader-elect: \"false\"\n    v: \"2\"\n"),
    after: kubeadm("v1beta2", "scheduler:\n  extraArgs:\n    v: \"2\"\n")),
  EditingCase(
    title: "mapping, take the only one", component: .scheduler, name: "leader-elect", value: nil,
    before: kubeadm("v1beta2", "scheduler:\n  extraArgs:\n    leader-elect: \"false\"\nx: 1\n"),
    after: kubeadm("v1beta2", "scheduler:\n  extraArgs: {}\nx: 1\n")),
  EditingCase(
    title: "list of name and value, change", component: .apiServer, name: "etcd-servers",
    value: "https://10.0.0.1:2379,https://10.0.0.2:2379",
    before: kubeadm(
      "v1beta4",
      "apiServer:\n  extraArgs:\n  - name: etcd-servers\n    value: https://10.0.0.1:2379\n"),
    after: kubeadm(
      "v1beta4",
      "apiServer:\n  extraArgs:\n  - name: etcd-servers\n    value: "
        + "\"https://10.0.0.1:2379,https://10.0.0.2:2379\"\n")),
  EditingCase(
    title: "list of name and value, add", component: .apiServer, name: "v", value: "2",
    before: kubeadm("v1beta4", "apiServer:\n  extraArgs:\n  - name: a-b\n    value: c\n"),
    after: kubeadm(
      "v1beta4",
      "apiServer:\n  extraArgs:\n  - name: a-b\n    value: c\n  - name: v\n    value: \"2\"\n")),
  EditingCase(
    title: "list of name and value, take", component: .apiServer, name: "a-b", value: nil,
    before: kubeadm(
      "v1beta4",
      "apiServer:\n  extraArgs:\n  - name: a-b\n    value: c\n  - {name: v, value: \"2\"}\n"),
    after: kubeadm("v1beta4", "apiServer:\n  extraArgs:\n  - {name: v, value: \"2\"}\n")),
  EditingCase(
    title: "argument in place", component: .controllerManager,
    name: "leader-elect-renew-deadline", value: "8s",
    before: pod(
      "    command:\n    - kube-controller-manager\n    - --leader-elect-renew-deadline=10s\n"),
    after: pod(
      "    command:\n    - kube-controller-manager\n    - --leader-elect-renew-deadline=8s\n")),
  EditingCase(
    title: "argument added after the last", component: .controllerManager, name: "v", value: "2",
    before: pod("    command:\n    - kube-controller-manager\n    - --x=1  # one\n    image: a\n"),
    after: pod(
      "    command:\n    - kube-controller-manager\n    - --x=1  # one\n    - --v=2\n    image: a\n"
    )),
  EditingCase(
    title: "argument added after the program, CRLF", component: .scheduler,
    name: "leader-elect", value: "true",
    before: pod("    command:\r\n    - kube-scheduler\r\n    image: a\r\n"),
    after: pod(
      "    command:\r\n    - kube-scheduler\r\n    - --leader-elect=true\r\n    image: a\r\n")),
  EditingCase(
    title: "argument in brackets", component: .apiServer, name: "etcd-servers",
    value: "https://a:2379,https://b:2379",
    before: pod("    command: [kube-apiserver, --etcd-servers=https://a:2379]\n"),
    after: pod("    command: [kube-apiserver, \"--etcd-servers=https://a:2379,https://b:2379\"]\n")),
  EditingCase(
    title: "argument taken from brackets", component: .apiServer, name: "x", value: nil,
    before: pod("    command: [kube-apiserver, --x=1, --y=2]\n"),
    after: pod("    command: [kube-apiserver, --y=2]\n")),
  EditingCase(
    title: "value as an item of its own", component: .etcd, name: "heartbeat-interval",
    value: "200",
    before: pod("    command:\n    - etcd\n    - --heartbeat-interval\n    - fast\n"),
    after: pod("    command:\n    - etcd\n    - --heartbeat-interval\n    - \"200\"\n")),
  EditingCase(
    title: "bare boolean", component: .scheduler, name: "leader-elect", value: "false",
    before: pod("    command:\n    - kube-scheduler\n    - --leader-elect\n"),
    after: pod("    command:\n    - kube-scheduler\n    - --leader-elect=false\n")),
  EditingCase(
    title: "argument and its value taken", component: .etcd, name: "name", value: nil,
    before: pod("    command:\n    - etcd\n    - --name\n    - e0  # own\n    - --x=1\n"),
    after: pod("    command:\n    - etcd\n    - --x=1\n")),
  EditingCase(
    title: "word of a script", component: .etcd, name: "election-timeout", value: "2000",
    before: pod(
      "    command:\n    - sh\n    - -c\n    - |\n      exec etcd \\\n        --name=e0\n"),
    after: pod(
      "    command:\n    - sh\n    - -c\n    - |\n      exec etcd \\\n        --name=e0 \\\n"
        + "        --election-timeout=2000\n")),
  EditingCase(
    title: "JSON over several lines, take the last", component: .scheduler, name: "v", value: nil,
    before: kubeadmJSON("{\n  \"a\": \"b\",\n  \"v\": \"2\"\n}"),
    after: kubeadmJSON("{\n  \"a\": \"b\"\n}")),
  EditingCase(
    title: "JSON over several lines, add", component: .scheduler, name: "v", value: "2",
    before: kubeadmJSON("{\n  \"a\": \"b\"\n}"),
    after: kubeadmJSON("{\n  \"a\": \"b\",\n  \"v\": \"2\"\n}")),
  EditingCase(
    title: "JSON", component: .scheduler, name: "v", value: "2",
    before:
      #"{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"command": ["kube-scheduler"]}]}}"#,
    after:
      #"{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"command": ["kube-scheduler", "--v=2"]}]}}"#
  ),
]
