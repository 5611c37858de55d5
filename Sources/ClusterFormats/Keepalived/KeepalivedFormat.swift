package import ClusterModel
internal import Syntax

/// keepalived configurations: virtual addresses (`vrrp_instance`), and LVS balancing of API servers
/// (`virtual_server`).
package enum KeepalivedFormat: Format {
  package static let name = FormatName.keepalived

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.mayBeConfiguration,
      input.contains("vrrp_instance") || input.contains("virtual_server"), input.contains("{"),
      !input.looksLikeScript
    else { return .none }
    return .possible
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    let config = BlockConfig(input.file, .keepalived)
    var reader = KeepalivedReader(file: input.file, directives: config.directives)
    guard let part = reader.part() else { return result }
    result.isRecognised = true
    result.problems = config.problems
    result.parts = [part]
    if let place = TemplateScan.firstControlFlow(in: input.file) {
      result.template = InputProblem("this is a template: render it first", place)
    }
    return result
  }
}

/// Reads one configuration.
struct KeepalivedReader {
  private let directives: [BlockConfig.Directive]
  private var facts: FactReader
  /// `vrrp_script` blocks by name.
  private var scripts: [String: BlockConfig.Directive] = [:]
  /// Whether other files, which may define scripts, belong to it.
  private let isIncluding: Bool
  /// `$NAME=value` lines, by name.
  private var variables: [String: String] = [:]

  init(file: SourceFile, directives: [BlockConfig.Directive]) {
    self.directives = directives
    facts = FactReader(file: file, isRunnable: true)
    // A piece that defines nothing else has its scripts in another file.
    isIncluding =
      directives.contains { $0.name.hasPrefix("include") }
      || !directives.contains { ["global_defs", "vrrp_script"].contains($0.name) }
    for directive in directives where directive.name == "vrrp_script" {
      if let name = directive.argument?.text { scripts[name] = directive }
    }
    for directive in directives where directive.name.hasPrefix("$") {
      let parts = directive.name.dropFirst().split(separator: "=", maxSplits: 1)
      if parts.count == 2, directive.words.count == 1 {
        variables[String(parts[0])] = String(parts[1])
      }
    }
  }

  /// `nil` where nothing is about virtual addresses or API servers.
  mutating func part() -> ClusterPart? {
    let instances = directives.filter { $0.name == "vrrp_instance" && $0.children != nil }
    let virtualServers = directives.filter {
      $0.name == "virtual_server" && $0.children != nil && Self.frontsAPIServers($0)
    }
    guard let anchor = (instances + virtualServers).first?.span else { return nil }
    var part = ClusterPart(format: .keepalived, anchor: anchor, isWhole: false)
    let vrrp = instances.map { instance($0) }
    var balancers = virtualServers.map { balancer(of: $0) }
    if balancers.isEmpty, let first = vrrp.first {
      balancers = [BalancerFact(name: "", span: first.name.span)]
    }
    for index in balancers.indices {
      balancers[index].kind = .keepalived
      balancers[index].vrrp = vrrp
      if index > 0 { balancers[index].section = balancers[index].vip?.value }
    }
    part.balancers = balancers
    facts.give(to: &part)
    return part
  }

  // MARK: vrrp_instance

  private mutating func instance(_ block: BlockConfig.Directive) -> VRRPInstance {
    var instance = VRRPInstance(
      name: block.argument?.located ?? Located("vrrp_instance", block.span))
    let children = block.children ?? []
    instance.isIncomplete = children.contains { $0.name == "include" }
    for directive in children { read(directive, into: &instance) }
    return instance
  }

  private mutating func read(
    _ directive: BlockConfig.Directive, into instance: inout VRRPInstance
  ) {
    let argument = directive.argument
    switch directive.name {
    case "state":
      instance.state = value(argument) { VRRPInstance.State(rawValue: $0.uppercased()) }
    case "priority": instance.priority = value(argument) { Self.number($0, in: 1...255) }
    case "virtual_router_id": instance.routerID = value(argument) { Self.number($0, in: 1...255) }
    case "interface": instance.interface = argument.flatMap { known($0) }
    case "advert_int": instance.advertInterval = value(argument, Self.milliseconds)
    case "mcast_src_ip", "unicast_src_ip":
      instance.unicastSource = argument.flatMap { known($0) }
    case "virtual_ipaddress", "virtual_ipaddress_excluded":
      instance.addresses += addresses(directive, &instance.isIncomplete)
    case "unicast_peer":
      instance.unicastPeers = Located(
        addresses(directive, &instance.isIncomplete), directive.nameSpan)
    case "authentication": instance.authentication = authentication(directive)
    case "track_script":
      // keepalived ignores a script that no file defines.
      let children = (directive.children ?? []).filter { child in
        isIncluding || child.name == "include" || scripts[child.name] != nil
      }
      instance.watchesService = instance.watchesService || !children.isEmpty
      instance.scripts += children.map { script($0) }
    case "track_process", "track_file", "track_bfd": instance.watchesService = true
    default: break
    }
  }

  private mutating func addresses(
    _ block: BlockConfig.Directive, _ isIncomplete: inout Bool
  ) -> [Located<String>] {
    var found: [Located<String>] = []
    for directive in block.children ?? [] {
      guard let word = directive.words.first, let text = known(word) else {
        isIncomplete = true
        continue
      }
      let bare = text.value.prefix { $0 != "/" }
      guard IPAddress.parse(String(bare)) != nil else { continue }
      let start = Int(text.span.start)
      found.append(
        Located(String(bare), Span(text.span.file, start, start + bare.utf8.count)))
    }
    return found
  }

  /// keepalived looks at the first eight bytes of a password. The block's word is the place, so that
  /// no report shows the password.
  private mutating func authentication(_ block: BlockConfig.Directive) -> Fact<String> {
    let type = block.last("auth_type")?.argument?.text.uppercased() ?? "PASS"
    let place = block.nameSpan
    guard let password = block.last("auth_pass")?.argument else { return .stated(type, place) }
    guard let text = known(password) else {
      return .unknown("the password is left to be filled in")
    }
    return .stated("\(type) \(String(decoding: text.value.utf8.prefix(8), as: UTF8.self))", place)
  }

  /// `chk_haproxy`, `chk_haproxy weight -20`, with what its `vrrp_script` says.
  private mutating func script(_ directive: BlockConfig.Directive) -> VRRPScript {
    var script = VRRPScript(name: Located(directive.name, directive.nameSpan))
    guard let block = scripts[directive.name] else {
      script.weight = .unknown("its vrrp_script is not here")
      script.interval = .unknown("its vrrp_script is not here")
      return script
    }
    if let word = block.last("interval")?.argument {
      script.interval = value(word, Self.milliseconds)
    }
    if let word = block.last("fall")?.argument { script.fall = value(word) { Int($0) } }
    if let word = block.last("rise")?.argument { script.rise = value(word) { Int($0) } }
    if let weight = block.last("weight") { script.weight = self.weight(weight.words) }
    if directive.words.count > 2, directive.words[1].text == "weight" {
      script.weight = weight(Array(directive.words.dropFirst()))
    }
    return script
  }

  /// `weight -20`; `reverse` turns success and failure around.
  private mutating func weight(_ words: [ConfigWord]) -> Fact<Int> {
    if words.contains(where: { $0.text == "reverse" }) { return .unknown("the script is reversed") }
    return value(words.dropFirst().first) { Self.number($0, in: -253...253) }
  }

  // MARK: Values

  mutating func value<Value>(
    _ word: ConfigWord?, _ parse: (String) -> Value?
  ) -> Fact<Value> {
    guard let word else { return .unknown("no value is given") }
    guard let text = known(word) else { return .unknown("it is left to be filled in") }
    return parse(text.value).map { .stated($0, text.span) }
      ?? .unknown("`\(text.value.prefix(60))` cannot be read")
  }

  static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  /// Seconds, also with a fraction.
  static func milliseconds(_ text: String) -> Int64? {
    guard let seconds = Double(text), seconds >= 0, seconds < 1_000_000 else { return nil }
    return Int64((seconds * 1000).rounded())
  }

  /// keepalived puts in what a word that is one variable stands for.
  private func value(of word: ConfigWord) -> Located<String>? {
    guard word.text.hasPrefix("$") else { return nil }
    let name = word.text.dropFirst().filter { $0 != "{" && $0 != "}" }
    return variables[name].map { Located($0, word.located.span) }
  }

  mutating func known(_ word: ConfigWord) -> Located<String>? {
    if let value = value(of: word) { return facts.isUnknown(value) ? nil : value }
    // `<--STATE-->`: a mark that begins with dashes.
    let isMarked = word.text.hasPrefix("<") && word.text.contains(">")
    if isMarked { facts.mark(word.located) }
    return isMarked || facts.isUnknown(word.located) ? nil : word.located
  }
}
