import type { NotComputable, TargetResult } from "./targets.ts";

/** Where the region or its model has nothing to judge by, which says nothing about the pathway. */
const withoutNumbers: ReadonlySet<NotComputable | undefined> = new Set(["no_series", "no_data"]);

/** Whether `--strict` fails on a scenario's own target: it is missed, or cannot be told to be met. */
export function failsStrictly({ status }: TargetResult): boolean {
  return status !== "met";
}

/** The same for a promise of a plan, of which many are about what a region has no numbers of: these do not count. */
export function promiseFailsStrictly({ status, reason }: TargetResult): boolean {
  return status !== "met" && !withoutNumbers.has(reason);
}
