import { batchSentences, queueSentences } from "../../../text/sentences/batch.ts";
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
