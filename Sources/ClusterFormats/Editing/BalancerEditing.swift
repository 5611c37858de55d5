package import ClusterModel
package import Syntax

/// Writes changes of balancers in the hand of the format that states them.
package enum BalancerEditing {
  /// The edits of one change; `nil` where the format cannot carry it.
  package static func edits(
    _ change: BalancerChange, of balancer: LoadBalancer, file: SourceFile
  ) -> [TextEdit]? {
    switch balancer.format {
    case .haplan: specEdits(change, of: balancer, file: file)
    case .haproxy: HAProxyEdits(balancer: balancer, file: file)?.edits(change)
    case .nginx: NginxEdits(balancer: balancer, file: file)?.edits(change)
    case .keepalived: KeepalivedEdits(balancer: balancer, file: file)?.edits(change)
    case .terraform: TerraformEdits.edits(change, of: balancer, file: file)
    default: nil
    }
  }

  /// Backends of a haplan spec are a list of texts.
  private static func specEdits(
    _ change: BalancerChange, of balancer: LoadBalancer, file: SourceFile
  ) -> [TextEdit]? {
    guard case .stated(let backends, let list) = balancer.backends else { return nil }
    switch change {
    case .addBackends(let new):
      let ports = Set(backends.map { HostPort.parse($0.text.value)?.port })
      guard ports.count == 1, let port = ports.first else { return nil }
      var text = ""
      var place: Span?
      for backend in new {
        let host = backend.host.contains(":") ? "[\(backend.host)]" : backend.host
        let item = port.map { "\(host):\($0)" } ?? host
        guard let edit = ListEditing.add(item, toListAt: list, file: file)?.first else {
          return nil
        }
        text += edit.replacement
        place = edit.span
      }
      return place.map { [TextEdit($0, text)] }
    case .removeBackend(let index):
      guard backends.indices.contains(index) else { return nil }
      return ListEditing.remove(itemAt: backends[index].text.span, file: file)
    case .enableChecks, .encryptChecks, .askReadyz, .passOn, .hurryChecks: return nil
    }
  }

  /// A name for a new backend in the manner of those that are there: the machine's own, unless
  /// theirs are numbered under another word (`cp1`, `cp2`), which is then carried on.
  static func label(for name: String, besides labels: [String]) -> String {
    let stems = Set(labels.map { String($0.prefix($0.count - trailingDigits($0).count)) })
    guard let stem = stems.first, stems.count == 1, !stem.isEmpty, !name.hasPrefix(stem),
      labels.allSatisfy({ !trailingDigits($0).isEmpty })
    else { return labels.contains(name) ? unused(name + "-", labels, from: 2) : name }
    let own = trailingDigits(name)
    if !own.isEmpty, !labels.contains(stem + own) { return stem + own }
    return unused(stem, labels, from: labels.count + 1)
  }

  private static func unused(_ stem: String, _ labels: [String], from first: Int) -> String {
    let taken = Set(labels)
    var number = first
    while taken.contains("\(stem)\(number)") { number += 1 }
    return "\(stem)\(number)"
  }

  private static func trailingDigits(_ text: String) -> Substring {
    let start = text.utf8.lastIndex { !(48...57).contains($0) }
    return text[(start.map { text.utf8.index(after: $0) } ?? text.startIndex)...]
  }
}
