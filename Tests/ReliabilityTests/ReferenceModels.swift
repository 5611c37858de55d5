import Reliability

/// Control planes for which exact figures are known. Each is down when the etcd quorum is lost,
/// every API server is unusable, or every load balancer is down.
enum ReferenceModels {
  typealias System = (model: NamedModel, isDown: Formula)

  /// Three machines with etcd and API server in these zones, nothing else can fail.
  static func simple(zones: [String]) -> System {
    var model = NamedModel()
    let nodes = zones.indices.map { model.any("zone-\(zones[$0])", "node-\($0 + 1)") }
    let quorumLost = model.atLeast(2, nodes)
    let noServer = model.all(and: nodes)
    let isDown = model.any(or: [quorumLost, noServer])
    return (model, isDown)
  }

  /// Three machines in three zones, each API server needs its own etcd; load balancers stand in
  /// the given zones, or outside them all.
  static func local(balancerZones: [String?]) -> System {
    var model = NamedModel()
    var members: [Formula] = []
    var servers: [Formula] = []
    for (index, zone) in ["a", "b", "c"].enumerated() {
      let node = model.any("zone-\(zone)", "node-\(index + 1)")
      members.append(model.any("etcd-\(index + 1)", or: [node]))
      servers.append(model.any("api-\(index + 1)", or: [node, members[index]]))
    }
    var balancers: [Formula] = []
    for (index, zone) in balancerZones.enumerated() {
      let around = zone.map { [model.event("zone-\($0)")] } ?? []
      balancers.append(model.any("lb-\(index + 1)", or: around))
    }
    let parts = [
      model.atLeast(2, members), model.all(and: servers), model.all(and: balancers),
    ]
    let isDown = model.any(or: parts)
    return (model, isDown)
  }

  /// Five machines with etcd, 2-2-1 over three zones, three others with an API server each, and
  /// one load balancer outside the zones.
  static func external() -> System {
    var model = NamedModel()
    let members = ["a", "a", "b", "b", "c"].enumerated().map { index, zone in
      model.any("zone-\(zone)", "enode-\(index + 1)", "etcd-\(index + 1)")
    }
    let servers = ["a", "b", "c"].enumerated().map { index, zone in
      model.any("zone-\(zone)", "mnode-\(index + 1)", "api-\(index + 1)")
    }
    let parts = [model.atLeast(3, members), model.all(and: servers), model.event("lb-1")]
    let isDown = model.any(or: parts)
    return (model, isDown)
  }

  /// Nine machines with etcd and nine with API servers, 2-2-2-2-1 over five zones of three racks:
  /// racks 1 and 2 lose power with both feeds, rack 3 with the first. Load balancers stand in rack
  /// 1 of zones a and c. Zone by zone, so that the diagram stays small.
  static func fleet() -> System {
    var model = NamedModel()
    var members: [Formula] = []
    var servers: [Formula] = []
    var balancers: [Formula] = []
    for zone in ["a", "b", "c", "d", "e"] {
      let power = model.all("feed-\(zone)A", "feed-\(zone)B")
      var racks = (1...2).map { model.any("zone-\(zone)", "rack-\(zone)\($0)", or: [power]) }
      racks.append(model.any("zone-\(zone)", "rack-\(zone)3", "feed-\(zone)A"))
      for rack in zone == "e" ? racks.prefix(1) : racks.prefix(2) {
        members.append(model.any("enode-\(members.count + 1)", or: [rack]))
      }
      for rack in zone == "e" ? racks[1...1] : racks[1...2] {
        servers.append(model.any("mnode-\(servers.count + 1)", or: [rack]))
      }
      if zone == "a" || zone == "c" {
        balancers.append(model.any("lb-\(balancers.count + 1)", or: [racks[0]]))
      }
    }
    let parts = [
      model.atLeast(5, members), model.all(and: servers), model.all(and: balancers),
    ]
    let isDown = model.any(or: parts)
    return (model, isDown)
  }
}
