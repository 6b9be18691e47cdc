import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { type Answer, answerOf, repository } from "./answer.ts";
import { brokenAnswer, brokenFolders } from "./broken.ts";
import { questions } from "./commands.ts";

// Some questions run all regions, which takes long on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const hashFile = join(import.meta.dirname, "hashes.json");
/** The texts themselves, for a diff; whoever wants one keeps them before a change (`npm run answers`). */
const keptTexts = join(repository, "dist/answers");
const keep = process.env["PEAKPATH_ANSWERS"] === "keep";
/** All of them take two minutes, so that every sixth is asked unless the environment wants all, as `.ci/run` does. */
const every = keep || process.env["PEAKPATH_ANSWERS"] === "all" ? 1 : 6;
const known: Record<string, string> = existsSync(hashFile) ? JSON.parse(readFileSync(hashFile, "utf8")) : {};
const LINES_SHOWN = 40;

const asked = [
  ...questions.map((question) => ({ ...question, answer: () => answerOf(question) })),
  ...brokenFolders.map((broken) => ({
    id: broken.folder.replace("/", "-"),
    words: `${broken.words("FIXTURE")}, for each of test/fixtures/${broken.folder}`,
    answer: () => brokenAnswer(broken),
  })),
];

test.each(asked.filter((_, i) => i % every === 0))("$id: $words", async ({ id, words, answer }) => {
  const said = await answer();
  if (keep) keepAnswer(id, said);
  else expect(differences(id, said), `peakpath ${words}`).toBe("");
});

test("every kept hash belongs to a question", () => {
  const ids = new Set(asked.map(({ id }) => id));
  expect(ids.size).toBe(asked.length);
  if (!keep) expect(namesOfStrangers(ids)).toEqual([]);
});

afterAll(() => {
  if (!keep) return;
  for (const name of namesOfStrangers(new Set(asked.map(({ id }) => id)))) delete known[name];
  const sorted = Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(hashFile, `${JSON.stringify(sorted, null, 2)}\n`);
});

function namesOfStrangers(ids: ReadonlySet<string>): string[] {
  return Object.keys(known).filter((name) => !ids.has(name.slice(0, name.indexOf("/"))));
}

function namesKnown(id: string): string[] {
  return Object.keys(known).filter((name) => name.startsWith(`${id}/`));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, 16);
}

function keepAnswer(id: string, said: Answer): void {
  for (const name of namesKnown(id)) delete known[name];
  rmSync(join(keptTexts, id), { recursive: true, force: true });
  for (const [name, text] of said) {
    known[`${id}/${name}`] = hashOf(text);
    writeText(join(keptTexts, id, name), text);
  }
}

/** What is said otherwise than before, name by name, with the first lines of the difference. */
function differences(id: string, said: Answer): string {
  const names = [...new Set([...namesKnown(id).map((name) => name.slice(id.length + 1)), ...said.keys()])].sort();
  const changed = names.flatMap((name) => {
    const text = said.get(name);
    const before = known[`${id}/${name}`];
    if (text === undefined) return [`${name} is gone`];
    if (before === hashOf(text)) return [];
    return before === undefined ? [`${name} is new`, text] : [`${name} differs`, diff(join(keptTexts, id, name), text)];
  });
  return changed.join("\n").split("\n").slice(0, LINES_SHOWN).join("\n");
}

function diff(kept: string, text: string): string {
  if (!existsSync(kept)) return "no text is kept: check out the commit before, run `npm run answers`, and come back";
  const folder = mkdtempSync(join(tmpdir(), "peakpath-diff-"));
  try {
    writeText(join(folder, "now"), text);
    const options = ["--no-index", "--no-color", "--no-ext-diff", "--text", "-U1"];
    const { stdout, error } = spawnSync("git", ["diff", ...options, kept, join(folder, "now")], { encoding: "utf8" });
    return error === undefined ? stdout : `no diff: ${error.message}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, "latin1");
}
