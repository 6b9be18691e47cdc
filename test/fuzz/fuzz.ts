import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { packageFolder } from "../../src/files/installed.ts";
import { startCampaign } from "./campaign.ts";
import { answerOrders } from "./campaign-child.ts";
import { inputOf } from "./input.ts";
import { readSamples, sampleName } from "./samples.ts";
import { outcomeLines, summarise, summaryLines } from "./summary.ts";
import type { Outcome } from "./try-input.ts";

/**
 * `npm run fuzz -- --seed 1 --count 1000 --processes 2 --report FILE`: tries mutated inputs and prints what came of them.
 * `--seed 7 --from 120 --count 1 --keep DIR` makes one of them again and keeps it with its command and output.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      from: { type: "string", default: "0" },
      count: { type: "string", default: "1000" },
      processes: { type: "string", default: "2" },
      keep: { type: "string" },
      report: { type: "string" },
    },
  });
  const [seed, from, count, processes] = (["seed", "from", "count", "processes"] as const).map((name) => {
    const number = Number(values[name]);
    if (!/^\d+$/.test(values[name])) throw new Error(`--${name} takes a whole number, not "${values[name]}"`);
    return number;
  });
  const samples = readSamples(packageFolder());
  const lost = (index: number, how: string): Outcome => {
    const { sample, words, mutations, notes } = inputOf(samples, seed, index);
    const oracle = how.startsWith("nothing") ? "hangs" : "ends the process";
    return {
      index,
      kind: sample.kind,
      sample: sampleName(sample),
      words: words.join(" "),
      mutations,
      notes,
      code: undefined,
      seconds: 0,
      faults: [{ oracle, line: how.slice(0, 300) }],
    };
  };
  // All that the children write lies here, so that nothing is left of one that is ended in the middle.
  const scratch = mkdtempSync(join(tmpdir(), "peakpath-fuzz-"));
  process.env.TMPDIR = scratch;
  const keep = values.keep === undefined ? undefined : resolve(values.keep);
  const plan = { seed, from, count, processes: Math.max(1, processes), keep };
  const begun = performance.now();
  const campaign = startCampaign(process.argv[1], plan, lost, (tried) => {
    if (tried % 100 === 0 || tried === count)
      process.stderr.write(`${tried} of ${count}, ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
  });
  let interrupted = false;
  process.once("SIGINT", () => {
    interrupted = true;
    campaign.stop();
  });
  await campaign.done;
  rmSync(scratch, { recursive: true, force: true });
  const summary = summarise(campaign.outcomes);
  const lines = count === 1 ? campaign.outcomes.flatMap(outcomeLines) : summaryLines(summary, seed);
  if (keep !== undefined) lines.push(`Kept with files, commands and what they said in ${keep}`);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (values.report !== undefined) {
    const outcomes = [...campaign.outcomes].sort((a, b) => a.index - b.index);
    writeFileSync(values.report, `${JSON.stringify({ ...plan, summary, outcomes }, undefined, 1)}\n`);
  }
  if (interrupted) return 130;
  return summary.causes.length === 0 ? 0 : 1;
}

if (process.argv[2] === "child") answerOrders(packageFolder());
else process.exitCode = await main();
