internal import ClusterModel
internal import Syntax

/// Edits of the checks of Terraform's balancers. What stands behind them is made by other resources,
/// which are nobody's to add or take away here.
enum TerraformEdits {
  static func edits(
    _ change: BalancerChange, of balancer: LoadBalancer, file: SourceFile
  ) -> [TextEdit]? {
    guard case .encryptChecks = change,
      case .stated(.http, let span) = balancer.check?.kind
    else { return nil }
    return encrypted(file.text(span)).map { [TextEdit(span, $0)] }
  }

  /// `HTTP`, `Http` or `http`, as the resource has it, and `HTTP:6443/readyz`.
  private static func encrypted(_ text: String) -> String? {
    switch text {
    case "HTTP": "HTTPS"
    case "Http": "Https"
    case "http": "https"
    case _ where text.hasPrefix("HTTP:"): "HTTPS:" + text.dropFirst(5)
    default: nil
    }
  }
}
