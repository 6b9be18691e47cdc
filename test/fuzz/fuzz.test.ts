import { afterAll, expect, test, vi } from "vitest";
import { packageFolder } from "../../src/files/installed.ts";
import { call } from "./call.ts";
import { inputOf } from "./input.ts";
import { HERE, readSamples, sampleName } from "./samples.ts";
import { openScratch } from "./scratch.ts";
import { givenFiles, tryInput } from "./try-input.ts";
import { callFaults } from "./verdict.ts";

// Wall time on a busy machine; what one input may take is judged by its processor time.
vi.setConfig({ testTimeout: 300_000 });

const SEED = 10;
const HANDFUL = 50;
const count = Number(process.env.PEAKPATH_FUZZ ?? 50);

const samples = readSamples(packageFolder());
const scratch = openScratch();
afterAll(() => scratch.remove());

const handfuls = Array.from({ length: Math.ceil(count / HANDFUL) }, (_, i) => i * HANDFUL);

test.each(handfuls)(
  "mutated inputs from %i on are accepted with finite results or refused at their place",
  async (from) => {
    const failures: string[] = [];
    for (let index = from; index < Math.min(from + HANDFUL, count); index++) {
      const { outcome } = await tryInput(scratch, inputOf(samples, SEED, index));
      for (const { oracle, line } of outcome.faults) {
        const { sample, words, notes } = outcome;
        failures.push(
          `npm run fuzz -- --seed ${SEED} --from ${index} --count 1 --keep out: ${oracle}: ${line} (${words}; ${sample}: ${notes.join("; ")})`,
        );
      }
    }
    expect(failures).toEqual([]);
  },
);

// A sample that is refused as it stands would hide whatever a mutation does to it.
test.each(samples.map((sample) => [sampleName(sample), sample] as const))(
  "%s has no mistake as it stands",
  async (_, sample) => {
    const [{ words }] = sample.commands;
    const given = givenFiles(sample, Buffer.from(sample.text));
    const called = await call(
      scratch,
      words.map((word) => (word === HERE ? sample.text : word)),
      sample.project,
      given,
    );
    expect(called.err).toBe("");
    expect(called.code).toBe(0);
    expect(called.out).not.toBe("");
    expect(
      callFaults(called, { given: sample.text, textOf: () => undefined, holdsUnreadable: false, aboutWords: false }),
    ).toEqual([]);
  },
);
