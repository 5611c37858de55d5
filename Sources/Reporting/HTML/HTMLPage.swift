/// A page that stands alone: its style is in it, it asks for nothing else and runs nothing.
enum HTMLPage {
  /// A page with this title and, in its body, this markup.
  static func page(title: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(XMLText.escaped(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <main>
    \(body)
    </main>
    </body>
    </html>

    """
  }

  /// Colours are pairs for light and dark; what they say is also said in words.
  private static let style = """
    :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #57606a;
      --line: #d0d7de; --shade: #f6f8fa; --bad: #b42318; --warn: #8a5a00; --link: #0550ae; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117;
      --soft: #9da7b3; --line: #3d444d; --shade: #161b22; --bad: #ff8f85; --warn: #e3b341;
      --link: #79c0ff; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
    main { max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.5rem 0 .5rem; }
    h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; padding-top: .5rem;
      border-top: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
    p, ul { margin: .5rem 0; }
    .verdict { font-size: 1.1rem; font-weight: 600; }
    .soft, .footnotes { color: var(--soft); }
    .footnotes { font-size: .875rem; }
    .scroll { overflow-x: auto; margin: .75rem 0; }
    table { border-collapse: collapse; font-size: .9375rem; width: 100%; overflow-wrap: normal; }
    th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left;
      vertical-align: top; }
    th { background: var(--shade); font-weight: 600; }
    td.bad, th.bad, .bad { color: var(--bad); font-weight: 600; }
    .warn { color: var(--warn); font-weight: 600; }
    pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px;
      padding: .6rem .75rem; overflow-x: auto; font: .8125rem/1.45 ui-monospace, "DejaVu Sans Mono",
      monospace; overflow-wrap: normal; }
    section { border-left: .3rem solid var(--soft); margin: 1.5rem 0; padding-left: 1rem; }
    section.error { border-color: var(--bad); } section.warning { border-color: var(--warn); }
    section h3 { margin-top: 0; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
    h3 span { text-transform: uppercase; font-size: .75em; letter-spacing: .05em; }
    figure { margin: 1rem 0; overflow-x: auto; }
    figure svg { display: block; max-width: 100%; height: auto; }
    a { color: var(--link); }
    @media print { body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
      h2, h3, tr, pre, figure, section { break-inside: avoid; } h2, h3 { break-after: avoid; }
      .scroll, pre, figure { overflow: visible; } pre { white-space: pre-wrap; }
      figure svg { min-width: 0 !important; } }
    @media (max-width: 40rem) { main { padding: .75rem; } table { font-size: .875rem; }
      .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
        clip-path: inset(50%); }
      .rows tr { display: block; margin: 0 0 .75rem; border: 1px solid var(--line); }
      .rows th, .rows td { display: block; border: 0; border-bottom: 1px solid var(--line); }
      .rows td::before { content: attr(data-label) ": "; color: var(--soft); font-weight: 400; } }
    """
}
