import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { Model, ModelFile, PlanFormulas } from "../engine/language/model.ts";
import { modelFromJson, modelToJson } from "../engine/language/model-json.ts";
import { VERSION } from "../text/version.ts";
import type { YamlTree } from "../text/yaml.ts";
import { treeOfSteps, type YamlSteps } from "../text/yaml-steps.ts";
import { writeFiles, writeFilesNow } from "./files.ts";
import { sha256, sha256Hex } from "./sha256.ts";

// What the installation works out, so that no start has to again: reading a large model and checking it takes some
// tenths of a second, and so does encoding its program; the formulas of plans and the trees of YAML a tenth each.
// And answers that take many runs, which the first start that asks for them works out.

const DIGEST_BYTES = 32;

/** Bytes as they are kept from one start to the next: their SHA-256 in front. */
export function keptBytes(content: string | Uint8Array): Buffer {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return Buffer.concat([sha256(bytes), bytes]);
}

/** What was kept in a file, or undefined where there is none or it is not as it was written, so that it is made anew. */
export function readKept(file: string): Buffer | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const content = bytes.subarray(DIGEST_BYTES);
  return bytes.subarray(0, DIGEST_BYTES).equals(sha256(content)) ? content : undefined;
}

// A copy's name carries the hash of what it was made of, so that a changed text never meets an old copy.

const modelName = (name: string, files: readonly ModelFile[]) => `${name}-${hashOf(files, "")}.json`;
const moduleName = ({ name, files }: Model, structure: string) => `${name}-${hashOf(files, structure)}.wasm`;
/** Raised whenever the meaning of an expression changes. */
const formulaForm = 1;
const formulasName = (files: readonly ModelFile[], table: string) =>
  `formulas-${hashOf(files, `${formulaForm}\n${table}`)}.json`;
export const treeName = (file: string) => `${file}.json`;

function hashOf(files: readonly ModelFile[], more: string): string {
  const texts = files.map(({ name, text }) => `${name}\n${text.length}\n${text}`);
  return sha256(...texts, more)
    .toString("hex")
    .slice(0, 16);
}

/** Writes the checked copy of a model into the folder. */
export async function keepModel(folder: string, model: Model): Promise<void> {
  await keep(folder, [[modelName(model.name, model.files), modelToJson(model)]]);
}

/** The checked copy of a model that was made of these very files, or undefined where there is none. */
export function keptModel(folder: string, name: string, files: readonly ModelFile[]): Model | undefined {
  const kept = readKept(join(folder, modelName(name, files)));
  return kept && modelFromJson(kept.toString("utf8"), files);
}

/** Writes the encoded module of a model's program into the folder, for all inputs of that structure. */
export async function keepModule(folder: string, model: Model, structure: string, bytes: Uint8Array): Promise<void> {
  await keep(folder, [[moduleName(model, structure), bytes]]);
}

/** Reads modules that were kept in the folder; undefined where there is none, whole and of the very same model and structure. */
export function keptModules(folder: string): (model: Model, structure: string) => Uint8Array | undefined {
  return (model, structure) => readKept(join(folder, moduleName(model, structure)));
}

/** Keeps the formulas of the plans' quantities as they are resolved against a model of these files, for a table of them. */
export async function keepFormulas(folder: string, files: readonly ModelFile[], table: string, formulas: PlanFormulas) {
  await keep(folder, [[formulasName(files, table), JSON.stringify([...formulas])]]);
}

/** The formulas kept for the very same model and table; undefined where there are none. */
export function keptFormulas(folder: string, files: readonly ModelFile[], table: string): PlanFormulas | undefined {
  const kept = readKept(join(folder, formulasName(files, table)));
  return kept && new Map(JSON.parse(kept.toString("utf8")));
}

/** The parsed tree of a file that was kept for the very same text. */
export function keptTree(folder: string, file: string, text: string): YamlTree | undefined {
  const kept = readKept(join(folder, treeName(file)));
  const copy: KeptTree | undefined = kept && JSON.parse(kept.toString("utf8"));
  return copy?.hash === sha256Hex(text) ? treeOfSteps(copy, text) : undefined;
}

export interface KeptTree extends YamlSteps {
  /** Of the text. */
  readonly hash: string;
}

/** Raised whenever answers to the same texts change. */
const answerForm = 1;
/** Of more answers those go that were not asked for the longest. */
const MOST_ANSWERS = 100;

/** Answers that are kept between starts in a folder, by the hash of all that they rest on. */
export interface KeptAnswers {
  /** The answer that was kept to the very same texts, or undefined where there is none, whole. */
  readonly read: (question: string, texts: readonly ModelFile[]) => unknown;
  /** Keeps an answer that JSON can hold; where the folder cannot be written nothing is kept. */
  readonly keep: (question: string, texts: readonly ModelFile[], answer: unknown) => void;
  /** The same of answers as bytes; to a question without texts the last one, which whoever asks holds against what it rests on. */
  readonly readBytes: (question: string, texts: readonly ModelFile[]) => Uint8Array | undefined;
  readonly keepBytes: (question: string, texts: readonly ModelFile[], answer: () => Uint8Array) => void;
}

/** Answers of one program, whose next build keeps its own. */
export function keptAnswers(folder: string, program: string): KeptAnswers {
  const nameOf = (question: string, texts: readonly ModelFile[], end: string) =>
    `${hashOf(texts, JSON.stringify([VERSION, program, answerForm, question]))}.${end}`;
  const write = (name: string, answer: () => string | Uint8Array): void => {
    try {
      writeFilesNow(folder, new Map([[name, keptBytes(answer())]]));
      removeOldest(folder, MOST_ANSWERS);
    } catch {
      // Whoever may not write there works it out again.
    }
  };
  const read = (name: string): Buffer | undefined => {
    const place = join(folder, name);
    const kept = readKept(place);
    if (kept !== undefined) markUsed(place);
    return kept;
  };
  return {
    read: (question, texts) => {
      const kept = read(nameOf(question, texts, "json"));
      return kept && JSON.parse(kept.toString("utf8"));
    },
    keep: (question, texts, answer) => write(nameOf(question, texts, "json"), () => JSON.stringify(answer)),
    readBytes: (question, texts) => read(nameOf(question, texts, "bin")),
    keepBytes: (question, texts, answer) => write(nameOf(question, texts, "bin"), answer),
  };
}

/** Gives a file the time of now, by which it outlives those that nobody asks for. */
function markUsed(place: string): void {
  const now = new Date();
  try {
    utimesSync(place, now, now);
  } catch {
    // Somebody else's, or gone meanwhile.
  }
}

/** Removes all but the newest files of a folder; one that another process has removed meanwhile is gone already. */
function removeOldest(folder: string, most: number): void {
  const names = readdirSync(folder);
  if (names.length <= most) return;
  const aged = names.map((name) => {
    const place = join(folder, name);
    return { place, written: statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  aged.sort((a, b) => a.written - b.written);
  for (const { place } of aged.slice(0, names.length - most)) rmSync(place, { force: true });
}

async function keep(folder: string, copies: readonly (readonly [string, string | Uint8Array])[]): Promise<void> {
  await writeFiles(folder, new Map(copies.map(([name, content]) => [name, keptBytes(content)])));
}
