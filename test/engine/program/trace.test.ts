import { expect, test } from "vitest";
import { parameterAt } from "../../../src/engine/program/interpret.ts";
import { traceCell } from "../../../src/engine/program/trace.ts";
import { runTiny, scalar, tinyInputs, tinyModel } from "../tiny-model.ts";

test("a trace shows the formula with its numbers and every input it read, once", () => {
  const variables = [
    scalar("stock", "previous(stock) * (1 + growth) + sum(limit[fossil], fossil)", "TW*h/yr", 'initial: "load", '),
    scalar("capped", "if(stock > load, min(stock, 2 * load), 0)", "TW*h/yr"),
  ].join("\n");
  const model = tinyModel(variables);
  const inputs = tinyInputs();
  const { series } = runTiny(variables);
  const sources = {
    model,
    baseYear: 2021,
    parameter: (name: string, cell: number, year: number) => parameterAt(model, inputs, name, cell, year),
    variable: (name: string, cell: number, year: number) => series(name, cell)[year],
  };
  const trace = traceCell(model, sources, "stock", 0, 1);
  expect(trace).toMatchObject({ name: "stock", year: 2022, value: 200, unit: "TW*h/yr" });
  expect(trace.filled).toBe("((100 * (1 + (10 * 0.01))) + sum(...) {90})");
  expect(trace.inputs.map(({ name, members, year, value }) => [name, ...members, year, value])).toEqual([
    ["stock", 2021, 100],
    ["growth", 2022, 10],
    ["limit", "coal", 2022, 50],
    ["limit", "gas", 2022, 40],
  ]);
  const capped = traceCell(model, sources, "capped", 0, 2);
  expect(capped.filled).toBe("if((310 > 120), min(310, (2 * 120)), 0)");
  expect(traceCell(model, sources, "stock", 0, 0).formula).toBe("load");
});
