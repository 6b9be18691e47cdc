import { expect, test } from "vitest";
import type { Model } from "../../../src/engine/language/model.ts";
import { compile } from "../../../src/engine/program/compile.ts";
import { statementsPerFunction } from "../../../src/engine/program/generate.ts";
import { formatProblem } from "../../../src/text/problems.ts";
import { headerLines, problemsOf, runTiny, scalar, tinyInputs, tinyModel } from "../tiny-model.ts";

const overPlant = (name: string, formula: string, more = "") =>
  `  ${name}: {over: [plant], unit: TW*h/yr, label: {en: a, zh: 甲}, ${more}formula: ${formula}}`;

test("merit order: each member sees what those before it have served, and it stays a loop", () => {
  const dispatched = overPlant("dispatched", '"clip(load - before(dispatched[plant], plant), 0, limit[plant])"');
  const { series, program } = runTiny(dispatched);
  expect([0, 1, 2].map((cell) => series("dispatched", cell)[1])).toEqual([50, 40, 20]);
  expect(program.source().match(/for \(let i0/g)).toHaveLength(2);
});

test("recursion against the set's order runs the loop backwards", () => {
  const { series, program } = runTiny(overPlant("left", '"limit[plant] + after(left[plant], plant)"'));
  expect([0, 1, 2].map((cell) => series("left", cell)[0])).toEqual([150, 70, 30]);
  expect(program.source()).toContain("i0--");
});

test("variables that depend on each other member by member are taken apart", () => {
  const variables = [
    overPlant("residual", '"load - before(served[plant], plant)"'),
    overPlant("served", '"min(limit[plant], residual[plant])"'),
  ].join("\n");
  const { series } = runTiny(variables);
  expect([0, 1, 2].map((cell) => series("residual", cell)[0])).toEqual([100, 50, 10]);
  expect([0, 1, 2].map((cell) => series("served", cell)[3])).toEqual([50, 40, 30]);
});

/** Code is made when it runs first. */
const computed = (model: Model) => {
  const program = compile(model, tinyInputs());
  program.run(program.memory());
};

test("a true cycle is reported as a chain of names", () => {
  const variables = [scalar("a", "b + 1"), scalar("b", "c * 2"), scalar("c", "a")].join("\n");
  const problems = problemsOf(() => computed(tinyModel(variables)));
  expect(problems).toHaveLength(1);
  expect(problems[0].message).toBe(
    "depends on itself in the same year: a -> b -> c -> a; break the chain with previous()",
  );
  const along = problemsOf(() => computed(tinyModel(overPlant("x", '"sum(x[plant], plant)"'))));
  expect(formatProblem(along[0])).toContain("x[coal] -> x[coal]");
});

test("previous and lag: initial in the base year, a value before it, a lag that differs by member", () => {
  const variables = [
    scalar("stock", "previous(stock) * (1 + growth)", "TW*h/yr", 'initial: "load", '),
    scalar("late", "lag(load, 2, 7 * load / load * limit[wind] / 30)", "TW*h/yr"),
    overPlant("arrived", '"lag(load, delay[plant], 0)"'),
  ].join("\n");
  const { series } = runTiny(variables);
  expect(series("stock")[0]).toBe(100);
  expect(series("stock")[2]).toBeCloseTo(121, 12);
  expect(series("late")).toEqual([7, 7, 100, 110]);
  expect([0, 1, 2].map((cell) => series("arrived", cell))).toEqual([
    [0, 100, 110, 120],
    [0, 0, 100, 110],
    [100, 110, 120, 130],
  ]);
});

test("powers: a square is a product, others go through our own exp and log", () => {
  const { series, program } = runTiny([scalar("a", "growth^2"), scalar("b", "(load / limit[coal])^1.5")].join("\n"));
  expect(series("a")[0]).toBeCloseTo(0.01, 15);
  expect(series("b")[0]).toBeCloseTo(2 ** 1.5, 12);
  expect(program.source()).toContain("exp((1.5 * log(");
});

test("imposed values are taken where there are any, and the formula's own are kept beside them", () => {
  const inputs = tinyInputs();
  inputs.observed.set("stock", Float64Array.of(Number.NaN, 200, Number.NaN, Number.NaN));
  const { series, program, memory } = runTiny(
    scalar("stock", "previous(stock) * 2", "TW*h/yr", 'observed: true, initial: "load", '),
    {},
    inputs,
  );
  expect(series("stock")).toEqual([100, 200, 400, 800]);
  expect([...(program.modelled(memory, "stock", 0) ?? [])]).toEqual([100, 200, 400, 800]);
});

test("a cell that is not finite fails the run and is named with its year", () => {
  const broken = overPlant("share", '"limit[plant] * load / (load - 2 * limit[gas] - limit[wind])"');
  expect(() => runTiny(broken)).toThrow(
    new RegExp(
      `share\\[coal\\] is not finite in 2022: its numbers divide by 0 or grow beyond all bounds; its formula stands at tiny.yaml:${headerLines + 2}`,
    ),
  );
});

test("touched parameters can be overwritten between runs, others are folded", () => {
  const variables = [scalar("x", "load * growth", "TW*h/yr"), scalar("y", "limit[coal]", "TW*h/yr")].join("\n");
  const program = compile(tinyModel(variables), tinyInputs(), { touched: new Set(["load", "growth"]) });
  expect(program.source()).toContain("= 50;");
  const memory = program.memory();
  program.run(memory);
  expect(program.series(memory, "x", 0)[3]).toBeCloseTo(13, 12);
  const load = program.parameterCells("load");
  const growth = program.parameterCells("growth");
  if (load === undefined || growth === undefined) throw new Error("touched parameters must have cells");
  memory[load.offset + 3 * load.stride] = 200;
  memory[growth.offset] = 50;
  program.run(memory);
  expect([...program.series(memory, "x", 0)]).toEqual([50, 55, 60, 100]);
});

test("what feeds no outcome is left out, and the flags; errors that read what is computed stay", () => {
  const variables = [scalar("used", "growth"), scalar("unused", "growth * 2"), scalar("more", "used * 3")].join("\n");
  const check = (name: string, condition: string, severity = "error") =>
    `  ${name}: {severity: ${severity}, label: {en: ok, zh: 好}, condition: "${condition}"}`;
  const model = tinyModel(
    variables,
    [check("seen", "used < 0.05"), check("unseen", "unused < 0"), check("remark", "used < 0", "flag")].join("\n"),
  );
  const violated = (outcomes?: string[]) => {
    const program = compile(model, tinyInputs(), { outcomes });
    const memory = program.memory();
    program.run(memory);
    return program.violations(memory).map((violation) => `${violation.check} ${violation.year}`);
  };
  expect(violated()).toEqual(
    ["seen", "unseen", "remark"].flatMap((name) => [2021, 2022, 2023, 2024].map((y) => `${name} ${y}`)),
  );
  expect(violated(["more"])).toEqual([2021, 2022, 2023, 2024].map((year) => `seen ${year}`));
  const program = compile(model, tinyInputs(), { outcomes: ["used"] });
  expect(() => program.series(program.memory(), "unused", 0)).toThrow('the program was compiled without "unused"');
});

test("what is the same in every year is computed once, in the base year's run", () => {
  const variables = [
    scalar("carried", "previous(carried)", "TW*h/yr", 'initial: "load * 2", '),
    scalar("derived", "carried + limit[coal]", "TW*h/yr"),
    scalar("changing", "derived + load", "TW*h/yr"),
  ].join("\n");
  const { series, program } = runTiny(variables);
  expect(series("derived")).toEqual([250, 250, 250, 250]);
  expect(series("changing")).toEqual([350, 360, 370, 380]);
  expect(program.cells).toBe(1);
  const later = program.source().indexOf("function fixed_later_0");
  expect(later).toBeGreaterThan(0);
  expect(program.source().slice(0, later)).toContain("derived =");
  expect(program.source().slice(later)).not.toContain("derived =");
});

test("no generated function holds more statements than V8 optimises", () => {
  const many = Array.from({ length: 500 }, (_, i) =>
    scalar(`v${i}`, i === 0 ? "growth * (year - 2000)" : `v${i - 1} + 1`),
  ).join("\n");
  const { program } = runTiny(many);
  const bodies = program
    .source()
    .split(/^function /m)
    .slice(1);
  expect(bodies.length).toBeGreaterThan(6);
  for (const body of bodies) expect(body.match(/;$/gm)?.length ?? 0).toBeLessThanOrEqual(statementsPerFunction + 1);
});

test("text of a model file reaches the generated code in no form but checked names and numbers", () => {
  const { program } = runTiny(scalar("a", "growth # */ process.exit(1) //"));
  expect(program.source()).not.toContain("process");
});

test("the same model and inputs give the same code and bits", () => {
  const variables = overPlant("dispatched", '"clip(load - before(dispatched[plant], plant), 0, limit[plant])"');
  const a = runTiny(variables);
  const b = runTiny(variables);
  expect(a.program.source()).toBe(b.program.source());
  expect(a.memory).toEqual(b.memory);
});
