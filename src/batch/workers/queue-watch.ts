import type { Queue } from "bullmq";
import type { Desk, Session } from "./queue-connection.ts";
import type { QueueEvent } from "./queue-event.ts";
import { type Refusal, readRefusal } from "./queue-refusal.ts";
import { isAnswer } from "./queue-trouble.ts";

/** How long nobody may listen before a word is said of it. */
const NOBODY_SECONDS = 5;
/** How long nobody that fits may listen before the batch ends: another may just be starting. */
const UNFIT_SECONDS = 15;
/** After how long without any result that is said, and after how much longer each time it is said again. */
const SILENT_SECONDS = 60;
const LONGER = 5;
/** Refusals that are read and shown at most. */
const MOST_REFUSALS = 1000;
const MOST_SHOWN = 5;

/** Looks who listens to the queue in database `db` of a Redis while nothing comes back, and says so. */
export function queueWatch(db: number, tell: (event: QueueEvent) => void) {
  let seen = false;
  let saidNobody = false;
  let saySilence = SILENT_SECONDS;
  let unfitSince: number | undefined;
  let state: QueueEvent = { kind: "no_worker", seen: false };
  const saidUnfit = new Set<string>();

  /** The names of the workers that listen; undefined where this Redis does not tell. */
  const listening = async ({ ask, end }: Desk<Queue>): Promise<string[] | undefined> => {
    try {
      const found = await ask(end.getWorkers());
      // A Redis that has no list of its clients gives one without their names.
      if (found.some(({ rawname }) => rawname === undefined)) return undefined;
      return found.filter((worker) => Number(worker.db) === db).map(({ rawname }) => rawname.replace(/^.*?:w:/, ""));
    } catch (error) {
      if (isAnswer(error)) return undefined;
      throw error;
    }
  };
  const refusals = async ({ ask, redis }: Session, unfit: string): Promise<Map<string, Refusal>> => {
    const found = new Map<string, Refusal>();
    if ((await ask(redis.hlen(unfit))) > MOST_REFUSALS) return found;
    for (const [name, said] of Object.entries(await ask(redis.hgetall(unfit)))) {
      const refusal = readRefusal(said);
      if (refusal !== undefined) found.set(name, refusal);
    }
    return found;
  };
  return {
    /** A result has come. */
    came: (): void => {
      seen = true;
      saidNobody = false;
      saySilence = SILENT_SECONDS;
    },
    /** Why nothing has come back, as far as it is known. */
    state: () => state,
    /** Looks, `waited` seconds after the last result; what comes back is why nobody who fits will come. */
    look: async (desk: Desk<Queue>, unfit: string, waited: number): Promise<QueueEvent | undefined> => {
      const names = await listening(desk);
      const refused = await refusals(desk, unfit);
      for (const [name, refusal] of refused) {
        if (saidUnfit.has(name) || saidUnfit.size >= MOST_SHOWN) continue;
        saidUnfit.add(name);
        tell({ kind: "refusal", refusal });
      }
      if (names?.length === 0) {
        unfitSince = undefined;
        state = { kind: "no_worker", seen };
        if (!saidNobody && waited >= NOBODY_SECONDS) {
          tell(state);
          saidNobody = true;
        }
        return undefined;
      }
      if (names !== undefined) {
        seen = true;
        saidNobody = false;
      }
      // Where Redis does not tell who listens, those that refuse are all that is known.
      const unfitAll = names === undefined ? refused.size > 0 : names.every((name) => refused.has(name));
      unfitSince = unfitAll ? (unfitSince ?? Date.now()) : undefined;
      const grace = names === undefined ? SILENT_SECONDS : UNFIT_SECONDS;
      if (unfitSince !== undefined && Math.min(waited * 1000, Date.now() - unfitSince) >= grace * 1000) {
        const all = [...refused].filter(([name]) => names?.includes(name) ?? true).map(([, refusal]) => refusal);
        const more = Math.max(0, all.length - MOST_SHOWN);
        return { kind: "nobody_fits", refusals: all.slice(0, MOST_SHOWN), more };
      }
      state = { kind: "nothing_back", seconds: waited, workers: names?.length };
      if (waited >= saySilence) {
        tell(state);
        saySilence *= LONGER;
      }
      return undefined;
    },
  };
}
