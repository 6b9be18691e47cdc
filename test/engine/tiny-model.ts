import type { Inputs, Model } from "../../src/engine/language/model.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { type CompileOptions, compile, type Program } from "../../src/engine/program/compile.ts";
import { InputError, type Problem } from "../../src/text/problems.ts";

const header = `model: tiny
label: {en: Tiny, zh: 微型}
units:
  tce: {is: 29.3076 GJ, prefixes: [M]}
  tCO2: {base: true, prefixes: [M]}
  person: {base: true}
sets:
  plant:
    label: {en: Plant, zh: 电厂}
    members: {coal: {en: Coal, zh: 煤电}, gas: {en: Gas, zh: 气电}, wind: {en: Wind, zh: 风电}}
    subsets: {fossil: [coal, gas], clean: [wind]}
  age: {label: {en: Age, zh: 年龄}, from: 0, to: 2}
parameters:
  load: {unit: TW*h/yr, yearly: true, doc: load}
  limit: {over: [plant], unit: TW*h/yr, doc: limit}
  hours: {over: [fossil], unit: h/yr, doc: hours}
  growth: {unit: "%/yr", doc: growth}
  delay: {over: [plant], unit: yr, structural: true, doc: delay}
`;

/** The number of lines in front of the first variable, for tests of places. */
export const headerLines = header.split("\n").length - 1;

export const years = 4;

/** A model with three plants and the variables given as YAML lines. */
export function tinyModel(variables: string, checks = ""): Model {
  return readModel([
    { name: "tiny.yaml", text: `${header}variables:\n${variables}\n${checks === "" ? "" : `checks:\n${checks}\n`}` },
  ]);
}

export function tinyInputs(): Inputs {
  return {
    baseYear: 2021,
    years,
    values: new Map([
      ["load", Float64Array.of(100, 110, 120, 130)],
      ["limit", Float64Array.of(50, 40, 30)],
      ["hours", Float64Array.of(5000, 3000)],
      ["growth", Float64Array.of(10)],
      ["delay", Float64Array.of(1, 2, 0)],
    ]),
    observed: new Map(),
  };
}

/** Compiles and runs, and reads a cell's series. */
export function runTiny(variables: string, options: CompileOptions = {}, inputs = tinyInputs()) {
  const program: Program = compile(tinyModel(variables), inputs, options);
  const memory = program.memory();
  program.run(memory);
  return { program, memory, series: (name: string, cell = 0) => [...program.series(memory, name, cell)] };
}

/** The problems that a call throws. */
export function problemsOf(call: () => unknown): readonly Problem[] {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

/** A variable line for tests that care about its formula alone. */
export function scalar(name: string, formula: string, unit = '"1"', more = ""): string {
  return `  ${name}: {unit: ${unit}, label: {en: a, zh: 甲}, ${more}formula: ${JSON.stringify(formula)}}`;
}
