import Syntax
import Testing

@Suite struct TypingTests {
  private func value(_ source: String) throws -> DataNode {
    try #require(yaml("a: \(source)\n").documents.first?.root["a"])
  }

  @Test(arguments: ["", "~", "null", "Null", "NULL"])
  func nulls(_ text: String) throws {
    #expect(try value(text).isNull)
    #expect(try !value(text).isString)
    #expect(try !value("'\(text)'").isNull)
  }

  @Test(arguments: ["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"])
  func truths(_ text: String) throws {
    #expect(try value(text).bool() == true)
    #expect(try value("\"\(text)\"").bool() == nil)
    #expect(try value("!!str \(text)").isString)
  }

  @Test(arguments: ["false", "no", "Off", "OFF", "n", "N"])
  func falsehoods(_ text: String) throws { #expect(try value(text).bool() == false) }

  @Test(arguments: [
    ("0", 0), ("-7", -7), ("+7", 7), ("0x1F", 31), ("0o17", 15), ("017", 15), ("0b11", 3),
    ("1_000", 1000),
  ])
  func integers(_ text: String, _ number: Int) throws {
    #expect(try value(text).int() == number)
    #expect(try value("'\(text)'").int() == nil)
  }

  @Test(arguments: ["1.5", ".5", "1e3", "-.inf", ".NaN", "1.", "09", "18446744073709551616"])
  func numbersAreNoStrings(_ text: String) throws {
    #expect(try !value(text).isString)
    #expect(try value(text).int() == nil)
  }

  @Test(arguments: [
    "tRue", "yEs", "nul", "1.2.3", "10.0.0.1", "2020-01-02", "_1", "0x", "1e", "-x", ".", "'5'",
    "|\n  5", "0xg", "6443/tcp", "1h",
  ])
  func strings(_ text: String) throws {
    #expect(try value(text).isString)
    #expect(try value(text).bool() == nil)
    #expect(try value(text).int() == nil)
  }

  @Test func textComparesDecodedBytes() throws {
    #expect(try value("\"a\\u00e9\"").textEquals("aé"))
    #expect(try !value("abc").textEquals("abd"))
    #expect(try !value("[a]").textEquals(""))
  }
}

@Suite struct TemplateScanTests {
  @Test(arguments: [
    ("a: 1\n{% for x in y %}\n", "{% for x in y %}"), ("{%- if a %}", "{%- if a %}"),
    ("x\n{{- range .Items }}\n", "{{- range .Items }}"),
    ("{{ include \"a\" . }}", "{{ include \"a\" . }}"),
    ("%{ for a in b ~}\n", "%{ for a in b ~}"), ("{{- end}}", "{{- end}}"),
  ])
  func findsControlFlow(_ text: String, _ found: String) throws {
    let span = try #require(TemplateScan.firstControlFlow(in: source(text)))
    #expect(source(text).text(span) == found)
  }

  @Test(arguments: ["a: {{ x }}", "a: ${X}", "%{foo}", "{{ ending }}", "{ {% }", "{", "%", ""])
  func valuesAreNoControlFlow(_ text: String) {
    let isExpected = text.contains("{%")
    #expect((TemplateScan.firstControlFlow(in: source(text)) != nil) == isExpected)
  }

  @Test func findsLinesThatAreOnePlaceholder() throws {
    let text = "a:\n  ${ENDPOINTS}  \r\nb: ${X}\n"
    let span = try #require(TemplateScan.firstPlaceholderLine(in: source(text)))
    #expect(source(text).text(span) == "${ENDPOINTS}")
    #expect(TemplateScan.firstPlaceholderLine(in: source("a: ${X}\n")) == nil)
  }

  @Test(arguments: ["$(X)", "a${X}b", "<ip_address>", "{{ x }}", "{% x %}", "https://<url>:1"])
  func placeholders(_ text: String) { #expect(TemplateScan.hasPlaceholder(text)) }

  @Test(arguments: ["", "$", "$X", "a < b > c", "<", "<>", "<1>", "{x}", "${", "x > y", "<a"])
  func noPlaceholders(_ text: String) { #expect(!TemplateScan.hasPlaceholder(text)) }

  @Test func unquotedExpressionIsNoMapping() throws {
    let root = try #require(yaml("image: {{ x }}\nb: {c: d}\n").documents.first?.root)
    #expect(root["image"]?.isTemplateExpression == true)
    #expect(root["b"]?.isTemplateExpression == false)
    #expect(root["image"]?["x"] == nil)
  }
}
