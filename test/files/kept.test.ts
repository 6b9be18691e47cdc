import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeLanes } from "../../src/engine/lanes/encode-lanes.ts";
import { modelToJson } from "../../src/engine/language/model-json.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { keepTrees } from "../../src/files/keep-trees.ts";
import {
  keepFormulas,
  keepModel,
  keepModule,
  keptAnswers,
  keptBytes,
  keptFormulas,
  keptModel,
  keptModules,
  keptTree,
  readKept,
} from "../../src/files/kept.ts";
import { answerOfFiles } from "../../src/files/kept-reads.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import { ownCache } from "../../src/files/own-cache.ts";
import { openProgram, structureOf } from "../../src/run/shared-programs.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import { toyProject } from "../commands/toy.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-kept-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what was kept comes back, and nothing where a bit has turned, the end is missing or no file is there", () => {
  const file = join(folder, "a.json");
  const content = JSON.stringify({ share: 0.25 });
  const whole = keptBytes(content);
  writeFileSync(file, whole);
  expect(readKept(file)?.toString()).toBe(content);
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole);
    damaged[at] ^= 4;
    writeFileSync(file, damaged);
    expect(readKept(file), `byte ${at}`).toBeUndefined();
    writeFileSync(file, whole.subarray(0, at));
    expect(readKept(file), `${at} bytes`).toBeUndefined();
  }
  rmSync(file);
  expect(readKept(file)).toBeUndefined();
  mkdirSync(file);
  expect(readKept(file)).toBeUndefined();
});

test("a kept model, module, tree or formula that was changed is read from its source instead", async () => {
  const library = nodeLibrary(toyProject, toyProject);
  const files = modelFiles(library, "toy");
  const model = readModel(files);
  const inputs = scenarioInputs(composeScenario(library, model, "toyland/policy"));
  const structure = structureOf(model, inputs);
  await keepModel(folder, model);
  await keepModule(folder, model, structure, encodeLanes(openProgram(model, inputs)));
  await keepFormulas(folder, files, "table", new Map([["a", "b"]]));
  const trees = join(folder, "trees");
  await keepTrees(trees, library, ["scenarios/toyland/policy.yaml"]);
  const policy = library.read("scenarios/toyland/policy.yaml") ?? "";
  expect(modelToJson(keptModel(folder, "toy", files) ?? expect.fail())).toBe(modelToJson(model));
  expect(keptTree(trees, "scenarios/toyland/policy.yaml", `${policy}\n`)).toBeUndefined();
  const found = () => [
    keptModel(folder, "toy", files),
    keptModules(folder)(model, structure),
    keptFormulas(folder, files, "table"),
    keptTree(trees, "scenarios/toyland/policy.yaml", policy),
  ];
  expect(found()).not.toContain(undefined);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    // Numbers of the model that are still numbers, so that only the digest can tell.
    const text = readFileSync(file, "latin1");
    const changed = text.replace(/([0-8])([,}"\]])/g, "9$2");
    writeFileSync(file, changed === text ? text.slice(0, -1) : changed, "latin1");
  }
  expect(found()).toEqual([undefined, undefined, undefined, undefined]);
});

describe("answers kept from one start to the next", () => {
  const texts = [{ name: "scenarios/isle/policy.yaml", text: "extends: reference" }];
  const answer = { year: 2030, level: 544.1000000000001, summits: [2030] };

  test("come back to the same question on the same texts alone, whole or not at all", () => {
    const answers = keptAnswers(join(folder, "kept"), "");
    expect(answers.read("peaks", texts)).toBeUndefined();
    answers.keep("peaks", texts, answer);
    expect(answers.read("peaks", texts)).toEqual(answer);
    expect(answers.read("sums", texts)).toBeUndefined();
    expect(answers.read("peaks", [{ ...texts[0], text: "extends: reference " }])).toBeUndefined();
    expect(answers.read("peaks", [{ ...texts[0], name: "scenarios/isle/other.yaml" }])).toBeUndefined();
    const [name] = readdirSync(join(folder, "kept"));
    const file = join(folder, "kept", name);
    const damaged = readFileSync(file);
    damaged[damaged.length - 3] ^= 1;
    writeFileSync(file, damaged);
    expect(answers.read("peaks", texts)).toBeUndefined();
    answers.keep("peaks", texts, answer);
    expect(answers.read("peaks", texts)).toEqual(answer);
  });

  test("never grow without bound, and a folder that cannot be written keeps none", () => {
    const answers = keptAnswers(join(folder, "kept"), "");
    for (let i = 0; i < 110; i++) answers.keep(`question ${i}`, texts, answer);
    expect(readdirSync(join(folder, "kept"))).toHaveLength(100);
    expect(answers.read("question 109", texts)).toEqual(answer);
    // Another build of the program has its own.
    expect(keptAnswers(join(folder, "kept"), "next").read("question 109", texts)).toBeUndefined();
    // The oldest one stays as long as it is asked for.
    expect(answers.read("question 10", texts)).toEqual(answer);
    answers.keep("question 110", texts, answer);
    expect(answers.read("question 10", texts)).toEqual(answer);
    expect(answers.read("question 11", texts)).toBeUndefined();
    writeFileSync(join(folder, "file"), "");
    const none = keptAnswers(join(folder, "file"), "");
    none.keep("peaks", texts, answer);
    expect(none.read("peaks", texts)).toBeUndefined();
  });

  test("hold as long as all files that were read, listed or looked for are as they were", async () => {
    const answers = keptAnswers(join(folder, "kept"), "");
    const files = new Map([
      ["data/a.csv", "1"],
      ["data/b.csv", "2"],
    ]);
    const library = {
      read: (path: string) => files.get(path),
      list: (top: string) => [...files.keys()].filter((path) => path.startsWith(top)).sort(),
    };
    let found = 0;
    const ask = (keep = true) =>
      answerOfFiles(answers, "sum", library, async ({ read, list }) => {
        found++;
        const texts = [...list("data"), "mine.csv"].map((path) => read(path));
        return { answer: new Map([["sum", texts.map(Number)]]), keep };
      });
    const first = await ask();
    expect(first).toEqual(new Map([["sum", [1, 2, Number.NaN]]]));
    expect([await ask(), found]).toEqual([first, 1]);
    for (const [path, text] of [
      ["data/a.csv", "3"],
      ["data/c.csv", "4"],
      ["mine.csv", "5"],
    ]) {
      files.set(path, text);
      const before = found;
      const anew = await ask();
      expect([await ask(), found], path).toEqual([anew, before + 1]);
    }
    files.delete("data/b.csv");
    expect((await ask(false)).get("sum")).toEqual([3, 4, 5]);
    await ask(false);
    expect(found).toBe(6);
  });

  test("stand in the caches of the user alone where the package cannot be written", () => {
    const own = ownCache(folder);
    expect(own).toBe(join(folder, "peakpath"));
    expect(statSync(join(folder, "peakpath")).mode & 0o777).toBe(0o700);
    chmodSync(join(folder, "peakpath"), 0o770);
    expect(ownCache(folder)).toBeUndefined();
    rmSync(join(folder, "peakpath"), { recursive: true });
    symlinkSync(tmpdir(), join(folder, "peakpath"));
    expect(ownCache(folder)).toBeUndefined();
    rmSync(join(folder, "peakpath"));
    writeFileSync(join(folder, "peakpath"), "");
    expect(ownCache(folder)).toBeUndefined();
  });
});
