import { isRecord, jsonOf } from "../../text/json.ts";
import { quote } from "../../text/quote.ts";
import { wholeNumber } from "../../text/reader.ts";

/** Why a worker does not compute a batch. */
const refusalCodes = ["version", "files", "place", "settings", "error"] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/**
 * Why a worker does not compute a batch: a code, and names and places of files; nothing of what stands in a file goes
 * through the queue.
 */
export interface Refusal {
  readonly host: string;
  readonly pid: number;
  /** The worker's own version. */
  readonly version: string;
  readonly code: RefusalCode;
  /** Files and settings that differ, or the place of a mistake; the first of them. */
  readonly names: readonly string[];
  /** How many there are in all. */
  readonly count: number;
}

/** The first names, and in the words of `more` how many there are besides. */
export function namesOf({ names, count }: Refusal, more: (count: number) => string): string {
  return `${names.join(", ")}${count > names.length ? more(count - names.length) : ""}`;
}

/** Names that are sent at most. */
export const MOST_NAMES = 3;
/** Characters of a refusal at most. */
const MOST_LENGTH = 4000;

/** The refusal that a worker has written, or undefined for anything else; its texts are fit to be shown. */
export function readRefusal(text: string): Refusal | undefined {
  if (text.length > MOST_LENGTH) return undefined;
  const said = jsonOf(text);
  if (!isRecord(said)) return undefined;
  const { host, pid, version, code, names, count } = said;
  const known = refusalCodes.find((candidate) => candidate === code);
  if (known === undefined || typeof host !== "string" || typeof version !== "string") return undefined;
  const isCount = wholeNumber(0, Number.POSITIVE_INFINITY);
  if (!isCount(pid) || !isCount(count) || !Array.isArray(names) || names.length > MOST_NAMES) return undefined;
  if (!names.every((name) => typeof name === "string")) return undefined;
  return { host: quote(host), pid, version: quote(version), code: known, names: names.map(quote), count };
}
