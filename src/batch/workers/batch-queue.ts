import { setTimeout as pause } from "node:timers/promises";
import type { Queue } from "bullmq";
import { partsOf } from "../batch.ts";
import type { PartContent, PartForm } from "../batch-part.ts";
import type { LoadedBatch } from "./batch-load.ts";
import type { Hands } from "./batch-run.ts";
import { hideAddress, redisPlace } from "./queue-address.ts";
import {
  type Desk,
  firstDesk,
  type MakeEnd,
  openDesk,
  QUEUE_NAME,
  queuePackages,
  reopenSession,
  resultKey,
  unfitKey,
} from "./queue-connection.ts";
import { type QueueEvent, QueueFailure, troubleTeller } from "./queue-event.ts";
import { isScenarioName, MOST_TEXT, type PartJob, textSize } from "./queue-job.ts";
import { mostBytes, partFromQueue } from "./queue-result.ts";
import { isAnswer, isLasting, troubleOf } from "./queue-trouble.ts";
import { queueWatch } from "./queue-watch.ts";

export interface QueueCall {
  readonly address: string;
  /** Seconds to wait while nothing comes back. */
  readonly wait: number;
  readonly form: PartForm;
  readonly tell: (event: QueueEvent) => void;
}

/** Parts that wait or are computed at a time, and the characters of their designs. */
const IN_QUEUE = 32;
const LEAST_IN_QUEUE = 2;
const TEXT_IN_QUEUE = 64_000_000;
const LOOK_MILLISECONDS = 50;
const LOST_MILLISECONDS = 2000;
/** States of a job from which a result can still come. */
const comingStates: ReadonlySet<string> = new Set(["waiting", "active", "delayed"]);
/** Without any result for so long, jobs are looked for in the lists of the queue too. */
const STRAY_MILLISECONDS = 5000;
const REFUSED_MILLISECONDS = 1000;
const STOP_SECONDS = 2;
/** Results of one batch that may come back damaged; those parts are asked for again. */
const MOST_DAMAGED = 5;

/**
 * Hands behind a queue in Redis: every part is a job, and its content comes back through Redis. A part is a pure function
 * of the batch, so that one computed twice, or by a worker that came back, does no harm, and one that a Redis has lost is
 * asked for again.
 *
 * @throws QueueFailure where the queue cannot be had at all, or does not take this batch.
 */
export async function queueHands(loaded: LoadedBatch, call: QueueCall): Promise<Hands> {
  const { tell, wait, form } = call;
  const { id, request, batch, identity } = loaded;
  const place = redisPlace(call.address);
  hideAddress(place);
  const refused = (event: QueueEvent) => new QueueFailure(event, { running: false });
  if (!isScenarioName(request.scenario)) throw refused({ kind: "out_of_reach", scenario: request.scenario });
  const size = request.design === undefined ? 0 : textSize(request.design.texts);
  if (size > MOST_TEXT) throw refused({ kind: "large_design", characters: MOST_TEXT });
  const inQueue = Math.max(LEAST_IN_QUEUE, Math.min(IN_QUEUE, Math.floor(TEXT_IN_QUEUE / Math.max(1, size))));
  const ranges = partsOf(batch);
  const packages = await queuePackages();
  const makeQueue: MakeEnd<Queue> = (options) => {
    const queue = new packages.Queue(QUEUE_NAME, options);
    // What breaks shows in what is asked of it.
    queue.on("error", () => undefined);
    return { end: queue, ready: () => queue.waitUntilReady(), close: () => queue.close() };
  };
  let desk = await firstDesk(packages, place, makeQueue);

  const jobId = (part: number) => `${id}-${form}-${part}`;
  const keyOf = (part: number) => resultKey(id, part, form);
  /** Parts that were asked for and have not come back, and those of them that are not in the queue yet. */
  const waiting = new Set<number>();
  let toAdd: number[] = [];
  let failure: Error | undefined;
  const fail = (event: QueueEvent): void => {
    failure ??= new QueueFailure(event, { running: true });
  };
  let next: () => number | undefined = () => undefined;
  let done: (part: number, content: PartContent) => void = () => undefined;
  let lastBack = Date.now();
  let damaged = 0;
  const feed = (): void => {
    while (waiting.size < inQueue && failure === undefined) {
      const part = next();
      if (part === undefined) return;
      // Time counts from the first part that is waited for.
      if (waiting.size === 0) lastBack = Date.now();
      waiting.add(part);
      toAdd.push(part);
    }
  };
  const add = async ({ ask, end }: Desk<Queue>, part: number): Promise<void> => {
    const job: PartJob = { request, identity, id, part, form };
    await ask(end.add("part", job, { jobId: jobId(part), removeOnComplete: true, removeOnFail: true }));
  };
  /** Takes what has come back, in whatever order. */
  const collect = async ({ ask, redis }: Desk<Queue>): Promise<void> => {
    const parts = [...waiting];
    const sizes = await ask(Promise.all(parts.map((part) => redis.strlen(keyOf(part)))));
    for (const [i, part] of parts.entries()) {
      if (sizes[i] === 0) continue;
      const fetched = sizes[i] <= mostBytes(batch, ranges[part]);
      const bytes = fetched ? await ask(redis.getBuffer(keyOf(part))) : Buffer.alloc(0);
      // Another batch like this one may have taken it.
      if (bytes === null) continue;
      const content = partFromQueue(id, batch, ranges[part], form, bytes);
      if (content === undefined) {
        if (++damaged > MOST_DAMAGED) fail({ kind: "damaged", part });
      } else {
        waiting.delete(part);
        lastBack = Date.now();
        watch.came();
        done(part, content);
      }
      await ask(redis.del(keyOf(part)));
    }
    feed();
  };
  /** Whether a job stands in no list any more, as after a Redis that threw away what it had no room for. */
  const isStray = async ({ ask, end }: Desk<Queue>, part: number): Promise<boolean> => {
    if (Date.now() - lastBack < STRAY_MILLISECONDS) return false;
    if (comingStates.has(await ask(end.getJobState(jobId(part))))) return false;
    await ask(end.remove(jobId(part)));
    return true;
  };
  /**
   * Asks again for parts whose job has gone and whose content is not there: Redis lost it, another batch like this one
   * took it, or it expired while this program stood still.
   */
  const askAgain = async (at: Desk<Queue>): Promise<void> => {
    toAdd = [];
    for (const part of [...waiting]) {
      // A job goes only when its content is there: looked for in this order, none is missed between the two.
      if ((await at.ask(at.redis.exists(at.end.toKey(jobId(part))))) > 0 && !(await isStray(at, part))) continue;
      if ((await at.ask(at.redis.exists(keyOf(part)))) === 0) await add(at, part);
    }
  };
  const watch = queueWatch(place.db ?? 0, tell);
  let asked = 0;
  const look = async (at: Desk<Queue>): Promise<void> => {
    while (toAdd.length > 0) {
      await add(at, toAdd[0]);
      toAdd.shift();
    }
    await collect(at);
    if (Date.now() - asked < LOST_MILLISECONDS) return;
    await askAgain(at);
    asked = Date.now();
    if (waiting.size === 0) return;
    const nobody = await watch.look(at, unfitKey(id), (asked - lastBack) / 1000);
    if (nobody !== undefined) fail(nobody);
  };

  const stopping = new AbortController();
  const stopped = stopping.signal;
  const limit = () => lastBack + wait * 1000;
  const gaveUp = (why: QueueEvent): void => fail({ kind: "gave_up", why });
  const troubles = troubleTeller(tell);
  const round = async (): Promise<void> => {
    try {
      await look(desk);
      troubles.over();
      if (waiting.size > 0 && Date.now() > limit()) gaveUp(watch.state());
    } catch (error) {
      if (stopped.aborted) return;
      if (isLasting(error)) return fail({ kind: "trouble", trouble: troubleOf(error) });
      const trouble = troubles.tell(error);
      if (Date.now() > limit()) gaveUp(trouble);
      else if (isAnswer(error)) await pause(REFUSED_MILLISECONDS, undefined, { signal: stopped });
      else {
        desk.close();
        await replace();
      }
    }
  };
  const replace = async (): Promise<void> => {
    try {
      const session = await reopenSession(packages, place, limit(), stopped);
      if (session === undefined) return;
      desk = await openDesk(session, makeQueue);
      tell({ kind: "back" });
      asked = 0;
    } catch (error) {
      if (Date.now() > limit()) gaveUp(troubles.tell(error));
    }
  };
  const looking = (async () => {
    while (!stopped.aborted && failure === undefined) {
      await round();
      await pause(LOOK_MILLISECONDS, undefined, { signal: stopped });
    }
  })().catch((error) => {
    // Whatever else goes wrong here ends the batch as an error of the program.
    if (!stopped.aborted) failure ??= error as Error;
  });
  return {
    start: (take, give) => {
      next = take;
      done = give;
      feed();
    },
    wake: feed,
    stop: async () => {
      if (stopped.aborted) return;
      stopping.abort();
      const last = desk;
      const left = [...waiting].map((part) => last.end.remove(jobId(part)));
      await last.ask(Promise.allSettled(left), STOP_SECONDS).catch(() => undefined);
      last.close();
      await Promise.race([looking, pause(STOP_SECONDS * 1000, undefined, { ref: false })]);
    },
    failure: () => failure,
  };
}
