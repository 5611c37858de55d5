extension Assessment {
  /// Every service after these, named `class:name`, have failed, in the order of reports; names that
  /// the cluster does not have change nothing.
  package func outcomes(afterFailing names: [String]) -> [Outcome] {
    let witness = OutcomeWitness(remaining: Remaining(model, failed: events(of: names)))
    return Service.allCases.map(witness.outcome)
  }

  /// Each side of a partition, where a side is the names of what is on it, as `class:name`. It is
  /// judged as if everything on the other sides had failed, and `names` too; what is on no side is
  /// on all.
  package func sides(of partition: [[String]], afterFailing names: [String]) -> [[Outcome]] {
    partition.indices.map { outcomes(afterFailing: names + elsewhere($0, partition)) }
  }

  /// The voters, by name, that more than one side of a partition has: where there are none, at most
  /// one side can have quorum.
  package func votersOnSeveralSides(
    of partition: [[String]], afterFailing names: [String]
  ) -> [String] {
    var sides: [String: Int] = [:]
    for index in partition.indices {
      let failed = events(of: names + elsewhere(index, partition))
      for name in Remaining(model, failed: failed).votersUp(of: 0) { sides[name, default: 0] += 1 }
    }
    return sides.filter { $0.value > 1 }.map(\.key).sorted(by: Element.precedes)
  }

  private func elsewhere(_ side: Int, _ partition: [[String]]) -> [String] {
    partition.indices.filter { $0 != side }.flatMap { partition[$0] }
  }

  /// What can fail by itself, each once, as `class:name`, in the order of classes, then names.
  package var everything: [String] {
    var seen: Set<Int> = []
    return model.classes.flatMap { elements in
      elements.elements.indices.filter { seen.insert(elements.elements[$0].event).inserted }
        .map { elements.label($0) }
    }
  }

  /// Whether the cluster has an element of this label.
  package func has(_ label: String) -> Bool { !events(of: [label]).isEmpty }
}
