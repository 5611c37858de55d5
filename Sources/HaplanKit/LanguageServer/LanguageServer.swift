internal import Reporting
internal import Syntax

/// A server of the Language Server Protocol 3.17 over two streams: diagnostics, hover, code actions
/// and code lenses for the documents that an editor has open.
package struct LanguageServer {
  private enum Failure: Int {
    case parse = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case notInitialized = -32002
  }

  private let write: ([UInt8]) -> Void
  private var documents: [String: OpenDocument] = [:]
  private var isInitialized = false
  private var isShutDown = false
  private var isOver = false

  /// Serves until the client ends it, or its stream ends. `read` gives what has arrived, nothing at
  /// the end. Gives the status of the protocol: 0 where the client asked for the end first.
  package static func serve(
    read: () -> [UInt8], write: @escaping ([UInt8]) -> Void
  ) -> Int32 {
    var server = LanguageServer(write: write)
    var stream = MessageStream()
    while !server.isOver {
      let bytes = read()
      guard !bytes.isEmpty else { break }
      stream.append(bytes)
      reading: while !server.isOver {
        switch stream.next() {
        case .message(let message): server.take(message)
        case .incomplete: break reading
        case .broken: return 1
        }
      }
    }
    return server.isShutDown ? 0 : 1
  }

  // MARK: Messages

  private mutating func take(_ message: [UInt8]) {
    let file = SourceFile(id: FileID(0), path: "message", bytes: message)
    let parsed = JSONParser.parse(file)
    guard parsed.problems.isEmpty, let root = parsed.documents.first?.root,
      root.kind == .mapping
    else { return fail(nil, .parse, "the message is no JSON object") }
    let id = root["id"]
    guard let method = root["method"]?.text else {
      if id == nil { fail(nil, .invalidRequest, "the message has no method") }
      return
    }
    let parameters = root["params"]
    if method == "exit" {
      isOver = true
    } else if let id {
      answer(method, id, parameters)
    } else {
      notice(method, parameters)
    }
  }

  private mutating func answer(_ method: String, _ id: DataNode, _ parameters: DataNode?) {
    if method == "initialize" {
      isInitialized = true
      return reply(id) { result in Self.capabilities(&result) }
    }
    guard isInitialized else {
      return fail(id, .notInitialized, "initialize comes first")
    }
    let document = parameters?["textDocument"]?["uri"].flatMap { documents[$0.text] }
    switch method {
    case "shutdown":
      isShutDown = true
      replyNull(id)
    case "textDocument/codeAction":
      replyArray(id) { array in
        if let parameters { document?.codeActions(parameters, &array) }
      }
    case "textDocument/codeLens": replyArray(id) { array in document?.codeLenses(&array) }
    case "textDocument/hover": hover(id, document, parameters)
    default: fail(id, .methodNotFound, "haplan does not know \(method)")
    }
  }

  private func hover(_ id: DataNode, _ document: OpenDocument?, _ parameters: DataNode?) {
    var probe = JSONWriter(isCompact: true)
    var isThere = false
    guard let document, let parameters else { return replyNull(id) }
    probe.object { isThere = document.hover(parameters, &$0) }
    guard isThere else { return replyNull(id) }
    reply(id) { _ = document.hover(parameters, &$0) }
  }

  private mutating func notice(_ method: String, _ parameters: DataNode?) {
    guard isInitialized, let document = parameters?["textDocument"], let uri = document["uri"]?.text
    else {
      if isInitialized, method == "workspace/didChangeWatchedFiles" { checkAgain() }
      return
    }
    switch method {
    case "textDocument/didOpen":
      open(uri, document["version"]?.int(), document["text"]?.text)
    case "textDocument/didChange":
      // The whole text, as the capabilities ask for; the last change is what stands.
      let changes = parameters?["contentChanges"].map { Array($0.items) } ?? []
      open(uri, document["version"]?.int(), changes.last?["text"]?.text)
    case "textDocument/didClose":
      documents[uri] = nil
      send("textDocument/publishDiagnostics") { parameters in
        parameters.field("uri", uri)
        parameters.array("diagnostics") { _ in }
      }
    default: break
    }
  }

  private mutating func open(_ uri: String, _ version: Int?, _ text: String?) {
    guard let path = FileURI.path(of: uri), let text else { return }
    check(uri, path, version, Array(text.utf8))
  }

  private mutating func check(_ uri: String, _ path: String, _ version: Int?, _ bytes: [UInt8]) {
    var texts: [String: [UInt8]] = [:]
    for document in documents.values { texts[document.path] = document.bytes }
    texts[path] = bytes
    let document = OpenDocument(
      uri: uri, path: path, version: version, bytes: bytes, texts: texts)
    documents[uri] = document
    send("textDocument/publishDiagnostics") { document.diagnostics(&$0) }
  }

  private mutating func checkAgain() {
    for document in documents.values.sorted(by: { $0.uri < $1.uri }) {
      check(document.uri, document.path, document.version, document.bytes)
    }
  }

  private static func capabilities(_ result: inout JSONWriter) {
    result.object("capabilities") { object in
      object.field("positionEncoding", "utf-16")
      object.object("textDocumentSync") { sync in
        sync.field("openClose", true)
        sync.field("change", 1)
      }
      object.field("hoverProvider", true)
      object.object("codeActionProvider") { provider in
        provider.strings("codeActionKinds", ["quickfix", "source.fixAll.haplan"])
      }
      object.object("codeLensProvider") { _ in }
    }
    result.object("serverInfo") { info in
      info.field("name", "haplan")
      info.field("version", HaplanVersion.text)
    }
  }

  // MARK: Writing

  private func reply(_ id: DataNode, _ result: (inout JSONWriter) -> Void) {
    message { message in
      Self.write(id, to: &message)
      message.object("result", result)
    }
  }

  private func replyArray(_ id: DataNode, _ result: (inout JSONWriter) -> Void) {
    message { message in
      Self.write(id, to: &message)
      message.array("result", result)
    }
  }

  private func replyNull(_ id: DataNode) {
    message { message in
      Self.write(id, to: &message)
      message.null("result")
    }
  }

  private func fail(_ id: DataNode?, _ failure: Failure, _ text: String) {
    message { message in
      if let id { Self.write(id, to: &message) } else { message.null("id") }
      message.object("error") { error in
        error.field("code", failure.rawValue)
        error.field("message", text)
      }
    }
  }

  private func send(_ method: String, _ parameters: (inout JSONWriter) -> Void) {
    message { message in
      message.field("method", method)
      message.object("params", parameters)
    }
  }

  /// An id is a number or a text, and comes back as it was.
  private static func write(_ id: DataNode, to message: inout JSONWriter) {
    if let number = id.int() { message.field("id", number) } else { message.field("id", id.text) }
  }

  private func message(_ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter(isCompact: true)
    writer.object { message in
      message.field("jsonrpc", "2.0")
      body(&message)
    }
    let bytes = writer.finish()
    write(Array("Content-Length: \(bytes.count)\r\n\r\n".utf8) + bytes)
  }
}
