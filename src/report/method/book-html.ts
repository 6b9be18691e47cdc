import { type Content, element, type Html, page } from "../page.ts";
import { type Block, type EquationLine, sourceId } from "./book-blocks.ts";

const STYLE = `
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
      ? [element("li", {}, element("a", { href: `#${block.id}` }, block.text))]
      : [],
  );
  const [first, ...others] = blocks.map((block) => blockHtml(block, ids));
  const nav = contents.length < 2 ? [] : [element("nav", {}, element("ul", {}, ...contents))];
  return page({ language, title: title ?? "", style: STYLE }, element("main", {}, first ?? [], nav, others));
}

function blockHtml(block: Block, ids: ReadonlySet<string>): Html {
  switch (block.kind) {
    case "heading":
      return element(`h${block.level}`, { id: block.id }, block.text);
    case "text":
      return element("p", {}, block.text);
    case "terms":
      return element(
        "dl",
        {},
        block.rows.map(({ term, text }) => [element("dt", {}, term), element("dd", {}, text)]),
      );
    case "sources":
      return element(
        "ol",
        {},
        block.rows.map(({ place, text }) => element("li", { id: sourceId(place), value: place + 1 }, text)),
      );
    case "quantity": {
      const { id, name, label, unit, doc, lines, place } = block;
      const head = [
        element("code", {}, element("b", {}, name)),
        ...(label === "" ? [] : [label]),
        ...(unit === "" ? [] : [element("span", { class: "unit" }, unit)]),
        element("span", { class: "place" }, place),
      ];
      return element(
        "section",
        { id },
        element("p", {}, ...head.flatMap((part, i) => (i === 0 ? [part] : [" ", part]))),
        doc === "" ? [] : element("p", {}, cited(doc)),
        lines.length === 0
          ? []
          : element(
              "pre",
              {},
              lines.map((line, i) => [i === 0 ? "" : "\n", equationHtml(line, ids)]),
            ),
      );
    }
  }
}

function equationHtml({ left, right, when }: EquationLine, ids: ReadonlySet<string>): Content {
  return [
    `${left} = `,
    linked(right, ids),
    when === undefined ? "" : ["  ", element("span", { class: "when" }, `(${when})`)],
  ];
}

/** A formula whose names lead to their entries. */
function linked(formula: string, ids: ReadonlySet<string>): Content {
  return formula
    .split(/([A-Za-z_][A-Za-z0-9_]*)/)
    .map((part) => (ids.has(part) ? element("a", { href: `#${part}` }, part) : part));
}

/** A text whose `[3]` lead to the list of sources. */
function cited(text: string): Content {
  return text.split(/(\[\d+\])/).map((part) => {
    const place = /^\[(\d+)\]$/.exec(part)?.[1];
    return place === undefined ? part : element("a", { href: `#${sourceId(Number(place) - 1)}` }, part);
  });
}
