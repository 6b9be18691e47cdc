import type { Queue } from "bullmq";
import { durationText } from "../../report/text/size-text.ts";
import type { Language } from "../../report/words/messages.ts";
import type { QueueMessages } from "../../report/words/queue-messages.ts";
import type { Session } from "./queue-connection.ts";
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

interface Watched extends Session {
  readonly queue: Queue;
}

/** Looks who listens to a queue while nothing comes back, and says so. */
export interface QueueWatch {
  /** A result has come. */
  readonly came: () => void;
  /** Looks, `waited` seconds after the last result; what comes back is why nobody who fits will come. */
  readonly look: (watched: Watched, unfit: string, waited: number) => Promise<string | undefined>;
  /** Why nothing has come back, as far as it is known. */
  readonly state: () => string;
}

export function queueWatch({
  text,
  language,
  address,
  db,
  say,
}: {
  text: QueueMessages;
  language: Language;
  /** Of the Redis, without name and password. */
  address: string;
  db: number;
  say: (line: string) => void;
}): QueueWatch {
  let seen = false;
  let saidNobody = false;
  let saySilence = SILENT_SECONDS;
  let unfitSince: number | undefined;
  let state = text.noWorker(address, false);
  const saidUnfit = new Set<string>();

  /** The names of the workers that listen; undefined where this Redis does not tell. */
  const listening = async ({ ask, queue }: Watched): Promise<string[] | undefined> => {
    try {
      const found = await ask(queue.getWorkers());
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
    came: () => {
      seen = true;
      saidNobody = false;
      saySilence = SILENT_SECONDS;
    },
    state: () => state,
    look: async (watched, unfit, waited) => {
      const names = await listening(watched);
      const refused = await refusals(watched, unfit);
      for (const [name, refusal] of refused) {
        if (saidUnfit.has(name) || saidUnfit.size >= MOST_SHOWN) continue;
        saidUnfit.add(name);
        say(text.refusal(refusal));
      }
      if (names?.length === 0) {
        unfitSince = undefined;
        state = text.noWorker(address, seen);
        if (!saidNobody && waited >= NOBODY_SECONDS) {
          say(state);
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
        const lines = [...refused]
          .filter(([name]) => names?.includes(name) ?? true)
          .map(([, own]) => text.refusal(own));
        return text.nobodyFits(lines.slice(0, MOST_SHOWN), Math.max(0, lines.length - MOST_SHOWN));
      }
      state = text.nothingBack(durationText(waited, language), names?.length);
      if (waited >= saySilence) {
        say(state);
        saySilence *= LONGER;
      }
      return undefined;
    },
  };
}
