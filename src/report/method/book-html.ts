import { escaped, escapedAttribute } from "../../text/markup.ts";
import { type Block, type EquationLine, sourceId } from "./book-blocks.ts";

const style = `
body{font:16px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733;background:#fff;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.25}h2{margin-top:3rem;border-bottom:1px solid #c8d0d8}
nav ul{columns:18rem;padding-left:1.2rem}
section{margin:1rem 0;padding-left:.8rem;border-left:3px solid #dfe5ea}
section p{margin:.2rem 0}
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
pre{white-space:pre-wrap;background:#f4f6f8;padding:.5rem .7rem;margin:.4rem 0;border-radius:4px}
a{color:#0b5cad;text-decoration:none}a:hover,a:focus{text-decoration:underline}
.unit,.place,.when{color:#56636f}.place{font-size:.85em}
:target{background:#fff6d6}
@media print{body{margin:0;max-width:none;font-size:10pt}section{break-inside:avoid}nav{display:none}a{color:inherit}}
@media (prefers-color-scheme:dark){body{background:#14191e;color:#e4e9ee}pre{background:#1e262d}a{color:#7db8f0}.unit,.place,.when{color:#9fb0bf}:target{background:#3a3420}}
`;

/** The book as one page without scripts: names in formulas lead to their entries. */
export function bookHtml(blocks: readonly Block[], language: string): string {
  const ids = new Set(blocks.flatMap((block) => (block.kind === "quantity" ? [block.id] : [])));
  const [title] = blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
  const contents = blocks.flatMap((block) =>
    block.kind === "heading" && block.level === 2 && block.id !== undefined
      ? [`<li><a href="#${escapedAttribute(block.id)}">${escaped(block.text)}</a></li>`]
      : [],
  );
  const body = blocks.map((block) => `${blockHtml(block, ids)}${block === blocks[0] ? contentsHtml(contents) : ""}`);
  return `<!doctype html>
<html lang="${escapedAttribute(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title ?? "")}</title>
<style>${style}</style>
</head>
<body>
<main>
${body.join("\n")}
</main>
</body>
</html>
`;
}

function contentsHtml(entries: readonly string[]): string {
  return entries.length < 2 ? "" : `\n<nav><ul>\n${entries.join("\n")}\n</ul></nav>`;
}

function blockHtml(block: Block, ids: ReadonlySet<string>): string {
  switch (block.kind) {
    case "heading": {
      const id = block.id === undefined ? "" : ` id="${escapedAttribute(block.id)}"`;
      return `<h${block.level}${id}>${escaped(block.text)}</h${block.level}>`;
    }
    case "text":
      return `<p>${escaped(block.text)}</p>`;
    case "terms":
      return `<dl>\n${block.rows.map(({ term, text }) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join("\n")}\n</dl>`;
    case "sources":
      return `<ol>\n${block.rows.map(({ place, text }) => `<li id="${sourceId(place)}" value="${place + 1}">${escaped(text)}</li>`).join("\n")}\n</ol>`;
    case "quantity": {
      const { id, name, label, unit, doc, lines, place } = block;
      const head = [
        `<code><b>${escaped(name)}</b></code>`,
        ...(label === "" ? [] : [escaped(label)]),
        ...(unit === "" ? [] : [`<span class="unit">${escaped(unit)}</span>`]),
        `<span class="place">${escaped(place)}</span>`,
      ];
      const about = doc === "" ? "" : `\n<p>${cited(escaped(doc))}</p>`;
      const equations =
        lines.length === 0 ? "" : `\n<pre>${lines.map((line) => equationHtml(line, ids)).join("\n")}</pre>`;
      return `<section id="${escapedAttribute(id)}"><p>${head.join(" ")}</p>${about}${equations}</section>`;
    }
  }
}

function equationHtml({ left, right, when }: EquationLine, ids: ReadonlySet<string>): string {
  const behind = when === undefined ? "" : `  <span class="when">(${escaped(when)})</span>`;
  return `${escaped(left)} = ${linked(right, ids)}${behind}`;
}

/** A formula whose names lead to their entries. */
function linked(formula: string, ids: ReadonlySet<string>): string {
  return formula
    .split(/([A-Za-z_][A-Za-z0-9_]*)/)
    .map((part) => (ids.has(part) ? `<a href="#${part}">${part}</a>` : escaped(part)))
    .join("");
}

/** A text whose `[3]` lead to the list of sources. */
function cited(html: string): string {
  return html.replace(/\[(\d+)\]/g, (text, place) => `<a href="#${sourceId(Number(place) - 1)}">${text}</a>`);
}
