"""Reads the reports of one run, each with a parser that is not haplan's, and says where they differ.

usage: reports.py FOLDER   with check.json, .sarif, .junit, .gitlab, .checkstyle, .github, .concise
"""
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree as xml

import jsonschema

folder = sys.argv[1]
wrong = []


def text(name):
    with open(os.path.join(folder, "check." + name), encoding="utf-8", newline="") as file:
        return file.read()


def expect(condition, what):
    if not condition:
        wrong.append(what)


def same(name, got, wanted):
    got, wanted = sorted(got), sorted(wanted)
    expect(got == wanted, f"{name}: {got[:3]} is not {wanted[:3]} ({len(got)}, {len(wanted)})")


report = json.loads(text("json"))
findings = [
    (f["rule"], f["location"]["path"], f["location"]["start"]["line"], f["severity"], f["message"])
    for f in report["findings"]
]
problems = [(p["path"], p["message"]) for p in report["problems"]]

# SARIF: the shape, then the findings.
sarif = json.loads(text("sarif"))
here = os.path.dirname(os.path.abspath(__file__))
schema = os.environ.get("HAPLAN_SARIF_SCHEMA") or os.path.join(here, "sarif-subset.schema.json")
jsonschema.validate(sarif, json.load(open(schema)))
run = sarif["runs"][0]
rules = run["tool"]["driver"]["rules"]
fresh = [r for r in run["results"] if "suppressions" not in r]
place = lambda r: r["locations"][0]["physicalLocation"]
same(
    "sarif",
    [
        (r["ruleId"], urllib.parse.unquote(place(r)["artifactLocation"]["uri"]),
         place(r)["region"]["startLine"], r["level"])
        for r in fresh
    ],
    [f[:4] for f in findings],
)
expect(all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"]), "sarif: ruleIndex")
expect(all(place(r)["artifactLocation"]["uriBaseId"] == "%SRCROOT%" for r in fresh), "sarif: base")
prints = [tuple(r["partialFingerprints"].values()) for r in run["results"]]
expect(len(set(prints)) == len(prints), "sarif: fingerprints are not unique")
expect(all(r["help"]["text"] and r["help"]["markdown"] for r in rules), "sarif: help")
notes = run["invocations"][0].get("toolExecutionNotifications", [])
same("sarif problems", [n["message"]["text"] for n in notes], [p[1] for p in problems])
expect(run["invocations"][0]["executionSuccessful"] == (not problems), "sarif: successful")
related = sum(len(f["related"]) for f in report["findings"])
same("sarif related", [sum(len(r.get("relatedLocations", [])) for r in fresh)], [related])
for finding, result in zip(report["findings"], fresh):
    with_edits = [f for f in finding["fixes"] if f["edits"]]
    expect(len(result.get("fixes", [])) == len(with_edits), "sarif: fixes")

# JUnit.
suites = xml.fromstring(text("junit"))
expect(suites.tag == "testsuites", "junit: root")
cases = suites.findall("./testsuite/testcase")
failures = [c.find("failure") for c in cases if c.find("failure") is not None]
errors = [c.find("error") for c in cases if c.find("error") is not None]
same("junit", [(f.get("type"), f.get("message")) for f in failures], [f[3:] for f in findings])
same("junit problems", [e.get("message") for e in errors], [p[1] for p in problems])
expect(suites.get("tests") == str(len(cases)), "junit: tests")
expect(suites.get("failures") == str(len(findings)), "junit: failures")
expect(suites.get("errors") == str(len(problems)), "junit: errors")
for suite in suites:
    own = suite.findall("testcase")
    names = [(c.get("classname"), c.get("name")) for c in own]
    expect(suite.get("tests") == str(len(own)), "junit: tests of a suite")
    expect(all(all(n) for n in names), "junit: names")

# GitLab.
quality = json.loads(text("gitlab"))
levels = {"error": "critical", "warning": "major", "note": "info"}
same(
    "gitlab",
    [
        (e["check_name"], e["location"]["path"], e["location"]["lines"]["begin"], e["severity"],
         e["description"])
        for e in quality if e["check_name"] != "input-problem"
    ],
    [(r, p, l, levels[s], m) for r, p, l, s, m in findings],
)
expect(len({e["fingerprint"] for e in quality}) == len(quality), "gitlab: fingerprints")
expect(len(quality) == len(findings) + len(problems), "gitlab: problems")
allowed = {"info", "minor", "major", "critical", "blocker"}
expect({e["severity"] for e in quality} <= allowed, "gitlab: severity")

# Checkstyle.
style = xml.fromstring(text("checkstyle"))
entries = [
    (e.get("source"), f.get("name"), int(e.get("line")), e.get("severity"), e.get("message"))
    for f in style for e in f
]
levels = {"error": "error", "warning": "warning", "note": "info"}
same(
    "checkstyle",
    [e for e in entries if e[0] != "haplan.input-problem"],
    [("haplan." + r, p, l, levels[s], m) for r, p, l, s, m in findings],
)
expect(len(entries) == len(findings) + len(problems), "checkstyle: problems")

# GitHub: undo the escapes of the runner (actions/runner, ActionCommand.cs).
annotations = []
for line in text("github").split("\n"):
    match = re.fullmatch(r"::(error|warning|notice) ([^\n]*?)::(.*)", line)
    if not match:
        continue
    undo = lambda s: s.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%25", "%")
    properties = dict(p.split("=", 1) for p in match[2].split(","))
    properties = {k: undo(v) for k, v in properties.items()}
    annotations.append((match[1], properties, undo(match[3])))
kinds = {"error": "error", "warning": "warning", "note": "notice"}
seen = {k: 0 for k in kinds.values()}
for kind, properties, _ in annotations:
    seen[kind] += 1
expect(all(n <= 10 for n in seen.values()), "github: more than GitHub shows")
order = [("error", "warning", "notice").index(a[0]) for a in annotations]
expect(order == sorted(order), "github: errors first")
for severity, kind in kinds.items():
    total = sum(f[3] == severity for f in findings) + (len(problems) if kind == "error" else 0)
    expect(seen[kind] == min(total, 10), f"github: {kind}")
known = {(r, p, l, m) for r, p, l, _, m in findings}
for _, properties, message in annotations:
    if properties["title"] != "input-problem":
        found = (properties["title"], properties["file"], int(properties["line"]), message.split("\n")[0])
        expect(found in known, f"github: {found}")

# Concise, one line a finding.
lines = [l for l in text("concise").split("\n") if l]
expect(len(lines) == len(findings) + len(problems), "concise: lines")

# Markdown and HTML name every rule as often as it fires.
markdown = text("markdown")
rows = [l for l in markdown.split("\n") if l.startswith("| ") and not l.startswith("| Severity")]
expect(len(rows) == len(findings) + len(problems), "markdown: rows")
html = text("html")
expect(html.count("<section ") == len(findings) + len(problems), "html: sections")
tags = " ".join(re.findall(r"<[^>]*>", html))
expect(not re.search(r"<script|<link|src=|href=|url\(", tags), "html: self-contained")

if wrong:
    sys.exit("\n".join(wrong))
print(len(findings), len(problems))
