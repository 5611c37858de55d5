internal import Syntax

/// A host and a port, comparable whatever the host's spelling.
struct EndpointKey: Hashable {
  let host: String
  let port: Int

  init(_ url: EndpointURL) {
    host = HostTable.key(url.host)
    port = url.port
  }
}
