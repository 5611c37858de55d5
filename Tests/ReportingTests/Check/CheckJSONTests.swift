import ClusterModel
import Foundation
import Rules
import Syntax
import Testing

@testable import Reporting

@Suite struct CheckJSONTests {
  private func rendered(_ report: CheckReport) -> String {
    String(decoding: CheckJSON.render(report), as: UTF8.self)
  }

  @Test func shape() {
    let input = file("é: 10s\n", path: "cluster.yaml")
    let value = place("10s", in: input)
    let report = report(
      [input],
      findings: [
        finding(
          "lease-too-short", at: value, "lease 10s", help: "raise it",
          related: [.init("first", at: place("é", in: input))],
          fixes: [.init(title: "raise it", safety: .safe, edits: [TextEdit(value, "15s")])])
      ],
      problems: [.init(path: "broken.yaml", problem: InputProblem("cannot be read", nil))],
      clusters: [SampleCluster.stacked(zones: [nil, nil, nil])],
      skipped: [.init(path: "kcp.yaml", reason: "templated")])
    #expect(rendered(report) == Self.expected)
  }

  private static let expected = """
    {
      "formatVersion": "1",
      "tool": {
        "name": "haplan",
        "version": "1.2.3"
      },
      "clusters": [
        {
          "name": "prod",
          "sources": [
            "cluster.yaml"
          ],
          "profile": "standard",
          "etcd": {
            "topology": "stacked",
            "members": 3,
            "voters": 3,
            "quorum": 2,
            "tolerates": 1
          },
          "verdict": "survives any 1 machine; zones unknown"
        }
      ],
      "findings": [
        {
          "rule": "lease-too-short",
          "category": "leader-election",
          "severity": "error",
          "message": "lease 10s",
          "help": "raise it",
          "cluster": "prod",
          "location": {
            "path": "cluster.yaml",
            "start": {
              "line": 1,
              "column": 4,
              "offset": 4
            },
            "end": {
              "line": 1,
              "column": 7,
              "offset": 7
            }
          },
          "related": [
            {
              "message": "first",
              "location": {
                "path": "cluster.yaml",
                "start": {
                  "line": 1,
                  "column": 1,
                  "offset": 0
                },
                "end": {
                  "line": 1,
                  "column": 2,
                  "offset": 2
                }
              }
            }
          ],
          "fixes": [
            {
              "title": "raise it",
              "safety": "safe",
              "edits": [
                {
                  "path": "cluster.yaml",
                  "start": 4,
                  "end": 7,
                  "replacement": "15s"
                }
              ]
            }
          ]
        }
      ],
      "problems": [
        {
          "path": "broken.yaml",
          "message": "cannot be read",
          "location": null
        }
      ],
      "skipped": [
        {
          "path": "kcp.yaml",
          "reason": "templated"
        }
      ],
      "summary": {
        "files": 1,
        "clusters": 1,
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "problems": 1,
        "skipped": 1
      }
    }

    """

  @Test func nothingAtAll() throws {
    let json = try JSONSerialization.jsonObject(with: Data(CheckJSON.render(report([]))))
    let object = try #require(json as? [String: Any])
    #expect((object["findings"] as? [Any])?.isEmpty == true)
    #expect((object["summary"] as? [String: Int])?.values.allSatisfy { $0 == 0 } == true)
  }

  @Test func findingsOnFilesHaveNoCluster() {
    let input = file("a\n")
    let text = rendered(report([input], findings: [finding(at: input.span, cluster: nil)]))
    #expect(text.contains("\"cluster\": null"))
    #expect(text.contains("\"help\": null"))
  }

  /// By path, offset, rule, whatever the numbers of the files.
  @Test func order() throws {
    let files = [file("abc", path: "b.yaml"), file("abc", path: "a.yaml", id: 1)]
    let findings = [
      finding("z", at: Span(FileID(0), 1, 2)), finding("y", at: Span(FileID(1), 2, 3)),
      finding("x", at: Span(FileID(0), 1, 3)), finding("w", at: Span(FileID(1), 0, 3)),
      finding("v", at: Span(FileID(0), 0, 3), cluster: "second"),
      finding("v", at: Span(FileID(0), 0, 3), cluster: "first"),
    ]
    let expected = ["w", "y", "v first", "v second", "x", "z"]
    for turn in findings.indices {
      let turned = Array(findings[turn...] + findings[..<turn])
      let names = report(files, findings: turned).findings.map {
        $0.rule == "v" ? "v \($0.cluster ?? "")" : $0.rule
      }
      #expect(names == expected)
    }
  }
}
