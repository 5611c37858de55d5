/// A value of a Terraform file, as far as it is written out: anything that is computed is unknown.
public indirect enum HCLValue: Sendable {
  case string(Located<String>)
  /// As written.
  case number(Located<String>)
  case bool(Located<Bool>)
  case list([HCLValue], Span)
  case object([(key: Located<String>, value: HCLValue)], Span)
  /// `aws_lb.api.arn`, `aws_instance.master[0].id`, without blanks.
  case reference(Located<String>)
  /// A call, an operator, a variable's part of a string, a heredoc.
  case unknown(Span)

  /// The value's place.
  public var span: Span {
    switch self {
    case .string(let text), .number(let text), .reference(let text): text.span
    case .bool(let value): value.span
    case .list(_, let span), .object(_, let span), .unknown(let span): span
    }
  }

  /// What a string or a number says; a string's place is that between its quotes.
  public var text: Located<String>? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// A whole number, also written as a string.
  public var int: Located<Int>? {
    text.flatMap { text in Int(text.value).map { Located($0, text.span) } }
  }

  /// The items of a list; a single value is one item, as Terraform has it for blocks.
  public var items: [HCLValue] {
    if case .list(let items, _) = self { items } else { [self] }
  }

  /// What it refers to; `nil` for all else.
  public var reference: String? {
    if case .reference(let text) = self { text.value } else { nil }
  }
}

/// What stands between a block's braces, or in a file.
public struct HCLBody: Sendable {
  /// `name = value`.
  public struct Attribute: Sendable {
    public let name: Located<String>
    public let value: HCLValue
  }

  /// `type "label" { … }`.
  public struct Block: Sendable {
    public let type: Located<String>
    public let labels: [Located<String>]
    public let body: HCLBody
    public let span: Span
  }

  /// In order of writing.
  public internal(set) var attributes: [Attribute] = []
  /// In order of writing.
  public internal(set) var blocks: [Block] = []

  /// The value of an attribute.
  public subscript(name: String) -> HCLValue? { attributes.last { $0.name.value == name }?.value }

  /// The blocks of a type, in order.
  public func all(_ type: String) -> [Block] { blocks.filter { $0.type.value == type } }
}
