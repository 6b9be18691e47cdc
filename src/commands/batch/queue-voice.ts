import { bareAddress, redisPlace } from "../../batch/workers/queue-address.ts";
import { type Cause, type QueueEvent, QueueFailure } from "../../batch/workers/queue-event.ts";
import { bytesText, durationText, waitText } from "../../report/text/size-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { wording } from "../../report/words/wording.ts";
import { formatProblem, InputError, UsageError } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";

/** Lines of mistakes that a worker says of one batch. */
const MOST_LINES = 10;

/**
 * The voice of a command that waits `wait` seconds for the Redis at this address: a line for what happens at the queue, and
 * the refusal of a queue that failed, which ends with `kept` once the batch was running; any other error as it is.
 */
export function queueVoice(address: string, wait: number, words: Words) {
  const place = redisPlace(address);
  const text = words.queue;
  const worded = wording(words);
  const waited = waitText(wait, words);
  const causeLines = (cause: Cause): string[] => {
    if ("version" in cause) return [`peakpath ${quote(cause.version)}`];
    if ("differing" in cause) return cause.differing.map(quote);
    const { error } = cause;
    if (error instanceof InputError)
      return error.problems.map((problem) => formatProblem({ ...problem, message: worded(problem) }));
    if (error instanceof UsageError) return [worded(error)];
    return [`internal error: ${(error as Error).stack ?? String(error)}`];
  };
  const line = (event: QueueEvent): string => {
    switch (event.kind) {
      case "ready":
        return text.ready(bareAddress(place));
      case "back":
        return text.back(bareAddress(place));
      case "trouble":
        return text.trouble(event.trouble, place);
      case "waiting":
        return text.waiting(text.trouble(event.trouble, place), waited);
      case "gave_up":
        return text.gaveUp(waited, line(event.why));
      case "no_worker":
        return text.noWorker(bareAddress(place), event.seen);
      case "nothing_back":
        return text.nothingBack(durationText(event.seconds, words), event.workers);
      case "refusal":
        return text.refusal(event.refusal);
      case "nobody_fits":
        return text.nobodyFits(event.refusals.map(text.refusal), event.more);
      case "gives_back":
        return text.givesBack(quote(event.scenario), causeLines(event.cause).slice(0, MOST_LINES).join("\n  "));
      case "served":
        return text.served(event.parts);
      case "wrong_job":
        return text.wrongJob(event.what);
      case "damaged":
        return text.damaged(event.part);
      case "out_of_reach":
        return text.outOfReach(event.scenario);
      case "large_design":
        return text.largeDesign(bytesText(event.characters));
    }
  };
  return {
    line,
    failure: (error: unknown, kept?: string): unknown => {
      if (!(error instanceof QueueFailure)) return error;
      return new UsageError(error.running && kept !== undefined ? `${line(error.event)}\n${kept}` : line(error.event));
    },
  };
}
