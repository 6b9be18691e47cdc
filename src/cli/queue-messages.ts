import type { Language } from "./messages.ts";

/** What `peakpath worker` says. */
export interface QueueMessages {
  readonly ready: (queue: string) => string;
  readonly served: (parts: number) => string;
  readonly otherFiles: (scenario: string) => string;
}

const en: QueueMessages = {
  ready: (queue) => `Waiting for parts of batches at ${queue}; Ctrl-C ends it after the part in hand`,
  served: (parts) => `${parts} parts computed`,
  otherFiles: (scenario) =>
    `this worker's model, region, design or version differs from that of the batch of ${scenario}; install the same on both`,
};

const zh: QueueMessages = {
  ready: (queue) => `正在 ${queue} 等待批量运行的分段；按 Ctrl-C 完成手头一段后结束`,
  served: (parts) => `已计算 ${parts} 段`,
  otherFiles: (scenario) => `本机的模型、地区、设计或版本与 ${scenario} 批量运行的不一致；请在两边安装相同版本`,
};

export const queueMessages: Readonly<Record<Language, QueueMessages>> = { en, zh };
