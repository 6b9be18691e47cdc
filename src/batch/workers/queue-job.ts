import { MOST_RUNS } from "../../statistics/points/points.ts";
import { type BatchIdentity, batchId } from "../store/batch-identity.ts";
import type { DesignTexts } from "../store/design-texts.ts";
import type { BatchRequest } from "./batch-load.ts";

/** What a worker is asked: the batch by what it is made of and its hash, and one of its parts. */
export interface PartJob {
  readonly request: BatchRequest & { readonly design?: DesignTexts };
  readonly identity: BatchIdentity;
  readonly id: string;
  readonly part: number;
}

/** What a design and its table may hold together, in characters: larger ones go by shards. */
export const MOST_TEXT = 16_000_000;
const MOST_FILES = 10_000;
const MOST_NAME = 300;
/** A design and its table. */
const MOST_TEXTS = 2;

/**
 * Whether workers take this scenario: they look for it below the folder in which they run and in the package, whatever a
 * queue says.
 */
export function isScenarioName(scenario: string): boolean {
  if (!isFileName(scenario) || scenario.includes("\\")) return false;
  return scenario.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/**
 * The job that stands in these data, or the name of what is wrong with them. Whoever can write to a queue can put
 * anything there, so that nothing is used before it has been looked at.
 */
export function readPartJob(data: unknown): PartJob | string {
  if (!isMap(data)) return "job";
  const { request, identity, id, part } = data;
  if (Object.keys(data).length !== 4) return "job";
  if (!isHash(id)) return "id";
  if (!isIdentity(identity) || batchId(identity) !== id) return "identity";
  if (!isWhole(part, 0, MOST_RUNS)) return "part";
  if (!isRequest(request)) return "request";
  return { request, identity, id, part };
}

function isRequest(request: unknown): request is PartJob["request"] {
  if (!isMap(request)) return false;
  const { scenario, design, runs, seed, backend, ...rest } = request;
  return (
    Object.keys(rest).length === 0 &&
    typeof scenario === "string" &&
    isScenarioName(scenario) &&
    (design === undefined || isDesign(design)) &&
    (runs === undefined || isWhole(runs, 1, MOST_RUNS)) &&
    (seed === undefined || isWhole(seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) &&
    (backend === "wasm" || backend === "js")
  );
}

function isDesign(design: unknown): design is DesignTexts {
  if (!isMap(design)) return false;
  const { file, texts, ...rest } = design;
  if (Object.keys(rest).length > 0 || typeof file !== "string" || !isMap(texts)) return false;
  const entries = Object.entries(texts);
  return (
    entries.length <= MOST_TEXTS &&
    Object.hasOwn(texts, file) &&
    entries.every(([name, text]) => isFileName(name) && typeof text === "string") &&
    textSize(texts as DesignTexts["texts"]) <= MOST_TEXT
  );
}

function isFileName(name: string): boolean {
  return name.length <= MOST_NAME && !/\p{Cc}/u.test(name);
}

/** Characters of a design and its table. */
export function textSize(texts: DesignTexts["texts"]): number {
  return Object.values(texts).reduce((sum, text) => sum + text.length, 0);
}

function isIdentity(identity: unknown): identity is BatchIdentity {
  if (!isMap(identity)) return false;
  const { peakpath, scenario, kind, runs, seed, files, ...rest } = identity;
  return (
    Object.keys(rest).length === 0 &&
    [peakpath, scenario, kind].every((text) => typeof text === "string" && text.length <= MOST_NAME) &&
    isWhole(runs, 1, MOST_RUNS) &&
    typeof seed === "number" &&
    isMap(files) &&
    Object.keys(files).length <= MOST_FILES &&
    Object.entries(files).every(([name, hash]) => name.length <= MOST_NAME && isHash(hash))
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
