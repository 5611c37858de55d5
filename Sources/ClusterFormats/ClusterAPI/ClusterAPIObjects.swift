internal import Syntax

/// The Cluster API objects of a file, found by what refers to them.
struct ClusterAPIObjects {
  private(set) var clusters: [ClusterAPIObject] = []
  private(set) var controlPlanes: [ClusterAPIObject] = []
  private var byKey: [String: [ClusterAPIObject]] = [:]
  private var workers: [String: [ClusterAPIObject]] = [:]
  private var workersOfNobody: [ClusterAPIObject] = []
  private var machines: [String: [ClusterAPIObject]] = [:]
  private(set) var isEmpty = true

  mutating func add(_ object: ClusterAPIObject) {
    isEmpty = false
    byKey["\(object.kind)/\(object.rawName)", default: []].append(object)
    if object.isCluster {
      clusters.append(object)
    } else if object.isControlPlane {
      controlPlanes.append(object)
    } else if object.isWorkers {
      if let name = object.spec?["clusterName"]?.text {
        workers[name, default: []].append(object)
      } else {
        workersOfNobody.append(object)
      }
    } else if object.isControlPlaneMachine, let name = object.spec?["clusterName"]?.text {
      machines[name, default: []].append(object)
    }
  }

  /// The object that a reference names.
  func object(namedBy reference: DataNode?) -> ClusterAPIObject? {
    guard let kind = reference?["kind"]?.text, let name = reference?["name"]?.text else {
      return nil
    }
    return byKey["\(kind)/\(name)"]?.first { $0.isNamed(by: reference) }
  }

  func object(_ kind: String, _ name: String) -> ClusterAPIObject? {
    byKey["\(kind)/\(name)"]?.first
  }

  /// The machine groups of workers that name the cluster; in a file of one cluster also those that
  /// name none.
  func workers(of cluster: ClusterAPIObject) -> [ClusterAPIObject] {
    (workers[cluster.rawName] ?? []) + (clusters.count == 1 ? workersOfNobody : [])
  }

  func controlPlaneMachines(of cluster: ClusterAPIObject) -> [ClusterAPIObject] {
    machines[cluster.rawName] ?? []
  }
}
