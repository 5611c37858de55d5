/// A small cluster in plain terms, drawn at random: the simulator reads it, and so does the code
/// under test, by way of a `Cluster`.
struct Sketch {
  struct Place {
    var level: String
    var names: [String]
  }

  struct Machine {
    var name: String
    var places: [Place] = []
  }

  struct Voter {
    var name: String
    /// Index among all machines: control-plane nodes first, then those of external members.
    var machine: Int
    var isLearner = false
    var places: [Place] = []
  }

  struct Balancer {
    var name: String
    var kind = "haproxy"
    var machine: Int?
    var vip: String?
    var places: [Place] = []
    /// Indices of API servers, -1 for one that matches nothing; `nil`: all.
    var backends: [Int]?
  }

  enum Endpoint {
    case none
    case machine(Int)
    case host(String)
  }

  var machines: [Machine] = []
  var masters = 0
  var isStacked = true
  var members: [Voter] = []
  var overrides: [[Voter]] = []
  var version: String?
  /// What each API server lists: indices of members.
  var lists: [[Int]] = []
  var balancers: [Balancer] = []
  var endpoint = Endpoint.none
  var managersUseEndpoint = false
  var schedulersUseEndpoint = false

  var levels: [String] {
    ["zone", "rack"].filter { level in places.contains { $0.level == level } }
  }

  var places: [Place] {
    machines.flatMap(\.places) + (members + overrides.flatMap(\.self)).flatMap(\.places)
      + balancers.flatMap(\.places)
  }
}
