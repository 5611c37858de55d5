"""A small client of the Language Server Protocol that drives `haplan lsp` and says what is wrong.

usage: lsp_client.py HAPLAN FOLDER
"""
import json
import pathlib
import subprocess
import sys

binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])


class Client:
    def __init__(self):
        self.process = subprocess.Popen(
            [binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.next_id = 0
        self.notices = []

    def send(self, message, pieces=1):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        data = b"Content-Length: %d\r\n\r\n" % len(body) + body
        step = max(1, len(data) // pieces)
        for start in range(0, len(data), step):
            self.process.stdin.write(data[start:start + step])
            self.process.stdin.flush()

    def read(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            assert line, "the server has gone"
            if line == b"\r\n":
                break
            name, value = line.decode().split(":")
            if name.lower() == "content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, params, pieces=1):
        self.send({"method": method, "params": params}, pieces)

    def request(self, method, params):
        self.next_id += 1
        self.send({"id": self.next_id, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.next_id and "method" not in message:
                return message
            self.notices.append(message)

    def diagnostics(self, uri):
        while True:
            for index, notice in enumerate(self.notices):
                if notice["params"]["uri"] == uri:
                    return self.notices.pop(index)["params"]
            self.notices.append(self.read())


def position(text, offset):
    """Line and UTF-16 units of an index into a text."""
    line = text.count("\n", 0, offset)
    start = text.rfind("\n", 0, offset) + 1
    return {"line": line, "character": len(text[start:offset].encode("utf-16-le")) // 2}


def index(text, place):
    lines = text.split("\n")
    units = lines[place["line"]].encode("utf-16-le")[:2 * place["character"]]
    return sum(len(l) + 1 for l in lines[:place["line"]]) + len(units.decode("utf-16-le"))


def applied(text, edits):
    for edit in sorted(edits, key=lambda e: index(text, e["range"]["start"]), reverse=True):
        start, end = (index(text, edit["range"][k]) for k in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


text = """apiVersion: haplan.dev/v1alpha1
kind: Cluster
metadata: {name: "ä𝒳"}
spec:
  controlPlane:
    count: 3
    controllerManager: # 𝒳𝒳
      flags: {x-𝒳: "𝒳", leader-elect-lease-duration: 10s, leader-elect-renew-deadline: 10s}
  etcd: stacked
""".replace('x-𝒳: "𝒳", ', 'authorization-webhook-cache-authorized-ttl: "1s", ')
path = folder / "ä b.yaml"
uri = "file://" + str(folder) + "/%C3%A4%20b.yaml"

client = Client()
early = client.request("textDocument/hover", {})
assert early["error"]["code"] == -32002, early
hello = client.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
capabilities = hello["result"]["capabilities"]
assert capabilities["textDocumentSync"]["openClose"] is True
assert capabilities["hoverProvider"] and capabilities["codeActionProvider"]
assert hello["result"]["serverInfo"]["name"] == "haplan"
client.notify("initialized", {})

# Diagnostics, with places in UTF-16; the message comes in pieces.
client.notify("textDocument/didOpen", {"textDocument": {
    "uri": uri, "languageId": "yaml", "version": 1, "text": text}}, pieces=7)
told = client.diagnostics(uri)
assert told["version"] == 1
assert [d["code"] for d in told["diagnostics"]] == ["leader-elect-lease-not-greater-than-renew"]
found = told["diagnostics"][0]
assert found["severity"] == 1 and found["source"] == "haplan"
at = text.index("10s,")
assert found["range"] == {"start": position(text, at), "end": position(text, at + 3)}, found
related = found["relatedInformation"][0]["location"]
assert related["range"]["start"] == position(text, text.index("10s}")), related

# Code actions are the fixes.
document = {"uri": uri}
actions = client.request("textDocument/codeAction", {
    "textDocument": document, "range": found["range"], "context": {"diagnostics": [found]}})["result"]
quick = [a for a in actions if a["kind"] == "quickfix"]
assert [a["title"] for a in quick] == ["raise the lease to 15s"], actions
mended = text.replace("10s,", "15s,")
assert list(quick[0]["edit"]["changes"]) == [uri]
assert applied(text, quick[0]["edit"]["changes"][uri]) == mended
whole = [a for a in actions if a["kind"] == "source.fixAll.haplan"]
assert len(whole) == 1 and applied(text, whole[0]["edit"]["changes"][uri]) == mended
top = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
only = client.request("textDocument/codeAction", {
    "textDocument": document, "range": top, "context": {"diagnostics": [], "only": ["quickfix"]}})
assert only["result"] == [], only

# Lens and hover say what the cluster survives.
lenses = client.request("textDocument/codeLens", {"textDocument": document})["result"]
assert len(lenses) == 1 and lenses[0]["command"]["title"].startswith("survives any 1 machine"), lenses
hover = client.request("textDocument/hover", {
    "textDocument": document, "position": position(text, at + 1)})["result"]["contents"]
assert hover["kind"] == "markdown"
assert "leader-elect-lease-not-greater-than-renew" in hover["value"]
assert "| node | 3 | 1 |" in hover["value"], hover

# The text changes; the finding goes.
client.notify("textDocument/didChange", {
    "textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": mended}]})
told = client.diagnostics(uri)
assert told == {"uri": uri, "version": 2, "diagnostics": []}, told

# A broken text is a problem; a foreign file is nobody's.
client.notify("textDocument/didChange", {
    "textDocument": {"uri": uri, "version": 3},
    "contentChanges": [{"text": text.replace("spec:", "spec: [")}]})
codes = [d["code"] for d in client.diagnostics(uri)["diagnostics"]]
assert codes and set(codes) == {"input-problem"}, codes
other = "file://" + str(folder) + "/README.md"
client.notify("textDocument/didOpen", {"textDocument": {
    "uri": other, "languageId": "markdown", "version": 1, "text": "# nothing {{ of }} ours\n"}})
assert client.diagnostics(other)["diagnostics"] == []
none = client.request("textDocument/hover", {
    "textDocument": {"uri": other}, "position": {"line": 0, "character": 0}})
assert none["result"] is None

# The configuration is checked too.
config = "file://" + str(folder) + "/.haplan.yaml"
client.notify("textDocument/didOpen", {"textDocument": {
    "uri": config, "languageId": "yaml", "version": 1, "text": "ignore: [quorom]\n"}})
wrong = client.diagnostics(config)["diagnostics"]
assert len(wrong) == 1 and wrong[0]["range"]["start"] == {"line": 0, "character": 9}, wrong

# Closing, what is unknown, and the end.
client.notify("textDocument/didClose", {"textDocument": document})
assert client.diagnostics(uri)["diagnostics"] == []
client.notify("$/setTrace", {"value": "off"})
unknown = client.request("textDocument/rename", {"textDocument": document})
assert unknown["error"]["code"] == -32601
assert client.request("shutdown", None)["result"] is None
client.notify("exit", None)
assert client.process.wait(10) == 0

# Without a shutdown the end is an error, and so is what is no message.
client = Client()
client.request("initialize", {"capabilities": {}})
client.notify("exit", None)
assert client.process.wait(10) == 1
client = Client()
client.process.stdin.write(b"GET / HTTP/1.1\r\n\r\n")
client.process.stdin.close()
assert client.process.wait(10) == 1
client = Client()
client.process.stdin.write(b"Content-Length: 3\r\n\r\n{]}")
client.process.stdin.flush()
assert client.read()["error"]["code"] == -32700
client.process.stdin.close()
assert client.process.wait(10) == 1
print("in order")
