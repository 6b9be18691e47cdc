import { expect, test, vi } from "vitest";
import { packageFolder } from "../../src/files/installed.ts";
import { gbk } from "./byte-mutations.ts";
import { diceOf } from "./dice.ts";
import { inputOf } from "./input.ts";
import type { Mutation } from "./mutation.ts";
import { readSamples } from "./samples.ts";
import { tableMutations } from "./table-mutations.ts";
import { textMutations } from "./text-mutations.ts";
import { treeMutations } from "./tree-mutations.ts";

vi.setConfig({ testTimeout: 60_000 });

const samples = readSamples(packageFolder());

test("an input is made again from its seed and index alone", () => {
  for (const index of [0, 7, 4711]) expect(inputOf(samples, 3, index)).toEqual(inputOf(samples, 3, index));
  expect(inputOf(samples, 3, 7)).not.toEqual(inputOf(samples, 4, 7));
});

test("200 inputs hold every kind of input and change what they take", () => {
  const inputs = Array.from({ length: 200 }, (_, index) => inputOf(samples, 10, index));
  expect(new Set(inputs.map(({ sample }) => sample.kind))).toEqual(new Set(samples.map(({ kind }) => kind)));
  const same = inputs.filter(({ sample, bytes, words }) => {
    const text = Buffer.from(bytes).toString();
    return text === sample.text && !(sample.form === "word" && !words.includes(sample.text));
  });
  expect(same.map(({ index }) => index)).toEqual([]);
});

const yaml = `# note
extends: reference
assume: {growth.power: {2026: 3 %/yr, 2040: 1 %/yr}, clean: 20 %}
levers: {wind: {strength: 0.5, start: 2026}}
list: [a, b]
`;
const csv = "id,members,year,value,unit\ngrowth,power,2026,3,%/yr\ngrowth,power,2040,1.5,%/yr\nclean,,2040,20,%\n";

function worksOn(text: string) {
  return ({ name, apply }: Mutation): void => {
    const mutated = Array.from({ length: 60 }, (_, index) => apply(text, diceOf(1, index)));
    expect(
      mutated.some((done) => done !== undefined && done.text !== text),
      name,
    ).toBe(true);
  };
}

test("every mutation changes something", () => {
  treeMutations.forEach(worksOn(yaml));
  textMutations.forEach(worksOn(yaml));
  tableMutations.forEach(worksOn(csv));
});

test("text is written as Chinese Windows does", () => {
  expect(Buffer.from(gbk("项a,😀")).toString("hex")).toBe("cfee612c3f");
});
