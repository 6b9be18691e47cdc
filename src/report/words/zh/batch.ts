import { batchSentences } from "../../../text/sentences/batch.ts";
import { standing } from "./pieces.ts";

/** What a design may have wrong; the sentences that are not here are said in English still. */
const translated: Partial<typeof batchSentences> = {
  too_many_combinations: ({ count, most }) => `网格有 ${count} 种组合；至多 ${most} 次运行；请减少取值`,
  whole_number_needed: ({ least, most, found }) => `此处应为 ${least} 至 ${most} 的整数；现为${standing(found)}`,
  list_too_long: ({ most, inputs }) => `表格超过 ${inputs} 个输入可读取的 ${most} 行`,
  whole_years: ({ text }) => `${text} 不是整年数`,
  whole_year_steps: ({ text }) => `${text} 不是整年数；请使各步落在整年上`,
  shape_needed: ({ least, most, found }) => `此处需要 ${least} 至 ${most} 的形状参数；现为 ${found}`,
  beyond_numbers: ({ key, value }) => `${key} 为 ${value} 时超出数值范围；请减小`,
};

export const batch: typeof batchSentences = { ...batchSentences, ...translated };
