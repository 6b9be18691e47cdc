import { afterAll, expect, test, vi } from "vitest";
import { packageFolder } from "../../src/files/installed.ts";
import { call } from "./call.ts";
import { HERE, readSamples, sampleName } from "./samples.ts";
import { openScratch } from "./scratch.ts";
import { givenFiles } from "./try-input.ts";
import { callFaults } from "./verdict.ts";

vi.setConfig({ testTimeout: 120_000 });

const samples = readSamples(packageFolder());
const scratch = openScratch();
afterAll(() => scratch.remove());

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
