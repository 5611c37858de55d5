internal import ClusterModel
internal import Syntax

/// What a component's flags say of its machine and of the cluster, whatever kind of file has them:
/// manifests, units and scripts read a command line with this.
enum ComponentFacts {
  /// The part of one machine that a command line makes.
  static func part(of set: FlagSet, file: SourceFile) -> ClusterPart {
    part(of: [set], file: file)
  }

  /// The part of one machine that a command and the files which its program reads make.
  static func part(of command: CommandLayers, file: SourceFile) -> ClusterPart {
    var part = ClusterPart(
      format: command.own.format, anchor: command.own.anchor, isWhole: false)
    add(command, to: &part, file: file)
    return part
  }

  /// The part of one machine that flag sets make, the later laid over the earlier.
  static func part(of layers: [FlagSet], file: SourceFile) -> ClusterPart {
    let format = layers.last?.format ?? .commandLine
    let anchor = layers.last?.anchor ?? Span(file.id, 0, 0)
    var part = ClusterPart(format: format, anchor: anchor, isWhole: false)
    add(layers, to: &part, files: [file])
    return part
  }

  /// Adds a command, and what its files say, to the part of its machine.
  static func add(_ command: CommandLayers, to part: inout ClusterPart, file: SourceFile) {
    add(command.sets, to: &part, files: [file] + command.files)
    part.includedFiles += command.files.map(\.id).filter { $0 != file.id }
    part.gaps += command.gaps
  }

  private static func add(
    _ layers: [FlagSet], to part: inout ClusterPart, files: [SourceFile]
  ) {
    guard let top = layers.last else { return }
    part.flagSets += layers
    let isIncomplete = layers.lazy.map(\.absence).first { $0 != .isDefault }
    let set = FlagSet(
      component: top.component, machines: top.machines, flags: layers.flatMap(\.flags),
      absence: isIncomplete ?? .isDefault, style: top.style, anchor: top.anchor, format: top.format)
    switch set.component {
    case .apiServer: addAPIServer(set, to: &part)
    case .controllerManager, .scheduler: addElector(set, to: &part)
    case .etcd: addEtcd(set, to: &part, files: files)
    }
  }

  private static func addAPIServer(_ set: FlagSet, to part: inout ClusterPart) {
    for name in ["advertise-address", "bind-address"] {
      guard let text = located(set.flag(name)), isSpecific(text.value) else { continue }
      part.machineHint = part.machineHint ?? text
    }
  }

  /// `--master` at a loopback address is the API server beside it.
  private static func addElector(_ set: FlagSet, to part: inout ClusterPart) {
    guard let text = located(set.flag("master")),
      let host = host(of: text.value), isLoopback(host)
    else { return }
    part.connections[set.component] = Located(.local, text.span)
  }

  private static func addEtcd(_ set: FlagSet, to part: inout ClusterPart, files: [SourceFile]) {
    part.etcdAnchor = part.etcdAnchor ?? set.anchor
    let own = ownMember(set, files)
    if let hint = hint(of: own) { part.machineHint = part.machineHint ?? hint }
    guard let initial = initialCluster(set, files) else {
      part.members.append(own)
      return
    }
    var members = initial.value
    let index = members.firstIndex { member in
      if let name = own.name { return member.name?.value == name.value }
      return member.peerURLs.contains { url in own.peerURLs.contains { $0.value == url.value } }
    }
    if let index {
      members[index].clientURLs = own.clientURLs
      members[index].listenURLs = own.listenURLs
    } else {
      // The program would refuse to start; its rule needs both, so nothing is dropped here.
      if members.isEmpty { members.append(own) }
    }
    part.members += members
    // kubeadm's list stops at the machines that had joined by then; a list of one is a default.
    if members.count >= 2, isNew(set) { part.membersStatedAt = initial.span }
  }

  private static func isNew(_ set: FlagSet) -> Bool {
    guard let state = set.flag("initial-cluster-state") else {
      return set.absence == .isDefault
    }
    return state.text == "new"
  }

  /// The member that the command line itself runs.
  private static func ownMember(_ set: FlagSet, _ files: [SourceFile]) -> MemberFact {
    var member = MemberFact(span: set.anchor)
    member.name = located(set.flag("name"))
    member.clientURLs = urls(set, ["advertise-client-urls", "listen-client-urls"], files)
    member.peerURLs = urls(set, ["initial-advertise-peer-urls", "listen-peer-urls"], files)
    return member
  }

  /// A flag's list, in the file that it stands in.
  private static func list(of flag: Flag, _ files: [SourceFile]) -> [Located<String>]? {
    flag.list(in: files.first { $0.id == flag.valueSpan.file })
  }

  /// The URLs of the first of the flags that names another machine's way to it.
  private static func urls(
    _ set: FlagSet, _ names: [String], _ files: [SourceFile]
  ) -> [Located<String>] {
    for name in names {
      let all = set.flag(name).flatMap { list(of: $0, files) } ?? []
      let useful = all.filter { host(of: $0.value).map { !isWildcard($0) } ?? false }
      if !useful.isEmpty { return useful }
    }
    return []
  }

  /// The address that names the member's machine: of its URLs, else its name.
  private static func hint(of member: MemberFact) -> Located<String>? {
    for url in member.clientURLs + member.peerURLs {
      if let host = host(of: url.value), isSpecific(host) { return place(of: host, in: url) }
    }
    return member.name
  }

  /// A URL's host with its own place, where the URL stands in the file as it is.
  private static func place(of host: String, in url: Located<String>) -> Located<String> {
    let length = host.utf8.count
    guard url.span.range.count == url.value.utf8.count, length > 0 else {
      return Located(host, url.span)
    }
    let text = Array(url.value.utf8)
    for start in 0...max(0, text.count - length)
    where text[start...].prefix(length).elementsEqual(host.utf8) {
      let offset = Int(url.span.start) + start
      return Located(host, Span(url.span.file, offset, offset + length))
    }
    return Located(host, url.span)
  }

  /// The members of `--initial-cluster`: a name twice is one member with two URLs.
  private static func initialCluster(
    _ set: FlagSet, _ files: [SourceFile]
  ) -> Located<[MemberFact]>? {
    guard let flag = set.flag(InitialCluster.flag),
      let initial = InitialCluster(flag, in: files.first { $0.id == flag.valueSpan.file })
    else { return nil }
    let members = initial.entries.map { entry in
      var member = MemberFact(span: entry.span)
      member.name = entry.name
      member.peerURLs = entry.urls
      return member
    }
    return Located(members, initial.span)
  }

  private static func located(_ flag: Flag?) -> Located<String>? {
    guard let flag, let text = flag.text, !text.isEmpty, !flag.isBare else { return nil }
    return Located(text, flag.valueSpan)
  }

  private static func host(of text: String) -> String? {
    text.contains("://") ? EndpointURL.parse(text)?.host : HostPort.parse(text)?.host
  }

  private static func isWildcard(_ host: String) -> Bool {
    host == "0.0.0.0" || host == "::"
  }

  private static func isLoopback(_ host: String) -> Bool {
    host.lowercased() == "localhost" || IPAddress.isLoopback(host)
  }

  private static func isSpecific(_ host: String) -> Bool {
    !host.isEmpty && !isWildcard(host) && !isLoopback(host)
  }
}
