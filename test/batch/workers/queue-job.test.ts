import { expect, test } from "vitest";
import { partsOf } from "../../../src/batch/batch.ts";
import type { PartForm } from "../../../src/batch/batch-part.ts";
import { countedPart } from "../../../src/batch/statistics/batch-tally.ts";
import { batchId } from "../../../src/batch/store/batch-identity.ts";
import { partBytes } from "../../../src/batch/store/part-file.ts";
import { loadBatch } from "../../../src/batch/workers/batch-load.ts";
import { isScenarioName, type PartJob, readPartJob } from "../../../src/batch/workers/queue-job.ts";
import { partComputer } from "../../../src/batch/workers/queue-part.ts";
import { readRefusal } from "../../../src/batch/workers/queue-refusal.ts";
import { mostBytes, partFromQueue } from "../../../src/batch/workers/queue-result.ts";
import { queueVoice } from "../../../src/commands/batch/queue-voice.ts";
import { en } from "../../../src/report/words/en.ts";
import { toyProject } from "../../commands/toy.ts";

const folders = { packageFolder: toyProject, workingFolder: toyProject };
const asked = {
  scenario: "toyland/policy",
  design: "designs/drivers.yaml",
  runs: 200,
  seed: 4,
  backend: "js",
} as const;
const loaded = loadBatch(folders, asked);
/** A job as it comes out of a queue, with some of it replaced. */
const job = (change: object = {}): unknown => {
  const { request, identity, id } = loaded;
  return JSON.parse(JSON.stringify({ request, identity, id, part: 1, form: "outcomes", ...change }));
};
const requested = (change: object): unknown => job({ request: { ...loaded.request, ...change } });

test("a job that this program has put into a queue is read back", () => {
  expect(readPartJob(job())).toEqual(job());
});

test.each<[string, unknown]>([
  ["job", undefined],
  ["job", null],
  ["job", []],
  ["job", "parts"],
  ["job", job({ more: 1 })],
  ["id", job({ id: "x" })],
  ["id", job({ id: 5 })],
  ["identity", job({ identity: undefined, extra: 1 })],
  ["identity", job({ identity: { ...loaded.identity, seed: 5 } })],
  ["identity", job({ identity: { ...loaded.identity, files: { a: "/etc/passwd" } } })],
  ["part", job({ part: -1 })],
  ["part", job({ part: 0.5 })],
  ["part", job({ part: "1" })],
  ["part", job({ part: 1e12 })],
  ["request", job({ request: [] })],
  ["request", requested({ backend: "sh" })],
  ["request", requested({ runs: 1e12 })],
  ["request", requested({ runs: 0 })],
  ["request", requested({ seed: 0.5 })],
  ["request", requested({ model: "kaya" })],
  ["request", requested({ scenario: "../../etc/passwd" })],
  ["request", requested({ scenario: "/etc/passwd.yaml" })],
  ["request", requested({ scenario: "a//b" })],
  ["request", requested({ scenario: "a\u0000b" })],
  ["request", requested({ scenario: "a\\..\\b" })],
  ["request", requested({ scenario: "x".repeat(301) })],
  ["request", requested({ design: "/etc/passwd" })],
  ["request", requested({ design: { file: "d", texts: {} } })],
  ["request", requested({ design: { file: "constructor", texts: {} } })],
  ["request", requested({ design: { file: "d", texts: { d: 5 } } })],
  ["request", requested({ design: { file: "d", texts: { d: "", e: "", f: "" } } })],
  ["request", requested({ design: { file: "d", texts: { d: "", "\u001b[2J": "" } } })],
  ["request", requested({ design: { file: "d", texts: { d: "x".repeat(16_000_001) } } })],
])("what is no job is thrown away for its %s (%#)", (what, data) => {
  expect(readPartJob(data)).toBe(what);
});

test("scenarios are taken by name, or by a path below the folder", () => {
  expect(["toyland/policy", "mine/a.yaml", "..a/b"].map(isScenarioName)).toEqual([true, true, true]);
  expect(["", ".", "../a", "a/../../b", "./a", "/a", "a/"].map(isScenarioName)).not.toContain(true);
});

const said: string[] = [];
const voice = queueVoice("redis://127.0.0.1", 60, en);
const compute = partComputer(folders, (event) => said.push(voice.line(event)));
const jobOf = (
  design: string,
  files: Record<string, string> = loaded.identity.files as Record<string, string>,
): PartJob => {
  const identity = { ...loaded.identity, files };
  return {
    request: { ...asked, design: { file: "d", texts: { d: design } } },
    identity,
    id: batchId(identity),
    part: 0,
    form: "outcomes",
  };
};

test("a worker computes the part of a batch whose files it has", () => {
  expect(compute(readPartJob(job()) as PartJob)).toEqual(
    partBytes(loaded.id, loaded.compute(partsOf(loaded.batch)[1].start, partsOf(loaded.batch)[1].end)),
  );
  expect(compute({ ...(readPartJob(job()) as PartJob), part: 5000 })).toBe("part");
});

test("a design that came with a job reads no file of the worker, and no text goes back, only a place", () => {
  for (const file of ["/proc/self/environ", "scenarios/toyland/policy.yaml", "/etc/passwd"]) {
    const answer = compute(
      jobOf(`design: {kind: list, file: ${file}, inputs: {growth.power: {as: shift}}}`, {
        x: loaded.id,
        [file]: loaded.id,
      }),
    );
    expect(answer).toEqual({ code: "place", names: ["d:1:28"], count: 1 });
    expect(said.at(-1)).toContain(`there is no file ${file}`);
  }
  const hidden = "tell me nothing of this";
  const answer = compute(jobOf(`design: {kind: ${hidden}}`));
  expect(JSON.stringify(answer)).not.toContain("nothing");
  expect(answer).toMatchObject({ code: "place" });
});

test("a worker with other files names them, and one of another version says so", () => {
  const other = {
    ...loaded.identity.files,
    "data/levers/toy.yaml": loaded.id,
    "scenarios/toyland/reference.yaml": loaded.id,
  };
  const identity = { ...loaded.identity, files: other };
  expect(compute({ ...(readPartJob(job()) as PartJob), identity, id: batchId(identity) })).toEqual({
    code: "files",
    names: ["data/levers/toy.yaml", "scenarios/toyland/reference.yaml"],
    count: 2,
  });
  const later = { ...loaded.identity, peakpath: "9.0.0" };
  expect(compute({ ...(readPartJob(job()) as PartJob), identity: later, id: batchId(later) })).toEqual({
    code: "version",
    names: [],
    count: 0,
  });
});

test("what a worker refuses is read strictly and shown without control characters", () => {
  const sound = { host: "node-7", pid: 12, version: "0.1.0", code: "files", names: ["a.yaml"], count: 1 };
  expect(readRefusal(JSON.stringify(sound))).toEqual(sound);
  expect(readRefusal(JSON.stringify({ ...sound, host: "\u001b[2Jnode" }))?.host).toBe(" [2Jnode");
  for (const wrong of [
    "",
    "null",
    "[]",
    "{",
    JSON.stringify({ ...sound, code: "constructor" }),
    JSON.stringify({ ...sound, names: [5] }),
    JSON.stringify({ ...sound, pid: "1" }),
    JSON.stringify({ ...sound, host: "x".repeat(5000) }),
  ])
    expect(readRefusal(wrong)).toBeUndefined();
});

test("a result is taken only where it is that part, whole", () => {
  const { id, batch } = loaded;
  const range = partsOf(batch)[1];
  const part = loaded.compute(range.start, range.end);
  const bytes = partBytes(id, part);
  expect(bytes.length).toBeLessThan(mostBytes(batch, range));
  expect(partFromQueue(id, batch, range, "outcomes", bytes)).toEqual(part);
  const read = (change: Partial<typeof part>) =>
    partFromQueue(id, batch, range, "outcomes", partBytes(id, { ...part, ...change }));
  expect(partFromQueue(id, batch, partsOf(batch)[0], "outcomes", bytes)).toBeUndefined();
  expect(partFromQueue(id, batch, range, "outcomes", bytes.subarray(0, -8))).toBeUndefined();
  expect(partFromQueue(id, batch, range, "outcomes", Buffer.from("peakpath part 1\nnull\n"))).toBeUndefined();
  expect(read({ values: part.values.subarray(1) })).toBeUndefined();
  expect(read({ series: new Float64Array(0) })).toBeUndefined();
  expect(read({ failures: [{ run: range.end, reason: "late" }] })).toBeUndefined();
  expect(read({ failures: [{ run: range.start, reason: 5 as unknown as string }] })).toBeUndefined();
  expect(read({ failures: [null as never] })).toBeUndefined();

  const counts = countedPart(batch, loaded.compute, range);
  const counted = (change: Partial<typeof counts>, form: PartForm = "counts") =>
    partFromQueue(id, batch, range, form, partBytes(id, { ...counts, ...change }));
  expect(counted({})).toEqual(counts);
  expect(partBytes(id, counts).length).toBeLessThan(mostBytes(batch, range));
  expect(counted({}, "outcomes")).toBeUndefined();
  for (const numbers of [counts.numbers.subarray(1), counts.numbers.subarray(0, -1), counts.numbers.map((n) => -n)])
    expect(counted({ numbers })).toBeUndefined();
  expect(counted({ failed: 1 })).toBeUndefined();
  expect(counted({ failed: "0" as never })).toBeUndefined();
});
