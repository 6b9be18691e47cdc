import type { Block } from "./book-blocks.ts";

/** The book as Markdown, which reads on a terminal too. */
export function bookMarkdown(blocks: readonly Block[]): string[] {
  return blocks.flatMap(linesOf);
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return [`${"#".repeat(block.level)} ${block.text}`, ""];
    case "text":
      return [block.text, ""];
    case "terms":
      return [...block.rows.map(({ term, text }) => `- **${term}** ${text}`.trimEnd()), ""];
    case "sources":
      return [...block.rows.map(({ place, text }) => `${place + 1}. ${text}`), ""];
    case "quantity": {
      const { name, label, unit, doc, lines, place } = block;
      const named = [`**\`${name}\`**`, label, unit === "" ? "" : `(${unit})`].filter((text) => text !== "").join(" ");
      const equations = lines.map(
        ({ left, right, when }) => `    ${left} = ${right}${when === undefined ? "" : `    (${when})`}`,
      );
      return [`${named}  `, `${doc} \`${place}\``.trim(), "", ...(lines.length === 0 ? [] : [...equations, ""])];
    }
  }
}
