internal import ClusterModel
internal import Syntax

/// A machine's settings: its configuration file, and the drop-ins that lie over it in name order
/// (`config.yaml.d/*.yaml`; k3s pkg/configfilearg/parser.go, dotDFiles).
struct K3sLayers {
  struct Layer {
    let file: SourceFile
    let document: DataNode
  }

  let layers: [Layer]

  static func layers(of document: DataNode, in input: FormatInput) -> K3sLayers {
    var layers = [Layer(file: input.file, document: document)]
    let folder = input.file.path + ".d"
    for ending in [".yaml"] {
      for file in input.companionsInFolder(folder, ending) {
        guard let root = YAMLParser.parse(file).documents.first?.root, root.kind == .mapping else {
          continue
        }
        layers.append(Layer(file: file, document: root))
      }
    }
    return K3sLayers(layers: layers)
  }

  /// Every entry that counts for a key, in order: the last file that has it, and those that add to
  /// it behind that.
  func entries(_ key: String) -> [(file: SourceFile, key: DataNode, value: DataNode)] {
    var found: [(file: SourceFile, key: DataNode, value: DataNode)] = []
    for layer in layers {
      if let entry = layer.document.entry(key) {
        found = [(layer.file, entry.key, entry.value)]
      }
      if let entry = layer.document.entry(key + "+") {
        found.append((layer.file, entry.key, entry.value))
      }
    }
    return found
  }

  /// The value that counts for a key that has one.
  func entry(_ key: String) -> (file: SourceFile, key: DataNode, value: DataNode)? {
    entries(key).last
  }

  func has(_ key: String) -> Bool { layers.contains { $0.document.entry(key) != nil } }

  /// Every key in use, without the mark of those that add.
  var keys: Set<String> {
    Set(layers.flatMap { $0.document.entries.map { K3sKeys.bare($0.key.text) } })
  }
}
