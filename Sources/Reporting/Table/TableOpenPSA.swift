internal import ClusterModel
package import FaultTolerance

/// When a service of one cluster is down, as a fault tree in the Open-PSA Model Exchange Format 2.0d,
/// which risk tools read (SCRAM, XFTA). It has one root gate: such tools take every gate that no
/// other has for a question of its own.
package enum TableOpenPSA {
  /// The model as UTF-8; `nil` where the cluster has no assumptions, or it is not known when the
  /// service stops.
  package static func render(_ entry: TableReport.Entry, service: Service) -> [UInt8]? {
    guard let model = entry.assessment.faultTree(of: service) else { return nil }
    let names = names(of: model)
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#, "<opsa-mef>",
      "  <define-fault-tree name=\"\(identifier(entry.cluster.name))\">",
    ]
    lines += gates(of: model, root: service.rawValue, names)
    lines += ["  </define-fault-tree>", "  <model-data>"]
    for (event, name) in zip(model.events, names) {
      lines.append("    <define-basic-event name=\"\(name)\">")
      lines.append("      <label>\(XMLText.escaped(event.label))</label>")
      lines.append("      <float value=\"\(event.unavailability)\"/>")
      lines.append("    </define-basic-event>")
    }
    lines += ["  </model-data>", "</opsa-mef>"]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func gates(
    of model: ServiceFaultTree, root: String, _ names: [String]
  ) -> [String] {
    guard !model.gates.isEmpty else {
      return [
        "    <define-gate name=\"\(root)\">", "      <constant value=\"\(model.isAlwaysDown)\"/>",
        "    </define-gate>",
      ]
    }
    var doubles: [String] = []
    let defined = model.gates.indices.reversed().flatMap { index -> [String] in
      let name = index == model.gates.count - 1 ? root : "gate-\(index + 1)"
      return define(name, model.gates[index], names, &doubles)
    }
    return defined + doubles
  }

  private static func define(
    _ name: String, _ gate: (kind: ServiceFaultTree.Kind, parts: [ServiceFaultTree.Part]),
    _ names: [String], _ doubles: inout [String]
  ) -> [String] {
    var seen: Set<String> = []
    let parts = gate.parts.map { part -> String in
      let element =
        switch part {
        case .event(let id): "<basic-event name=\"\(names[id])\"/>"
        case .gate(let index): "<gate name=\"gate-\(index + 1)\"/>"
        }
      guard !seen.insert(element).inserted else { return element }
      // A part that counts twice: the format wants different arguments.
      let copy = "\(name)-part-\(seen.count)-\(doubles.count + 1)"
      doubles += ["    <define-gate name=\"\(copy)\">", "      \(element)", "    </define-gate>"]
      return "<gate name=\"\(copy)\"/>"
    }
    let inner: [String]
    if parts.count == 1 {
      inner = ["      \(parts[0])"]
    } else {
      let (open, close) =
        switch gate.kind {
        case .any: ("<or>", "</or>")
        case .all: ("<and>", "</and>")
        case .atLeast(let need): ("<atleast min=\"\(need)\">", "</atleast>")
        }
      inner = ["      \(open)"] + parts.map { "        \($0)" } + ["      \(close)"]
    }
    return ["    <define-gate name=\"\(name)\">"] + inner + ["    </define-gate>"]
  }

  /// An identifier for each event, unlike any other and any gate's.
  private static func names(of model: ServiceFaultTree) -> [String] {
    var taken: Set<String> = []
    return model.events.map { event in
      let base = identifier(event.label)
      var name = base
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(base)_\(number)"
        number += 1
      }
      return name
    }
  }

  /// Letters, digits and `_`, with single dashes inside: what the format takes for a name.
  private static func identifier(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9") ~= scalar {
        name.unicodeScalars.append(scalar)
      } else if !name.hasSuffix("-"), !name.hasSuffix("_") {
        name += scalar == "-" ? "-" : "_"
      }
    }
    while name.hasSuffix("-") { name.removeLast() }
    return name.first?.isLetter == true ? name : "n\(name)"
  }
}
