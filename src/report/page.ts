import { escaped, escapedAttribute } from "../text/markup.ts";

/** Text that is part of a page as it stands: only what these functions make, so that nothing from a file gets there unescaped. */
export interface Html {
  readonly html: string;
}

/** What stands within an element; text is escaped. */
export type Content = Html | string | readonly Content[];

const VOID = new Set(["meta", "br"]);

/** An element of a page. Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...content: readonly Content[]
): Html {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapedAttribute(String(value))}"`)
    .join("");
  if (VOID.has(name)) return { html: `<${name}${given}>` };
  return { html: `<${name}${given}>${content.map(textOf).join("")}</${name}>` };
}

/** A picture in its SVG text, which is made by our own hand and escaped there. */
export function inlinePicture(svg: string): Html {
  return { html: svg.replace(/^<\?xml[^>]*\?>\n/, "").trimEnd() };
}

function textOf(content: Content): string {
  if (typeof content === "string") return escaped(content);
  return "html" in content ? content.html : content.map(textOf).join("");
}

/** Plain type on white paper: read on a screen, printed on A4 with tables and pictures whole and heads repeated. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.55 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", Arial, "Liberation Sans", sans-serif;
  color: #222; background: #fff; max-width: 1080px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; }
h2 { font-size: 19px; margin: 32px 0 8px; border-bottom: 2px solid #0072b2; padding-bottom: 4px; }
.verdict { font-size: 17px; border-left: 5px solid #0072b2; background: #eceff4; padding: 10px 14px; margin: 14px 0; }
.about, .notes { color: #555; font-size: 13px; }
.notes p, .about p { margin: 3px 0; }
nav ol { columns: 2; margin: 8px 0 0; padding-left: 22px; }
figure { margin: 16px 0; }
figure svg { width: 100%; height: auto; max-width: 960px; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; margin: 8px 0; }
caption { caption-side: top; text-align: left; font-weight: bold; padding: 4px 0; }
th, td { padding: 3px 8px; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid #555; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.s { white-space: nowrap; }
.block { border-left: 2px solid #999; }
a { color: #0072b2; }
footer { margin-top: 40px; border-top: 1px solid #ddd; color: #555; font-size: 12px; }
@page { size: A4; margin: 14mm; }
@page wide { size: A4 landscape; margin: 12mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .scenario + .scenario { break-before: page; }
  .wide { page: wide; }
  h1, h2, caption { break-after: avoid; }
  figure, tr { break-inside: avoid; }
  figure { margin: 4mm 0; }
  thead { display: table-header-group; }
  .table { overflow: visible; }
  table { font-size: 8.5pt; }
  .wide table { font-size: 7.5pt; }
  th, td { padding: 1px 4px; }
  a { color: inherit; text-decoration: none; }
}
`;

/** A whole page in one file: it loads nothing, runs nothing, and says so to the browser. */
export function page(
  { language, title, style }: { readonly language: string; readonly title: string; readonly style: string },
  ...body: readonly Content[]
): string {
  const head = element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", {
      "http-equiv": "Content-Security-Policy",
      content: "default-src 'none'; style-src 'unsafe-inline'",
    }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("title", {}, title),
    element("style", {}, { html: style }),
  );
  return `<!DOCTYPE html>\n${element("html", { lang: language }, "\n", head, "\n", element("body", {}, ...body), "\n").html}\n`;
}
