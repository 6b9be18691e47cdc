import type { Language } from "./messages.ts";

/** What `peakpath batch` and `peakpath merge` say beside their report. */
export interface BatchMessages {
  readonly progress: (now: { runs: string; of: string; rate: string; left: string }) => string;
  readonly dryRun: (plan: {
    runs: string;
    inputs: string;
    kind: string;
    parts: string;
    time: string;
    workers: number;
    disk: string;
    csv: string;
    /** Whether the tables of all runs are written anyway, only when asked for, or not by this command. */
    tables: "written" | "asked" | "none";
  }) => readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
  readonly shardDone: (done: { shard: number; of: number; runs: string; folder: string }) => string;
  readonly stopped: (done: { runs: string; of: string; folder: string | undefined }) => string;
  readonly cannotWrite: (trouble: { message: string; folder: string }) => string;
  readonly holdsBatch: (folder: string) => string;
  readonly otherBatch: (folder: string, changes: readonly string[]) => string;
  readonly noBatch: (folder: string) => string;
  readonly changed: (what: string, before?: string | number, now?: string | number) => string;
  readonly unlike: (first: string, other: string, changes: readonly string[]) => string;
  readonly missingParts: (missing: { count: number; runs: string; first: string }) => string;
}

const en: BatchMessages = {
  progress: ({ runs, of, rate, left }) => `${runs} of ${of} runs, ${rate} a second, ${left} left`,
  dryRun: ({ runs, inputs, kind, parts, time, workers, disk, csv, tables }) => [
    `${runs} runs (${kind}) over ${inputs} inputs, in ${parts} parts`,
    `About ${time} on ${workers} ${workers === 1 ? "core" : "cores"}, measured just now on this machine, for the runs alone (reading, statistics and files come on top)`,
    {
      written: `With --out: ${disk} for the parts and ${csv} for the tables of all runs`,
      asked: `With --out: ${disk} for the parts; with --keep outcomes ${csv} more for the tables of all runs`,
      none: `With --out: ${disk} for the parts`,
    }[tables],
  ],
  kinds: {
    grid: "grid",
    list: "list",
    monte_carlo: "Monte Carlo",
    latin_hypercube: "Latin hypercube",
    quasi_monte_carlo: "scrambled Sobol' points",
    sobol: "Saltelli's design for Sobol' indices",
    morris: "Morris trajectories",
  },
  shardDone: ({ shard, of, runs, folder }) =>
    `Shard ${shard} of ${of}: ${runs} runs are in ${folder}. When all shards are done: peakpath merge <folders> --out <folder>`,
  stopped: ({ runs, of, folder }) =>
    folder === undefined
      ? `Stopped after ${runs} of ${of} runs; without --out nothing is kept`
      : `Stopped after ${runs} of ${of} runs; they are kept in ${folder}, and the same command with --resume goes on from there`,
  cannotWrite: ({ message, folder }) =>
    `${message}. The parts that were written are whole, and the same command with --resume goes on in ${folder}`,
  holdsBatch: (folder) => `${folder} holds a batch already; --resume goes on with it, and another folder begins anew`,
  otherBatch: (folder, changes) =>
    `${folder} holds another batch, which cannot be resumed: ${changes.join("; ")}. Undo the change, or take another folder`,
  noBatch: (folder) => `${folder} holds no batch (no batch.json)`,
  changed: (what, before, now) =>
    before === undefined || now === undefined ? `${what} has changed` : `${what} was ${before} and is ${now}`,
  unlike: (first, other, changes) => `${other} holds another batch than ${first}: ${changes.join("; ")}`,
  missingParts: ({ count, runs, first }) =>
    `${count} parts (${runs} runs) are missing, the first of them ${first}; run the shards that lack them again with --resume`,
};

const zh: BatchMessages = {
  progress: ({ runs, of, rate, left }) => `已完成 ${runs} / ${of} 次，每秒 ${rate} 次，剩余 ${left}`,
  dryRun: ({ runs, inputs, kind, parts, time, workers, disk, csv, tables }) => [
    `${runs} 次运行（${kind}），${inputs} 个输入，分 ${parts} 段`,
    `用 ${workers} 个核约需 ${time}（刚在本机实测；仅指运行本身，读取、统计和写文件另计）`,
    {
      written: `加 --out：各段共占 ${disk}，逐次结果表占 ${csv}`,
      asked: `加 --out：各段共占 ${disk}；再加 --keep outcomes，逐次结果表另占 ${csv}`,
      none: `加 --out：各段共占 ${disk}`,
    }[tables],
  ],
  kinds: {
    grid: "网格",
    list: "列表",
    monte_carlo: "蒙特卡洛",
    latin_hypercube: "拉丁超立方",
    quasi_monte_carlo: "扰动 Sobol' 点列",
    sobol: "Saltelli 设计（Sobol' 指数）",
    morris: "Morris 轨迹",
  },
  shardDone: ({ shard, of, runs, folder }) =>
    `第 ${shard} 片（共 ${of} 片）：${runs} 次运行已存入 ${folder}。全部完成后：peakpath merge <各文件夹> --out <文件夹>`,
  stopped: ({ runs, of, folder }) =>
    folder === undefined
      ? `已完成 ${runs} / ${of} 次后停止；未给 --out，结果未保存`
      : `已完成 ${runs} / ${of} 次后停止；结果保存在 ${folder}，同一命令加 --resume 可接着运行`,
  cannotWrite: ({ message, folder }) => `${message}。此前写入的各段完整，同一命令加 --resume 可在 ${folder} 中接着运行`,
  holdsBatch: (folder) => `${folder} 中已有一批运行；加 --resume 接着运行，或换一个文件夹重新开始`,
  otherBatch: (folder, changes) =>
    `${folder} 中是另一批运行，不能接续：${changes.join("；")}。请撤销改动，或换一个文件夹`,
  noBatch: (folder) => `${folder} 中没有批量运行（缺 batch.json）`,
  changed: (what, before, now) =>
    before === undefined || now === undefined ? `${what} 已改动` : `${what} 原为 ${before}，现为 ${now}`,
  unlike: (first, other, changes) => `${other} 与 ${first} 不是同一批运行：${changes.join("；")}`,
  missingParts: ({ count, runs, first }) =>
    `缺 ${count} 段（${runs} 次运行），第一段为 ${first}；请对缺段的分片加 --resume 重新运行`,
};

export const batchMessages: Readonly<Record<Language, BatchMessages>> = { en, zh };
