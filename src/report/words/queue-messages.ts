import { placeText, type RedisPlace } from "../../batch/workers/queue-address.ts";
import type { Refusal, RefusalCode } from "../../batch/workers/queue-refusal.ts";
import type { Trouble, TroubleKind } from "../../batch/workers/queue-trouble.ts";
import { quote } from "../../text/quote.ts";
import type { Language } from "./messages.ts";

/** What `peakpath worker` says, and `peakpath batch` of its queue. */
export interface QueueMessages {
  readonly ready: (queue: string) => string;
  readonly served: (parts: number) => string;
  /** What is wrong with a Redis. */
  readonly trouble: (trouble: Trouble, place: RedisPlace) => string;
  readonly waiting: (trouble: string, limit: string) => string;
  readonly back: (queue: string) => string;
  readonly gaveUp: (waited: string, why: string) => string;
  readonly noWorker: (queue: string, seen: boolean) => string;
  /** The number of workers is undefined where Redis does not tell it. */
  readonly nothingBack: (waited: string, workers: number | undefined) => string;
  readonly refusal: (refusal: Refusal) => string;
  readonly nobodyFits: (refusals: readonly string[], more: number) => string;
  readonly givesBack: (scenario: string, why: string) => string;
  readonly kept: (folder: string | undefined) => string;
  readonly damaged: (part: number) => string;
  readonly wrongJob: (what: string) => string;
  readonly outOfReach: (scenario: string) => string;
  readonly largeDesign: (most: string) => string;
}

type Words<K extends string> = Readonly<Record<K, (detail: string, place: RedisPlace) => string>>;

const at = placeText;

const troubleEn: Words<TroubleKind> = {
  refused: (_, place) =>
    `no Redis answers at ${at(place)} (connection refused); start one${place.port === undefined ? "" : `, such as: redis-server --port ${place.port}`}`,
  no_socket: (_, place) => `there is no socket of a Redis at ${at(place)}`,
  unknown_host: (_, place) => `the host ${place.host} is not known here (name not found)`,
  unreachable: (detail, place) => `${at(place)} cannot be reached from here (${quote(detail)})`,
  no_connection: (_, place) =>
    place.tls === undefined
      ? `${at(place)} does not take the connection within 10 s`
      : `${at(place)} does not answer in TLS within 10 s; if it speaks without TLS, write redis:// in place of rediss://`,
  silent: (_, place) => `${at(place)} is connected, but nothing there answers within 10 s`,
  loading: (_, place) => `the Redis at ${at(place)} is still loading its data`,
  closed: (_, place) =>
    `${at(place)} closes the connection${place.tls === undefined ? "; if it speaks TLS, write rediss:// in place of redis://" : "; it may ask for a certificate of the client, which peakpath has not"}`,
  lost: (_, place) => `the connection to the Redis at ${at(place)} is lost`,
  needs_password: (_, place) =>
    `the Redis at ${at(place)} asks for a password; write it into the address: redis://:PASSWORD@${at(place)}`,
  wrong_password: (_, place) => `the Redis at ${at(place)} refuses this name or password`,
  not_allowed: (detail, place) =>
    `the user of the Redis at ${at(place)} may not do what a queue needs (${quote(detail)}); give it the keys peakpath:* and all commands on them`,
  no_database: (_, place) => `the Redis at ${at(place)} has no database ${place.db}; usually there are 0 to 15`,
  no_redis: (_, place) => `what answers at ${at(place)} is no Redis`,
  untrusted: (_, place) =>
    `the certificate of ${at(place)} is signed by nobody whom this machine trusts; name the file of its authority in NODE_EXTRA_CA_CERTS`,
  wrong_certificate: (detail, place) => `the certificate of ${at(place)} does not hold (${quote(detail)})`,
  no_tls: (detail, place) =>
    `${at(place)} and this machine come to no TLS (${quote(detail)}); if it speaks without TLS, write redis:// in place of rediss://`,
  refuses: (detail, place) => `the Redis at ${at(place)} gives an error: ${quote(detail)}`,
};

const troubleZh: Words<TroubleKind> = {
  refused: (_, place) =>
    `${at(place)} 没有 Redis 应答（连接被拒绝）；请启动一个${place.port === undefined ? "" : `，例如：redis-server --port ${place.port}`}`,
  no_socket: (_, place) => `${at(place)} 没有 Redis 的套接字`,
  unknown_host: (_, place) => `找不到主机 ${place.host}（无法解析名称）`,
  unreachable: (detail, place) => `从本机无法到达 ${at(place)}（${quote(detail)}）`,
  no_connection: (_, place) =>
    place.tls === undefined
      ? `${at(place)} 在 10 秒内未接受连接`
      : `${at(place)} 在 10 秒内没有 TLS 应答；若它不用 TLS，请把 rediss:// 改为 redis://`,
  silent: (_, place) => `已连上 ${at(place)}，但 10 秒内没有任何应答`,
  loading: (_, place) => `${at(place)} 的 Redis 仍在载入数据`,
  closed: (_, place) =>
    `${at(place)} 关闭了连接${place.tls === undefined ? "；若它使用 TLS，请把 redis:// 改为 rediss://" : "；它可能要求客户端证书，而 peakpath 没有"}`,
  lost: (_, place) => `与 ${at(place)} 的 Redis 的连接中断`,
  needs_password: (_, place) => `${at(place)} 的 Redis 需要密码；请写入地址：redis://:密码@${at(place)}`,
  wrong_password: (_, place) => `${at(place)} 的 Redis 拒绝该用户名或密码`,
  not_allowed: (detail, place) =>
    `${at(place)} 的 Redis 用户无权执行队列所需的命令（${quote(detail)}）；请授予 peakpath:* 各键的全部命令`,
  no_database: (_, place) => `${at(place)} 的 Redis 没有 ${place.db} 号数据库；通常为 0 至 15`,
  no_redis: (_, place) => `${at(place)} 上应答的不是 Redis`,
  untrusted: (_, place) => `本机不信任 ${at(place)} 证书的签发者；请用 NODE_EXTRA_CA_CERTS 指明其签发机构的证书文件`,
  wrong_certificate: (detail, place) => `${at(place)} 的证书无效（${quote(detail)}）`,
  no_tls: (detail, place) =>
    `本机与 ${at(place)} 无法建立 TLS（${quote(detail)}）；若它不用 TLS，请把 rediss:// 改为 redis://`,
  refuses: (detail, place) => `${at(place)} 的 Redis 报错：${quote(detail)}`,
};

const who = ({ host, pid }: Refusal) => `${host}, process ${pid}`;
const listed = ({ names, count }: Refusal, more: (count: number) => string) =>
  `${names.join(", ")}${count > names.length ? more(count - names.length) : ""}`;

const refusalEn: Readonly<Record<RefusalCode, (refusal: Refusal) => string>> = {
  version: ({ version }) => `it runs peakpath ${version}; install the same version on both`,
  files: (refusal) =>
    `these differ from those of the batch: ${listed(refusal, (count) => ` and ${count} more`)}; install the same on both`,
  place: (refusal) =>
    `it cannot read the batch there (${listed(refusal, (count) => ` and ${count} more places`)}); its own output says why`,
  settings: () => "the batch is not allowed there; its own output says why",
  error: () => "an error of the program stopped it; its own output says which",
};

const refusalZh: Readonly<Record<RefusalCode, (refusal: Refusal) => string>> = {
  version: ({ version }) => `其 peakpath 版本为 ${version}；请在两边安装相同版本`,
  files: (refusal) =>
    `与批量运行不一致：${listed(refusal, (count) => ` 等，另有 ${count} 个`)}；请在两边安装相同的文件`,
  place: (refusal) => `在那里无法读取该批量运行(${listed(refusal, (count) => ` 等，另有 ${count} 处`)})；原因见其输出`,
  settings: () => "该批量运行的设定在那里不被允许；原因见其输出",
  error: () => "程序出错而停止；详情见其输出",
};

const en: QueueMessages = {
  ready: (queue) => `Waiting for parts of batches at ${queue}; Ctrl-C ends it after the part in hand`,
  served: (parts) => `${parts} parts computed`,
  trouble: ({ kind, detail }, place) => troubleEn[kind](detail, place),
  waiting: (trouble, limit) => `${trouble}. Waiting up to ${limit} for it (--wait)`,
  back: (queue) => `The Redis at ${queue} answers again`,
  gaveUp: (waited, why) => `nothing came back for ${waited} (--wait): ${why}`,
  noWorker: (queue, seen) =>
    `no worker listens ${seen ? "any more" : "yet"}; start one with: peakpath worker --queue ${queue}`,
  nothingBack: (waited, workers) =>
    `nothing has come back for ${waited}${workers === undefined ? "" : `, though ${workers} ${workers === 1 ? "worker listens" : "workers listen"}`}`,
  refusal: (refusal) => `worker on ${who(refusal)}, gives its parts back: ${refusalEn[refusal.code](refusal)}`,
  nobodyFits: (refusals, more) =>
    `no worker that fits listens:\n  ${refusals.join("\n  ")}${more > 0 ? `\n  and ${more} more` : ""}`,
  givesBack: (scenario, why) => `a part of ${scenario} is given back: ${why}`,
  kept: (folder) =>
    folder === undefined
      ? "Without --out nothing is kept"
      : `What had come back is kept in ${folder}, and the same command with --resume goes on from there`,
  damaged: (part) => `part ${part} came back damaged again and again; something else writes into this Redis`,
  wrongJob: (what) => `a job in the queue is none of peakpath's (its ${what}); it was thrown away`,
  outOfReach: (scenario) =>
    `--queue takes scenarios by their name, such as zhejiang/policy, or by a path below this folder, since workers read them on their own machine; not "${quote(scenario)}"`,
  largeDesign: (most) => `a design of more than ${most} does not go through a queue; compute it in shards (--shard)`,
};

const zh: QueueMessages = {
  ready: (queue) => `正在 ${queue} 等待批量运行的分段；按 Ctrl-C 完成手头一段后结束`,
  served: (parts) => `已计算 ${parts} 段`,
  trouble: ({ kind, detail }, place) => troubleZh[kind](detail, place),
  waiting: (trouble, limit) => `${trouble}。最多等待 ${limit}（--wait）`,
  back: (queue) => `${queue} 的 Redis 恢复应答`,
  gaveUp: (waited, why) => `${waited}内没有任何结果返回（--wait）：${why}`,
  noWorker: (queue, seen) => `${seen ? "已" : "尚"}没有工作进程在等待；请启动：peakpath worker --queue ${queue}`,
  nothingBack: (waited, workers) =>
    `${workers === undefined ? "" : `虽有 ${workers} 个工作进程，`}${waited}内没有任何结果返回`,
  refusal: (refusal) =>
    `工作进程(主机 ${refusal.host}，进程 ${refusal.pid})退回分段：${refusalZh[refusal.code](refusal)}`,
  nobodyFits: (refusals, more) =>
    `没有合适的工作进程：\n  ${refusals.join("\n  ")}${more > 0 ? `\n  另有 ${more} 个` : ""}`,
  givesBack: (scenario, why) => `退回 ${scenario} 的一段：${why}`,
  kept: (folder) =>
    folder === undefined ? "未给 --out，结果未保存" : `已返回的结果保存在 ${folder}，同一命令加 --resume 可接着运行`,
  damaged: (part) => `第 ${part} 段多次返回时已损坏；有别的程序在写这个 Redis`,
  wrongJob: (what) => `队列中有一项不是 peakpath 的任务(${what})；已丢弃`,
  outOfReach: (scenario) =>
    `--queue 只接受情景名称(例如 zhejiang/policy)或本文件夹之下的路径，因为工作进程在各自的机器上读取；而不是 “${quote(scenario)}”`,
  largeDesign: (most) => `超过 ${most} 的设计不能经队列传送；请分片计算(--shard)`,
};

export const queueMessages: Readonly<Record<Language, QueueMessages>> = { en, zh };
