import { quote } from "../../text/quote.ts";
import type { Sentences } from "../../text/sentences/english.ts";
import type { readingSentences, Standing } from "../../text/sentences/reading.ts";

/** What stands at a place. */
function standing(what: Standing): string {
  if (what === "map") return "映射";
  if (what === "list") return "列表";
  if (what === "nothing") return "空";
  return "number" in what ? `数值 ${quote(what.number)}` : `“${quote(what.text)}”`;
}

const reading: typeof readingSentences = {
  more_mistakes: ({ count }) => `另有 ${count} 处错误`,
  map_needed: ({ example, found }) => `此处应为映射，例如 ${example}；现为${standing(found)}`,
  text_needed: ({ found }) => `此处应为文字；现为${standing(found)}`,
  number_needed: ({ found }) => `此处应为数值；现为${standing(found)}`,
  nothing_stands: () => "此处没有内容；请写出数值，或去掉该键",
};

/** Every refusal in Chinese. */
export const chineseSentences: Sentences = { ...reading };
