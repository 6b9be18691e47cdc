import { en } from "../report/words/page/en.ts";
import { zh } from "../report/words/page/zh.ts";
import { escapedAttribute } from "../text/markup.ts";
import type { Label } from "../text/problems.ts";

/** What the list of pages shows: regions with their scenarios, by ids that are names. */
export interface IndexParts {
  readonly rows: readonly { readonly label: Label; readonly scenarios: readonly string[] }[];
  readonly language: "en" | "zh";
  readonly style: string;
}

/** The list of all pages, without any script. */
export function indexHtml({ rows, language, style }: IndexParts, sha256: (text: string) => string): string {
  const words = language === "en" ? en : zh;
  const other = language === "en" ? "zh" : "en";
  const say = (label: Label) => escapedAttribute(label[language]);
  const policy = `default-src 'none'; style-src 'sha256-${sha256(style)}'; base-uri 'none'; form-action 'none'`;
  const items = rows.map(({ label, scenarios }) => {
    const links = scenarios.map((id) => {
      const name = escapedAttribute(id.slice(id.indexOf("/") + 1));
      return `<a href="page/${escapedAttribute(id)}?lang=${language}">${name}</a>`;
    });
    return `<li><b>${say(label)}</b> ${links.join(" ")}</li>`;
  });
  return `<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedAttribute(words.allPages)}</title>
<style>${style}</style>
</head>
<body>
<div id="page">
<header><div class="title"><h1>${escapedAttribute(words.allPages)}</h1><a href="?lang=${other}">${escapedAttribute(words.language)}</a></div></header>
<ul class="pages">
${items.join("\n")}
</ul>
</div>
</body>
</html>
`;
}
