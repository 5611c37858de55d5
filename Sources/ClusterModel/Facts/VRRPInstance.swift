public import Syntax

/// A `vrrp_instance` of keepalived: one machine's part in holding virtual addresses. Defaults are
/// those of keepalived.conf(5) and of keepalived's `vrrp/vrrp.h`.
public struct VRRPInstance: Sendable {
  /// What an instance begins as.
  public enum State: String, Sendable, CaseIterable {
    case master = "MASTER"
    case backup = "BACKUP"
  }

  public let name: Located<String>
  /// BACKUP where nobody says it.
  public var state: Fact<State> = .defaulted(.backup)
  /// 1 to 255, the highest is master; 100 where nobody says it (`VRRP_PRIO_DFL`).
  public var priority: Fact<Int> = .defaulted(100)
  /// 1 to 255, the same for all machines of a group; keepalived refuses an instance without one.
  public var routerID: Fact<Int> = .unknown("virtual_router_id is not given")
  public var interface: Located<String>?
  /// The virtual addresses, without prefix lengths. Those that cannot be read are left out.
  public var addresses: [Located<String>] = []
  /// The address that it sends from, where it is stated.
  public var unicastSource: Located<String>?
  /// The machines that it sends to, where it does not use multicast; the whole block's place.
  public var unicastPeers: Located<[Located<String>]>?
  /// Type and password; `nil` where it asks for none. Never to be printed.
  public var authentication: Fact<String>?
  /// Milliseconds from one advertisement to the next; 1 s where nobody says it (`VRRP_ADVER_DFL`).
  public var advertInterval: Fact<Int64> = .defaulted(1000)
  /// The scripts that it watches.
  public var scripts: [VRRPScript] = []
  /// Whether it watches anything that can tell that its proxy is gone: a script, a process, a file,
  /// BFD.
  public var watchesService = false
  /// Whether something of it stands elsewhere: in a file that was not given, or in a template.
  public var isIncomplete = false

  public init(name: Located<String>) { self.name = name }
}

/// A `vrrp_script` as one instance watches it.
public struct VRRPScript: Sendable {
  public let name: Located<String>
  /// What a failure does to the priority: nothing else than that where it is not 0, else the instance
  /// goes to FAULT; 0 where nobody says it.
  public var weight: Fact<Int> = .defaulted(0)
  /// Milliseconds from one run to the next; 1 s where nobody says it.
  public var interval: Fact<Int64> = .defaulted(1000)
  /// How many runs in a row must fail; 1 where nobody says it.
  public var fall: Fact<Int> = .defaulted(1)
  public var rise: Fact<Int> = .defaulted(1)

  public init(name: Located<String>) { self.name = name }

  /// Milliseconds until a failure counts; `nil` where a part is not known.
  public var detection: Int64? {
    guard let interval = interval.value, let fall = fall.value, fall > 0, interval >= 0 else {
      return nil
    }
    let (product, isOverflow) = interval.multipliedReportingOverflow(by: Int64(fall))
    return isOverflow ? nil : product
  }
}
