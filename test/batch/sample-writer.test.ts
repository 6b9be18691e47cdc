import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inputValue } from "../../src/batch/design/batch-input.ts";
import { readDesign } from "../../src/batch/design/read-design.ts";
import { changedParameters, sampleWriter } from "../../src/batch/sample-writer.ts";
import { singleLane } from "../../src/engine/lanes/lane-program.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { compile } from "../../src/engine/program/compile.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import { composed, libraryOf, mistakes, toy } from "../scenario/toy.ts";

const modelText = readFileSync(new URL("../fixtures/models/toy.yaml", import.meta.url), "utf8");

/** The toy model whose shares may leave a rest. */
const withRest = readModel([
  {
    name: "src/model/toy.yaml",
    text: modelText.replace("shares: sector,", "shares: {over: sector, at_most: true},"),
  },
]);

const design = (inputs: string) => `extends: reference\ndesign: {kind: monte_carlo, inputs: {${inputs}}}\n`;

test("shares that sum to 1 and the model's structure cannot be sampled", () => {
  const text = design(
    "sector_share.steel: {as: scale, spread: uniform, low: 0.5, high: 1}, lifetime: {as: scale, spread: uniform, low: 1, high: 2}",
  );
  const library = libraryOf({ "scenarios/isle/test.yaml": text });
  const scenario = composeScenario(library, toy, "isle/test");
  expect(mistakes(() => readDesign(library, scenario))).toEqual([
    'scenarios/isle/test.yaml:2:38  design.inputs.sector_share.steel: the values of "sector_share" over sector sum to 1, so that one cannot move alone',
    'scenarios/isle/test.yaml:2:107  design.inputs.lifetime: "lifetime" is part of the model\'s structure; no sample may change it',
  ]);
});

test("shares that may sum to less are held to it run by run", () => {
  const text = design("sector_share.steel: {as: scale, spread: uniform, low: 0.5, high: 2}");
  const library = libraryOf({ "scenarios/isle/test.yaml": text });
  const scenario = composeScenario(library, withRest, "isle/test");
  const { inputs } = readDesign(library, scenario);
  const touched = changedParameters(scenario, inputs);
  const writer = sampleWriter(scenario, inputs, singleLane(compile(withRest, scenario.base, { touched })));
  expect(writer.take(Float64Array.of(0.9), 0)).toBeUndefined();
  expect(writer.take(Float64Array.of(1), 0)).toBeUndefined();
  expect(writer.take(Float64Array.of(1.5), 0)).toMatch(
    /^the shares of sector_share\.steel in 2024 would sum to 1\.2\d*, not to at most 1$/,
  );
});

test("levers act on what is sampled as they do on what a scenario assumes, and are clipped at the same bounds", () => {
  // More wind adds 4 GW from 2026 on, less coal halves coal, and all hours have a floor that a sample can lie below.
  const levers = "levers: {more_wind: {}, less_coal: {strength: 0.7}, all_hours: {}}\n";
  const sampled = `${levers}design: {kind: monte_carlo, inputs: {
  planned_capacity.*: {as: scale, spread: uniform, low: 0.5, high: 2, years: 2021-2040},
  full_load_hours.vre: {as: shift, spread: uniform, low: -500 h/yr, high: 2000 h/yr, years: 2021-2040}}}\n`;
  const library = libraryOf({ "scenarios/isle/test.yaml": `extends: reference\n${sampled}` });
  const scenario = composeScenario(library, toy, "isle/test");
  const { inputs } = readDesign(library, scenario);
  const lanes = singleLane(compile(toy, scenario.base, { touched: changedParameters(scenario, inputs) }));
  const writer = sampleWriter(scenario, inputs, lanes);
  for (const u of [0.6, 0.7, 0.95]) {
    const [scale, shift] = inputs.map((input) => inputValue(input, u));
    expect(writer.take(Float64Array.of(scale, shift), 0)).toBeUndefined();
    writer.write();
    const paths = ["planned_capacity", "full_load_hours"].flatMap((name) => {
      const { size } = toy.parameters.get(name) ?? { size: 0 };
      const base = scenario.base.values.get(name) as Float64Array;
      const technologies = toy.sets.get("technology")?.members.map((member) => member.name) ?? [];
      const moved = inputs.find((input) => input.name.startsWith(name));
      const cells = moved !== undefined && "cells" in moved ? moved.cells : [];
      return cells.map((cell) => {
        const years = Array.from({ length: 20 }, (_, i) => {
          const value = base[i * size + cell];
          return `${2021 + i}: ${name === "planned_capacity" ? value * scale : value + shift}`;
        });
        const unit = name === "planned_capacity" ? "GW" : "h/yr";
        return `  ${name}.${technologies[cell]}: {${years.join(", ")}, unit: ${unit}}`;
      });
    });
    const own = scenarioInputs(composed(`extends: reference\nassume:\n${paths.join("\n")}\n${levers}`));
    for (const name of ["planned_capacity", "full_load_hours"]) {
      const place = lanes.parameterCells(name);
      if (place === undefined) throw new Error(`${name} feeds nothing`);
      const { offset, size, stride } = place;
      const values = own.values.get(name) as Float64Array;
      const found = Float64Array.from(values, (_, i) => {
        const year = Math.floor(i / size);
        return lanes.memory[offset + year * stride + (i - year * size)];
      });
      expect(found).toEqual(values);
    }
  }
});
