import type { ScenarioRun } from "../../run/run.ts";
import { VERSION } from "../../text/version.ts";
import type { Words } from "../words/languages.ts";
import type { Sheet, SheetCell } from "./sheet.ts";

/** What the numbers rest on: program, scenario, boundaries, sources of the data with how many numbers come from each, documents. */
export function sourcesSheet(runs: readonly ScenarioRun[], command: string, words: Words): Sheet {
  const { common: m, workbook: w } = words;
  const rows: SheetCell[][] = [
    [w.program, `peakpath ${VERSION}`],
    [w.command, command],
    ...runs.flatMap((run): SheetCell[][] => {
      const { scenario, model, boundaries } = run;
      const { region, chain } = scenario;
      return [
        [m.scenario, `${words.say(region.label)} · ${words.say(scenario.title)} (${scenario.id})`],
        [
          w.method,
          words.run.header({
            model: model.name,
            base: scenario.baseYear,
            observed: scenario.lastObserved,
            horizon: scenario.horizon,
            levers: scenario.levers.size,
          }),
        ],
        ...(region.downscaled === undefined ? [] : [[words.run.downscaled, words.say(region.downscaled)]]),
        ...(chain.length > 1 ? [[words.run.chain, chain.slice(0, -1).join(" > ")]] : []),
        ...boundaries.map(({ label, variable }): SheetCell[] => [
          m.boundary,
          `${words.say(label)} (${words.unit(variable.unit.text)})`,
        ]),
      ];
    }),
    [w.units, w.unitsNote],
    ...documentsOf(runs).map((document): SheetCell[] => [w.document, document]),
    ...[...sourcesOf(runs)].map(([source, { numbers, estimated }]): SheetCell[] => [
      m.source,
      source,
      numbers,
      estimated,
    ]),
  ];
  return {
    name: w.sheets.sources,
    title: w.sheets.sources,
    headings: [w.kind, w.what, w.numbers, w.estimated],
    rows,
    fixed: 1,
    notes: [w.sourcesNote],
  };
}

/** The documents whose promises are judged, each once. */
function documentsOf(runs: readonly ScenarioRun[]): string[] {
  const documents = runs.flatMap(({ planTargets }) => planTargets.map(({ statement }) => statement.document));
  return [...new Set(documents)].filter((document) => document !== "");
}

/** How many numbers of the runs' data each source gives, and how many of them by a rule of estimation; most first. */
function sourcesOf(runs: readonly ScenarioRun[]) {
  const counts = new Map<string, { numbers: number; estimated: number }>();
  for (const { scenario } of runs) {
    for (const paths of scenario.given.values()) {
      for (const { constant, years } of paths.values()) {
        for (const given of [...(constant === undefined ? [] : [constant]), ...years.values()]) {
          if (given.source === undefined) continue;
          const count = counts.get(given.source) ?? { numbers: 0, estimated: 0 };
          counts.set(given.source, count);
          count.numbers++;
          if (given.estimated !== undefined) count.estimated++;
        }
      }
    }
  }
  return [...counts].sort(([a, one], [b, other]) => other.numbers - one.numbers || (a < b ? -1 : 1));
}
