import { usageError } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";

/** Which share of a batch's parts is computed: the `number`-th of `of`, counted from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `3/8` as it stands; `auto` by the place of this job in an array of SLURM (its first task, last task and step) or of
 * Kubernetes (JOB_COMPLETION_INDEX, with the number of jobs as `auto/8` or in JOB_COMPLETIONS).
 *
 * @throws UsageError for what is none of these, and for `auto` outside an array.
 */
export function readShard(text: string | undefined, environment: Environment): Shard | undefined {
  if (text === undefined) return undefined;
  const match = /^(auto|\d+)(?:\/(\d+))?$/.exec(text.trim());
  if (match === null || (match[1] !== "auto" && match[2] === undefined))
    throw usageError("shard_needed", { shown: quote(text) });
  const shard =
    match[1] === "auto" ? fromEnvironment(match[2], environment) : { number: Number(match[1]), of: Number(match[2]) };
  if (shard.of >= 1 && shard.number >= 1 && shard.number <= shard.of) return shard;
  throw usageError("no_such_shard", shard);
}

function fromEnvironment(of: string | undefined, environment: Environment): Shard {
  const number = (name: string): number | undefined => {
    const text = environment[name];
    return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
  };
  const task = number("SLURM_ARRAY_TASK_ID");
  const count = number("SLURM_ARRAY_TASK_COUNT");
  if (task !== undefined && count !== undefined) {
    const first = number("SLURM_ARRAY_TASK_MIN") ?? 0;
    const step = number("SLURM_ARRAY_TASK_STEP") ?? 1;
    return { number: Math.floor((task - first) / step) + 1, of: count };
  }
  const index = number("JOB_COMPLETION_INDEX");
  const jobs = of === undefined ? number("JOB_COMPLETIONS") : Number(of);
  if (index !== undefined && jobs !== undefined) return { number: index + 1, of: jobs };
  throw usageError(index === undefined ? "shard_outside_array" : "shard_of_how_many", {});
}

/** The parts of a shard: every `of`-th, so that all shards take about as long. */
export function partsOfShard(parts: number, shard: Shard | undefined): number[] {
  const all = Array.from({ length: parts }, (_, part) => part);
  return shard === undefined ? all : all.filter((part) => part % shard.of === shard.number - 1);
}
