import { MOST_RUNS } from "../../statistics/points/points.ts";
import { isRecord } from "../../text/json.ts";
import { wholeNumber } from "../../text/reader.ts";
import { type PartForm, partForms } from "../batch-part.ts";
import { type BatchIdentity, batchId } from "../store/batch-identity.ts";
import type { DesignTexts } from "../store/design-texts.ts";
import type { BatchRequest } from "./batch-load.ts";

/** What a worker is asked: the batch by what it is made of and its hash, and one of its parts. */
export interface PartJob {
  readonly request: BatchRequest & { readonly design?: DesignTexts };
  readonly identity: BatchIdentity;
  readonly id: string;
  readonly part: number;
  readonly form: PartForm;
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
  if (!isRecord(data) || Object.keys(data).length !== Object.keys(jobTests).length) return "job";
  return Object.entries(jobTests).find(([key, fits]) => !fits(data[key]))?.[0] ?? sameBatch(data as unknown as PartJob);
}

/** The job, where its hash is that of its batch. */
function sameBatch(job: PartJob): PartJob | string {
  return batchId(job.identity) === job.id ? job : "identity";
}

type Fits = (value: unknown) => boolean;

const isName: Fits = (value) => typeof value === "string" && value.length <= MOST_NAME;
const isHash: Fits = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isRun = wholeNumber(1, MOST_RUNS);
const orNone =
  (fits: Fits): Fits =>
  (value) =>
    value === undefined || fits(value);

/** Whether a value is a map of these keys and no others, each with a value that fits. */
function holds(tests: Readonly<Record<string, Fits>>): Fits {
  const known = Object.entries(tests);
  return (value) =>
    isRecord(value) &&
    Object.keys(value).every((key) => Object.hasOwn(tests, key)) &&
    known.every(([key, fits]) => fits(value[key]));
}

const isIdentity = holds({
  peakpath: isName,
  scenario: isName,
  kind: isName,
  runs: isRun,
  seed: (seed) => typeof seed === "number",
  files: (files) =>
    isRecord(files) &&
    Object.keys(files).length <= MOST_FILES &&
    Object.entries(files).every(([name, hash]) => isName(name) && isHash(hash)),
});

const isDesign = holds({
  file: (file) => typeof file === "string",
  texts: (texts) =>
    isRecord(texts) &&
    Object.keys(texts).length <= MOST_TEXTS &&
    Object.entries(texts).every(([name, text]) => isFileName(name) && typeof text === "string") &&
    textSize(texts as DesignTexts["texts"]) <= MOST_TEXT,
});

const isRequest = holds({
  scenario: (scenario) => typeof scenario === "string" && isScenarioName(scenario),
  design: orNone(
    (design) => isDesign(design) && Object.hasOwn((design as DesignTexts).texts, (design as DesignTexts).file),
  ),
  runs: orNone(isRun),
  seed: orNone(wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
  backend: (backend) => backend === "wasm" || backend === "js",
});

const isForm: Fits = (form) => partForms.some((known) => known === form);

/** In the order in which what is wrong is named. */
const jobTests = {
  id: isHash,
  identity: isIdentity,
  part: wholeNumber(0, MOST_RUNS),
  form: isForm,
  request: isRequest,
};

function isFileName(name: string): boolean {
  return name.length <= MOST_NAME && !/\p{Cc}/u.test(name);
}

/** Characters of a design and its table. */
export function textSize(texts: DesignTexts["texts"]): number {
  return Object.values(texts).reduce((sum, text) => sum + text.length, 0);
}
