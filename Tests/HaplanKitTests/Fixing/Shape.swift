/// A way to write a cluster down.
enum Shape: CaseIterable {
  case specMap, specFlow, specList, specAnchor, kubeadmMap, kubeadmList, staticPod, unit
  case specJSON, script

  var isJSON: Bool { self == .specJSON }

  var fileName: String {
    switch self {
    case .unit: "kube-controller-manager.service"
    case .specJSON: "cluster.json"
    case .script: "start.sh"
    default: "cluster.yaml"
    }
  }

  var takesCarriageReturns: Bool { self != .unit && self != .script }
  var takesByteOrderMark: Bool { self != .unit && self != .script }

  /// Inside a command that goes on, a shell takes no comment and no blank.
  func takesComments(before line: String) -> Bool {
    switch self {
    case .specJSON: false
    case .unit, .script: !line.hasPrefix(" ")
    default: true
    }
  }

  func takesComments(after line: String) -> Bool {
    switch self {
    case .specJSON, .unit, .script: false
    default: true
    }
  }

  func takesBlanks(after line: String) -> Bool { !line.hasSuffix("\\") && self != .unit }

  func lines(for fault: Fault, quote: String) -> [String] {
    let flags: [(String, String)] =
      switch fault {
      case .lease:
        [
          ("leader-elect", "true"), ("leader-elect-lease-duration", "⟦10s|15s⟧"),
          ("leader-elect-renew-deadline", "10s"), ("leader-elect-retry-period", "2s"),
        ]
      case .election: [("v", "2"), ("leader-elect", "⟦false|true⟧")]
      case .backend: []
      }
    if fault == .backend { return backendLines(quote) }
    return head + flags.map { flag($0.0, $0.1, quote) }.withSeparators(self) + foot
  }

  private func flag(_ name: String, _ value: String, _ quote: String) -> String {
    switch self {
    case .specMap, .specAnchor: "        \(name): \(quote)\(value)\(quote)"
    case .specFlow: "        \(name): \(quote)\(value)\(quote)"
    case .specJSON: "        \"\(name)\": \"\(value)\""
    case .specList: "        - \(quote)--\(name)=\(value)\(quote)"
    case .kubeadmMap:
      "    \(name): \(quote.isEmpty ? "\"" : quote)\(value)\(quote.isEmpty ? "\"" : quote)"
    case .kubeadmList:
      "    - {name: \(name), value: \(quote.isEmpty ? "\"" : quote)\(value)\(quote.isEmpty ? "\"" : quote)}"
    case .staticPod: "    - \(quote)--\(name)=\(value)\(quote)"
    case .unit, .script: "  --\(name)=\(value)"
    }
  }

  private var spec: [String] {
    [
      "apiVersion: haplan.dev/v1alpha1", "kind: Cluster", "metadata:", "  name: prod", "spec:",
      "  controlPlane:", "    count: 3", "    controllerManager:",
    ]
  }

  private var head: [String] {
    switch self {
    case .specMap, .specList: spec + ["      flags:"]
    case .specFlow: spec + ["      flags: {"]
    case .specAnchor:
      [
        "apiVersion: haplan.dev/v1alpha1", "kind: Cluster", "metadata:", "  name: &n prod",
        "spec:", "  x-owner: *n", "  controlPlane:", "    count: 3", "    controllerManager:",
        "      flags: &flags",
      ]
    case .specJSON:
      [
        "{", "  \"apiVersion\": \"haplan.dev/v1alpha1\",", "  \"kind\": \"Cluster\",",
        "  \"metadata\": {\"name\": \"prod\"},", "  \"spec\": {\"etcd\": \"stacked\",",
        "    \"controlPlane\": {\"count\": 3, \"controllerManager\": {", "      \"flags\": {",
      ]
    case .kubeadmMap:
      [
        "apiVersion: kubeadm.k8s.io/v1beta3", "kind: ClusterConfiguration",
        "controlPlaneEndpoint: k8s.prod:6443", "controllerManager:", "  extraArgs:",
      ]
    case .kubeadmList:
      [
        "apiVersion: kubeadm.k8s.io/v1beta4", "kind: ClusterConfiguration",
        "controlPlaneEndpoint: k8s.prod:6443", "controllerManager:", "  extraArgs:",
      ]
    case .staticPod:
      [
        "apiVersion: v1", "kind: Pod", "metadata:", "  name: kube-controller-manager", "spec:",
        "  containers:", "  - name: kube-controller-manager", "    command:",
        "    - kube-controller-manager",
      ]
    case .unit:
      ["[Unit]", "Description=m", "[Service]", "ExecStart=/usr/bin/kube-controller-manager \\"]
    case .script: ["#!/bin/sh", "set -eu", "exec kube-controller-manager \\"]
    }
  }

  private var foot: [String] {
    switch self {
    case .specMap, .specList: ["  etcd: stacked"]
    case .specFlow: ["        }", "  etcd: stacked"]
    case .specAnchor: ["  etcd: stacked", "  x-again: *flags"]
    case .specJSON: ["      }", "    }}", "  }", "}"]
    case .kubeadmMap, .kubeadmList: ["scheduler: {}"]
    case .staticPod: ["    image: registry.k8s.io/kube-controller-manager:v1.33.2"]
    case .unit: ["", "Restart=always"]
    case .script: []
    }
  }

  /// Three nodes and a balancer that knows two; the third is put in behind the last.
  private func backendLines(_ quote: String) -> [String] {
    let nodes = (1...3).map { "    - {name: m\($0), address: 10.0.0.\($0)}" }
    let list =
      self == .specMap
      ? ["    backends: [10.0.0.1:6443, \(quote)10.0.0.2:6443\(quote)⟦|, \(added(quote))⟧]"]
      : [
        "    backends:", "    - 10.0.0.1:6443",
        "    - \(quote)10.0.0.2:6443\(quote)",
      ]
    let top = [
      "apiVersion: haplan.dev/v1alpha1", "kind: Cluster", "metadata: {name: prod}", "spec:",
    ]
    let balancer = ["  etcd: stacked", "  loadBalancers:", "  - name: lb", "    kind: cloud"]
    let tail = self == .specMap ? [] : ["⟦|    - \(added(quote))\n⟧  workers: {count: 2}"]
    return top + ["  controlPlane:", "    nodes:"] + nodes + balancer + list + tail
  }

  private func added(_ quote: String) -> String {
    quote == "\"" ? "\"10.0.0.3:6443\"" : "10.0.0.3:6443"
  }
}

extension [String] {
  /// Commas inside braces, backslashes at the ends of lines that go on.
  fileprivate func withSeparators(_ shape: Shape) -> [String] {
    enumerated().map { index, line in
      guard index < count - 1 else { return line }
      return switch shape {
      case .specFlow, .specJSON: line + ","
      case .unit, .script: line + " \\"
      default: line
      }
    }
  }
}
