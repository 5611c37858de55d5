internal import ClusterModel

/// How a document calls a flag: kOps has fields and environment variables for them, all others the
/// flag's own name.
enum FlagSpelling {
  static func name(of flag: String, in set: FlagSet) -> String {
    guard set.format == .kops else { return flag }
    guard set.component == .etcd else { return KopsFields.field(of: flag) }
    return KopsEtcdSettings.prefix + flag.uppercased().replacing("-", with: "_")
  }
}
