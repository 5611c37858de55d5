internal import Syntax

/// Writes mended files, and says which may not be written.
package enum FixWriting {
  /// Folders that a kubelet watches: it starts whatever it finds there, in whatever state.
  private static let liveFolder = "/etc/kubernetes/manifests/"
  private static let liveFolderName = "pod-manifests"

  /// Why a file may not be changed; `nil` where it may.
  package static func refusal(of path: String) -> String? {
    let real = System.realPath(path) ?? path
    if isLive(real) {
      return "the file is in a folder that a kubelet watches, and would be started from at once: "
        + "see --diff"
    }
    return System.reasonNotToWrite(real).map { "the file \($0)" }
  }

  /// Whether a kubelet watches the folder of an absolute path without links.
  package static func isLive(_ path: String) -> Bool {
    path.hasPrefix(liveFolder)
      || path.split(separator: "/").dropLast().contains { $0 == liveFolderName }
  }

  /// Writes the changes of `mending`, but for `except`. Gives the files that could not be written,
  /// with the reason.
  package static func write(
    _ mending: Mending, except standardInputName: String?
  ) -> [(path: String, reason: String)] {
    var failures: [(path: String, reason: String)] = []
    for change in mending.changes where change.path != standardInputName {
      do throws(System.Failure) {
        try System.rewriteFile(change.path, from: change.before, to: change.after)
      } catch {
        failures.append((change.path, error.message))
      }
    }
    return failures
  }

  /// What is left of `list` where these files kept what they hold on disk.
  package static func reading(
    _ list: InputList, options: Options, after mending: Mending,
    failures: [(path: String, reason: String)]
  ) -> Reading {
    var texts: [String: [UInt8]] = [:]
    for change in mending.changes { texts[change.path] = change.after }
    for failure in failures {
      texts[failure.path] = try? System.read(failure.path, limit: SyntaxLimits.fileBytes)
    }
    return Reading.read(list.with(texts), options: options, texts: texts)
  }
}
