import { batchSentences, queueSentences } from "../../../text/sentences/batch.ts";
import { guess, standing } from "./pieces.ts";

/** What a design may have wrong; the sentences that are not here are said in English still. */
const translated: Partial<typeof batchSentences> = {
  certainty_missing: () => "缺少该历史误差表；calibrated 的抽样取自此表",
  certainty_row: ({ names, near }) => `该表没有此行；可用的行：${names.join("、")}${guess(near)}`,
  certainty_row_twice: () => "此行重复出现，只应写一次",
  certainty_row_missing: ({ names }) => `缺少下列各行：${names.join("、")}`,
  certainty_number: ({ least, most, text }) => `此处应为 ${least} 至 ${most} 的数；现为 “${text}”`,
  certainty_spread: ({ kinds }) => `此处的分布应为：${kinds.join("、")}`,
  certainty_shape: ({ kind }) => `这些数值不构成 ${kind} 分布`,
  certainty_delays: ({ sum }) => `各推迟年数的占比之和为 ${sum}，应为 1`,
  calibrated_kind: ({ kind }) =>
    `calibrated 逐年抽样，只用于 monte_carlo、latin_hypercube 或 quasi_monte_carlo，不用于 ${kind}`,
  calibrated_model: ({ model }) =>
    `模型 ${model} 未说明历史误差作用于何处（report: certainty）；请列出输入，或写 uncertain`,
  calibrated_with_uncertain: () => "历史误差已包含 uncertain 的范围；calibrated 与 uncertain 只能写一个",
  outcome_year: ({ from, to, text }) => `@ 之后应为 ${from} 至 ${to} 的年份，而不是 “${text}”`,
  all_needed: ({ found }) => `此处应为 all；现为${standing(found)}`,
  delivery_of_calibrated: () => "delivery 只用于 inputs: calibrated",
  delivery_needed: ({ found }) => `此处应为 as before、as planned，或按措施类别给出；现为${standing(found)}`,
  family_unknown: ({ name, names, near }) => `没有措施类别 “${name}”；该情景有：${names.join("、")}${guess(near)}`,
  no_such_levers: ({ id, names, near }) =>
    `该情景没有类别为 “${id}” 的措施；其类别有：${names.join("、")}${guess(near)}`,
  levers_word_needed: ({ id, near }) => `此处应为 levers.${id}.strength 或 levers.${id}.delay${guess(near)}`,
  no_lever_at_all: () => "该情景没有措施",
  no_such_lever: ({ id, near }) => `该情景没有措施 “${id}”；抽样只用于情景已采用的措施${guess(near)}`,
  lever_word_needed: ({ id, near }) =>
    `此处应为 levers.${id}.strength、levers.${id}.start 或 levers.${id}.delay${guess(near)}`,
  too_many_combinations: ({ count, most }) => `网格有 ${count} 种组合；至多 ${most} 次运行；请减少取值`,
  whole_number_needed: ({ least, most, found }) => `此处应为 ${least} 至 ${most} 的整数；现为${standing(found)}`,
  list_too_long: ({ most, inputs }) => `表格超过 ${inputs} 个输入可读取的 ${most} 行`,
  whole_years: ({ text }) => `${text} 不是整年数`,
  whole_year_steps: ({ text }) => `${text} 不是整年数；请使各步落在整年上`,
  shape_needed: ({ least, most, found }) => `此处需要 ${least} 至 ${most} 的形状参数；现为 ${found}`,
  beyond_numbers: ({ key, value }) => `${key} 为 ${value} 时超出数值范围；请减小`,
};

export const batch: typeof batchSentences = { ...batchSentences, ...translated };

const not = (shown: string | undefined) => (shown === undefined ? "" : `；而不是 “${shown}”`);

/** What is said of shards has no Chinese yet. */
export const queue: typeof queueSentences = {
  ...queueSentences,
  queue_unreadable: () => "--queue 无法读取地址；用户名或密码中的 % / ? # @ : 请写成 %25 %2F %3F %23 %40 %3A",
  queue_address_needed: ({ example, shown }) => `--queue 应为地址，例如 ${example}${not(shown)}`,
  queue_scheme_needed: ({ shown }) => `--queue 的地址须以 redis:// 或 rediss:// 开头${not(shown)}`,
  queue_without_host: ({ example }) => `--queue 没有主机；地址例如 ${example}`,
  queue_behind_host: ({ example }) =>
    `--queue 在主机和端口之后只接受数据库编号，例如 ${example}；密码中的 % / ? # @ : 请写成 %25 %2F %3F %23 %40 %3A`,
  queue_percent: ({ example }) => `--queue 的用户名或密码中有 %，但不是 % 编码；符号本身请写成 %25，例如 ${example}`,
  queue_packages: ({ install }) => `队列还需要两个软件包：${install}`,
};
