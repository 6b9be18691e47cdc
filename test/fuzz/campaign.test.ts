import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startCampaign } from "./campaign.ts";
import { summarise, summaryLines } from "./summary.ts";
import type { Outcome } from "./try-input.ts";

const folder = mkdtempSync(join(tmpdir(), "peakpath-campaign-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outcome: Outcome = {
  index: 0,
  kind: "scenario",
  sample: "a.yaml",
  words: "run a",
  mutations: ["line deleted"],
  notes: [],
  code: 0,
  seconds: 0.1,
  faults: [],
};
const lost = (index: number, how: string): Outcome => ({
  ...outcome,
  index,
  code: undefined,
  faults: [{ oracle: "ends the process", line: how }],
});

/** A child that answers, but for input 3, which ends it. */
const program = join(folder, "child.mjs");
writeFileSync(
  program,
  `process.on("message", ({ from, to }) => {
  for (let index = from; index < to; index++) {
    process.send({ kind: "begin", index });
    if (index === 3) return process.send({ kind: "begin", index }, () => process.exit(7));
    process.send({ kind: "done", outcome: { ...${JSON.stringify(outcome)}, index } });
  }
  process.send({ kind: "finished" });
});
`,
);

test("an input that ends its process is recorded and the campaign goes on behind it", async () => {
  const plan = { seed: 1, from: 0, count: 50, processes: 2 };
  const { done, outcomes } = startCampaign(program, plan, lost, () => {});
  await done;
  expect(outcomes.map(({ index }) => index).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(outcomes.filter(({ faults }) => faults.length > 0)).toEqual([lost(3, "exit code 7 ")]);
});

test("failures are grouped by cause, the most frequent first", () => {
  const failing = (index: number, oracle: string, line: string): Outcome => ({
    ...outcome,
    index,
    faults: [{ oracle, line }],
  });
  const summary = summarise([
    { ...outcome, index: 1, accepted: { trait: "key", same: true } },
    failing(2, "exit code 1", "TypeError: no 17"),
    failing(3, "a mistake without a place", 'unknown "x1"'),
    failing(4, "a mistake without a place", 'unknown "y22"'),
    { ...outcome, index: 5, code: 2, untranslated: ["one 1", "one 2"] },
  ]);
  expect(summary.codes).toEqual({ 0: 4, 2: 1 });
  expect(summary.causes.map(({ indexes }) => indexes)).toEqual([[3, 4], [2]]);
  expect(summary.accepted).toEqual({ key: { same: 1, other: 0 } });
  expect(summary.refusedInChinese).toEqual({ asked: 1, english: [["one N", 1]] });
  const lines = summaryLines(summary, 9);
  expect(lines[0]).toBe("5 inputs of seed 9; exit codes 0: 4  2: 1; 3 failed");
  expect(lines.at(-1)).toContain("--seed 9 --from 2");
});
