import ArgumentParser
import HaplanKit
import Reporting

/// What `plan` writes besides its answer: the files of the tools that will run the cluster.
struct PlanEmission: ParsableArguments {
  @Option(
    help: """
      Write what these tools read: kubeadm, systemd or kubespray; haproxy or nginx; keepalived. \
      Comma-separated, repeatable.
      """)
  var emit: [String] = []

  @Option(help: "The folder for --emit; made where it is not there.", completion: .directory)
  var outputFolder: String?

  @ArgumentParser.Flag(help: "Write over files in that folder that say something else.")
  var overwrite = false

  /// A folder that is ready to be written.
  struct Pending {
    var folder: ArtifactFolder
    let isOverwriting: Bool

    /// Writes, and lists what it wrote.
    func write(list stream: Output.Stream) throws(ExitStatus) {
      var folder = folder
      do throws(ArtifactFolder.Refusal) {
        try folder.write(overwriting: isOverwriting)
      } catch {
        Output.remark(error.message)
        throw .impossible
      }
      for path in folder.paths {
        if stream == .results {
          try Output.print("\(Visible.text(path))\n")
        } else {
          Output.remark("wrote \(path)")
        }
      }
      if !folder.others.isEmpty {
        Output.remark(
          "\(folder.path) holds further files, which are left alone: "
            + ArtifactFolder.named(folder.others))
      }
    }
  }

  /// `nil` where nothing is to be emitted, or the plan found nothing.
  func folder(for report: PlanReport) throws(ExitStatus) -> Pending? {
    guard let tools = try tools() else {
      if outputFolder != nil || overwrite {
        throw refusal("--output-folder and --overwrite are for --emit: say for which tools")
      }
      return nil
    }
    guard let path = outputFolder, !path.isEmpty else {
      throw refusal("--emit needs --output-folder: where the files shall be")
    }
    guard report.isFeasible else { return nil }
    let bare = path.reversed().drop { $0 == "/" }.reversed()
    do throws(ArtifactFolder.Refusal) {
      return Pending(
        folder: try ArtifactFolder(bare.isEmpty ? "/" : String(bare), report, for: tools),
        isOverwriting: overwrite)
    } catch {
      throw refusal(error.message)
    }
  }

  private func tools() throws(ExitStatus) -> [ArtifactTool]? {
    var tools: [ArtifactTool] = []
    for name in emit.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      guard let tool = ArtifactTool(rawValue: String(name)) else {
        let known = ArtifactTool.allCases.map(\.rawValue).joined(separator: ", ")
        throw refusal("--emit does not know `\(name)`: it knows \(known)")
      }
      if !tools.contains(tool) { tools.append(tool) }
    }
    return tools.isEmpty ? nil : tools
  }

  private func refusal(_ message: String) -> ExitStatus {
    Output.remark(message)
    return .impossible
  }
}
