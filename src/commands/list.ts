import { installedLibrary } from "../files/installed.ts";
import type { Coverage } from "../questions/coverage.ts";
import { percent } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { loadScenarios } from "../run/load.ts";
import { listRegions, listScenarios, scenarioHead } from "../scenario/head.ts";
import { type QualityCheck, readQuality } from "../scenario/region/region-quality.ts";
import { isRollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { jsonText } from "../text/json.ts";
import { InputError, usageError } from "../text/problems.ts";
import { give } from "./question.ts";
import { runAll } from "./run/all.ts";
import { coverageJson, coverageLines } from "./run/coverage.ts";
import { command } from "./shell/command.ts";
import { withLanguage } from "./shell/options.ts";
import { progressOn } from "./shell/progress.ts";
import type { Terminal } from "./shell/terminal.ts";

const listable = ["regions", "scenarios", "levers", "variables", "targets"] as const;

/** `peakpath list`: what there is to run, to pull and to look at. */
export const listCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("what", { choices: listable, demandOption: true, describe: "What to list" })
      .positional("scenario", { type: "string", describe: "Only what this scenario can use; all scenarios without" })
      .option("quality", {
        type: "boolean",
        default: false,
        describe: "Of regions: calibration factors, cross-checks and estimated shares",
      })
      .example("$0 list regions", "every region: base year, plans, targets met and missed")
      .example("$0 list scenarios", "what can be run")
      .example("$0 list levers zhejiang/policy", "what the scenario pulls, and what it could pull"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    if (args.quality && args.what !== "regions") throw usageError("list_quality", {});
    if (args.what === "regions" && args.scenario === undefined) {
      return args.quality ? listQuality(terminal, words, args.json) : listCoverage(terminal, words, args.json);
    }
    const { columns, rows } = listRows(terminal, args.what, args.scenario, words);
    const lines = textTable(columns, rows, 0);
    if (!args.json && lines.length === 0) return;
    await give(call, args, {
      lines: () => lines,
      json: () => rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i]]))),
    });
  },
);

export interface ListTable {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * What `peakpath list` shows, as rows of text.
 *
 * @throws InputError where a scenario that is needed for it has mistakes.
 */
export function listRows(terminal: Terminal, what: string, only: string | undefined, words: Words): ListTable {
  const m = words.list;
  const library = installedLibrary(terminal);
  const scenarios = (): Scenario[] =>
    only === undefined ? readableScenarios(terminal, words) : loadScenarios(library, [only]);
  switch (what) {
    case "regions":
      return regionRows(scenarios(), only === undefined ? listRegions(library) : [], words);
    case "scenarios": {
      const sums = only === undefined ? listScenarios(library).filter((id) => isRollUp(library, id)) : [];
      return {
        columns: [
          { key: "scenario", title: words.common.scenario },
          { key: "title", title: m.title },
          { key: "model", title: "" },
        ],
        rows: [
          ...scenarios().map(({ id, title, model }) => [id, words.say(title), model.name]),
          ...sums.map((id) => {
            const { model, regions } = scenarioHead(library, id);
            return [id, m.sumOf(regions.length), model];
          }),
        ],
      };
    }
    case "levers":
      return leverRows(scenarios(), words);
    case "variables":
      return variableRows(scenarios(), words);
    default:
      return targetRows(scenarios(), words);
  }
}

/** All scenarios without a mistake; those that have one are named on standard error and left out. */
function readableScenarios(terminal: Terminal, words: Words): Scenario[] {
  const library = installedLibrary(terminal);
  // The sum of several regions has no inputs of its own; its regions' scenarios are listed.
  const ids = listScenarios(library).filter((id) => !isRollUp(library, id));
  try {
    return loadScenarios(library, ids);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return ids.flatMap((id) => {
    try {
      return loadScenarios(library, [id]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      terminal.err(`${words.list.leftOut(id)}\n`);
      return [];
    }
  });
}

function regionRows(scenarios: readonly Scenario[], ids: readonly string[], words: Words): ListTable {
  const m = words.common;
  const regions = new Map(scenarios.map(({ region }) => [region.id, region]));
  const names = [...new Set([...ids, ...regions.keys()])].sort();
  return {
    columns: [
      { key: "region", title: m.region },
      { key: "label", title: words.list.label },
      { key: "years", title: m.year },
    ],
    rows: names.map((id) => {
      const region = regions.get(id);
      return region === undefined
        ? [id, "", ""]
        : [id, words.say(region.label), `${region.baseYear}-${region.horizon}`];
    }),
  };
}

function leverRows(scenarios: readonly Scenario[], words: Words): ListTable {
  const m = words.common;
  const rows = new Map<string, string[]>();
  for (const { region } of scenarios) {
    for (const [id, lever] of region.levers) {
      const key = `${region.id} ${id}`;
      const row = rows.get(key) ?? [
        region.id,
        id,
        words.say(lever.label),
        lever.family,
        lever.levels.map((level) => String(Number(level.toPrecision(3)))).join("/"),
        lever.source,
      ];
      rows.set(key, row);
    }
  }
  return {
    columns: [
      { key: "region", title: m.region },
      { key: "lever", title: m.lever },
      { key: "label", title: words.list.label },
      { key: "family", title: words.list.family },
      { key: "levels", title: "1/2/3/4" },
      { key: "source", title: m.source },
    ],
    rows: [...rows.values()],
  };
}

function variableRows(scenarios: readonly Scenario[], words: Words): ListTable {
  const m = words.list;
  const models = new Map(scenarios.map(({ model }) => [model.name, model]));
  return {
    columns: [
      { key: "variable", title: m.name },
      { key: "unit", title: words.common.unit },
      { key: "label", title: m.label },
    ],
    rows: [...models.values()].flatMap((model) =>
      [...model.variables.values()].map(({ name, over, unit, label }) => [
        [name, ...over].join("."),
        unit.text,
        words.say(label),
      ]),
    ),
  };
}

function targetRows(scenarios: readonly Scenario[], words: Words): ListTable {
  const m = words.common;
  return {
    columns: [
      { key: "scenario", title: m.scenario },
      { key: "target", title: m.target },
      { key: "year", title: m.year },
      { key: "asked", title: m.asked },
      { key: "source", title: m.source },
    ],
    rows: scenarios.flatMap(({ id, targets }) =>
      targets.map((target) => [
        id,
        target.name,
        String(target.kind === "peak" ? target.by : target.year),
        target.text,
        target.source ?? "",
      ]),
    ),
  };
}

/** The table of all regions, from runs made for it, so that nothing in it can be out of date. */
export async function listCoverage(terminal: Terminal, words: Words, json: boolean): Promise<void> {
  const library = installedLibrary(terminal);
  const checks = readQuality(library);
  const none = { wide: false, excel: false, levers: false, command: "", folder: undefined };
  const { coverage } = await runAll(library, none, progressOn(terminal), (id) =>
    terminal.err(`${id} ${words.common.failed}; peakpath run ${id}\n`),
  );
  if (json) {
    terminal.out(jsonText(coverageJson(coverage, checks)));
    return;
  }
  terminal.out(`${coverageLines(coverage, words, checks).join("\n")}\n`);
  const idle = withoutRuns(listRegions(library), coverage);
  if (idle.length > 0) terminal.out(`${words.coverage.withoutRuns}${words.common.colon}${idle.join(", ")}\n`);
}

function withoutRuns(regions: readonly string[], coverage: readonly Coverage[]): string[] {
  return regions.filter((id) => !coverage.some(({ region }) => region === id));
}

/** Calibration factors, cross-checks and estimated shares of every region as the data step wrote them. */
export function listQuality(terminal: Terminal, words: Words, json: boolean): void {
  const checks = readQuality(installedLibrary(terminal));
  if (json) {
    terminal.out(jsonText(checks));
    return;
  }
  const m = words.coverage;
  const end = "end" as const;
  const columns = [
    { title: words.common.region },
    { title: m.qualityCheck },
    { title: m.computed, align: end },
    { title: m.published, align: end },
    { title: words.common.unit },
    { title: "", align: end },
    { title: m.reason },
  ];
  const rows = checks.map((row: QualityCheck, i) => [
    i > 0 && checks[i - 1].region === row.region ? "" : row.region,
    row.check,
    row.computed,
    row.published,
    row.unit === "1" ? "" : row.unit,
    row.difference === undefined ? "" : `${row.difference > 0 ? "+" : ""}${percent(row.difference)}`,
    row.reason,
  ]);
  terminal.out(`${textTable(columns, rows, 0).join("\n")}\n`);
}
