import { readDesign } from "../../src/batch/design/read-design.ts";
import { openBatch } from "../../src/batch/prepare-batch.ts";
import type { Model } from "../../src/engine/language/model.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import type { ScenarioRun } from "../../src/run/run.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { families, projectStatuses } from "../../src/scenario/levers/lever.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { type Library, layeredLibrary } from "../../src/text/library.ts";
import { toyProject } from "../commands/toy.ts";

const own = nodeLibrary(toyProject, toyProject);
export const toylandModel = readModel(modelFiles(own, "toy"));

/** The toy project with these texts laid over it. */
export function toylandWith(files: Readonly<Record<string, string>>): Library {
  return layeredLibrary(own, new Map(Object.entries(files)));
}

/** A run of the scenario of this text on Toyland. */
export function toylandRun(text: string, files: Readonly<Record<string, string>> = {}): ScenarioRun {
  const library = toylandWith({ "scenarios/toyland/test.yaml": text, ...files });
  return runScenario(composeScenario(library, toylandModel, "toyland/test"));
}

/** The batch of a scenario's text with a design in it. */
export function toylandBatch(
  text: string,
  { backend = "wasm", files = {}, ...size }: ToylandOptions = {},
): ReturnType<typeof openBatch> & { readonly run: ScenarioRun } {
  const all = { "scenarios/toyland/test.yaml": text, ...files };
  const run = toylandRun(text, files);
  return { ...openBatch(run, readDesign(toylandWith(all), run.scenario), size, backend), run };
}

export interface ToylandOptions {
  readonly runs?: number;
  readonly seed?: number;
  readonly backend?: "wasm" | "js";
  readonly files?: Readonly<Record<string, string>>;
}

const toyText = modelFiles(own, "toy")[0].text;
/** Toyland's model with growth that all sectors have in common, a part of which they pass on, and what past errors act on. */
export const certainModelPassing = (part: number) =>
  readModel([
    {
      name: "src/model/toy.yaml",
      text: toyText
        .replace(
          "  sectors: co2\n",
          "  sectors: co2\n  certainty: {growth: drift, activity: growth, residual: [emissions, co2], common: provinces}\n",
        )
        .replace(
          "  sink: {",
          '  drift: { unit: "%/yr", yearly: true, min: -50, max: 50, default: 0, doc: Growth of all }\n  sink: {',
        )
        .replace("(1 + growth[sector])", `(1 + growth[sector] + ${part} * drift)`),
    },
  ]);
export const certainModel = certainModelPassing(1);

const late = "0.4,0.25,0.15,0.12,0.08,0";
const beta = (family: string) => `${family},beta,0,,1.2,0.8,0.25,,${late},,invented`;
const numbers = (rows: string) =>
  ["name,value,unit,source", ...rows.split(" ").map((row) => `${row.replace("=", ",")},1,invented`)].join("\n");

/** Tables of past errors with round numbers. */
const tables: Readonly<Record<string, string>> = {
  economy: numbers(
    "gdp_persistence=0.9 gdp_spread=0.02 gdp_degrees=6 intensity_persistence=0.95 intensity_spread=0.015 intensity_degrees=6 correlation=-0.3 sector_share=0.5 common_provinces=0.45 common_countries=0.12 factor=0.75 volatility=0.05 forecast_volatility_exponent=0.5",
  ),
  residual: numbers(
    "degrees=6 spread=0.05 volatility=0.05 volatility_exponent=0.5 common_provinces=0.2 nation_share=0.25",
  ),
  delivery_rules: numbers("correlation=0.5 measured=0.2"),
  delivery: [
    "family,spread,low,mode,high,mean,deviation,median,delay_0,delay_1,delay_2,delay_3,delay_4,delay_5,n,source",
    ...families.filter((family) => family !== "projects" && family !== "renewables").map(beta),
    `renewables,lognormal,,,,,0.3,1.4,${late},,invented`,
    ...projectStatuses.map((status) => `project_${status},discrete,0,,1,0.7,,,${late},,invented`),
    "no_number,uniform,0,,2,,,,,,,,,,,invented",
  ].join("\n"),
};

/** These tables, with these rows in place of those of their names. */
export function certaintyTables(rows: Readonly<Record<string, string>> = {}): Record<string, string> {
  const written = Object.entries(tables).map(([name, text]) => {
    const lines = text.split("\n").map((line) => rows[`${name}.${line.split(",")[0]}`] ?? line);
    return [`data/certainty/${name}.csv`, `${lines.join("\n")}\n`];
  });
  return Object.fromEntries(written);
}

/** A calibrated batch of Toyland's policy, with the lines of a design behind its kind where they are given. */
export function certainBatch(
  rows: Readonly<Record<string, string>> = {},
  { design, backend = "wasm", region = "toyland", model = certainModel, ...size }: CertainOptions = {},
): ReturnType<typeof openBatch> & { readonly run: ScenarioRun } {
  const text = `extends: policy\n${design === undefined ? "" : `design: {kind: monte_carlo, ${design}}\n`}`;
  const library = toylandWith({ "scenarios/toyland/test.yaml": text, ...certaintyTables(rows) });
  const composed = composeScenario(library, model, "toyland/test");
  const scenario = { ...composed, region: { ...composed.region, id: region } };
  const run = runScenario(scenario);
  return { ...openBatch(run, readDesign(library, scenario), size, backend), run };
}

export interface CertainOptions {
  readonly design?: string;
  readonly runs?: number;
  readonly seed?: number;
  readonly backend?: "wasm" | "js";
  readonly region?: string;
  readonly model?: Model;
}
