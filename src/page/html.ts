import { escapedAttribute } from "../text/markup.ts";

/** The parts of a page, each whole and as it goes into it. */
export interface PageParts {
  readonly title: string;
  readonly language: string;
  readonly style: string;
  /** The interface, and the engine that it starts in a worker. */
  readonly script: string;
  readonly engine: string;
  /** What writes workbooks, started when one is saved. */
  readonly workbook: string;
  /** JSON of what it shows before the engine is ready. */
  readonly opening: string;
  /** The packed scenarios, in base64. */
  readonly pack: string;
  /** Hosts that it may ask; none in a file. */
  readonly connect?: string;
}

/**
 * The page as one HTML text that needs nothing else. Its policy lets run what stands here alone, by its hashes
 * (`sha256` gives one in base64), and reach nothing.
 */
export function pageHtml(parts: PageParts, sha256: (text: string) => string): string {
  const { title, language, style, opening, pack, connect = "'none'" } = parts;
  const [script, engine, workbook] = [parts.script, parts.engine, parts.workbook].map(insideScript);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script)}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${sha256(style)}'`,
    "worker-src blob:",
    // The page's own picture on its way to a PNG.
    "img-src blob:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${escapedAttribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapedAttribute(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<script type="application/json" id="opening">${opening.replaceAll("<", "\\u003c")}</script>
<script type="text/plain" id="engine">${engine}</script>
<script type="text/plain" id="workbook">${workbook}</script>
<script type="text/plain" id="pack">${pack}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** A program as it may stand inside of a script element: nothing in it ends or comments the element out. */
function insideScript(program: string): string {
  return program.replace(/<(?=\/script|!--)/gi, "\\x3c");
}
