import { queueSentences } from "../../../text/sentences/queue.ts";

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
