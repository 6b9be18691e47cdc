import { quote } from "../../../text/quote.ts";
import type { Sentences } from "../../../text/sentences/english.ts";
import type { readingSentences } from "../../../text/sentences/files.ts";
import { batch, queue } from "./batch.ts";
import { commands, runs } from "./commands.ts";
import { files, writing } from "./files.ts";
import { formulas, models, units } from "./models.ts";
import { paths } from "./paths.ts";
import { guess, standing } from "./pieces.ts";
import { regions } from "./regions.ts";
import { scenario, targets } from "./scenario.ts";

const reading: typeof readingSentences = {
  more_mistakes: ({ count }) => `另有 ${count} 处错误`,
  map_needed: ({ example, found }) => `此处应为映射，例如 ${example}；现为${standing(found)}`,
  text_needed: ({ found }) => `此处应为文字；现为${standing(found)}`,
  number_needed: ({ found }) => `此处应为数值；现为${standing(found)}`,
  year_needed: ({ found }) => `此处应为年份，例如 2030；现为${standing(found)}`,
  flag_needed: ({ found }) => `此处应为 true 或 false；现为${standing(found)}`,
  nothing_stands: () => "此处没有内容；请写出数值，或去掉该键",
  unknown_key: ({ allowed, near }) => `未知的键；允许的有 ${allowed.join(", ")}${guess(near)}`,
  none_of: ({ text, allowed, near }) => `“${quote(text)}” 不在 ${allowed.join(", ")} 之内${guess(near)}`,
  label_missing: () => "名称须有 en 和 zh；两者都缺",
  label_missing_in: ({ language }) => `缺少 “${language}” 名称`,
};

/** Every refusal in Chinese. */
export const refusals: Sentences = {
  ...reading,
  ...files,
  ...units,
  ...formulas,
  ...models,
  ...paths,
  ...scenario,
  ...targets,
  ...batch,
  ...queue,
  ...writing,
  ...regions,
  ...runs,
  ...commands,
};
