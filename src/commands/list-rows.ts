import { type Language, messages, say } from "../report/words/messages.ts";
import { libraryOf, loadScenarios } from "../run/load.ts";
import { scenarioHead } from "../scenario/head.ts";
import { listRegions, listScenarios } from "../scenario/list.ts";
import { isRollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { InputError } from "../text/problems.ts";
import type { Terminal } from "./shell/terminal.ts";

export interface ListTable {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * What `peakpath list` shows, as rows of text.
 *
 * @throws InputError where a scenario that is needed for it has mistakes.
 */
export function listRows(terminal: Terminal, what: string, only: string | undefined, language: Language): ListTable {
  const m = messages[language];
  const library = libraryOf(terminal);
  const scenarios = (): Scenario[] =>
    only === undefined ? readableScenarios(terminal) : loadScenarios(library, [only]).map(({ scenario }) => scenario);
  switch (what) {
    case "regions":
      return regionRows(scenarios(), only === undefined ? listRegions(library) : [], language);
    case "scenarios": {
      const sums = only === undefined ? listScenarios(library).filter((id) => isRollUp(library, id)) : [];
      return {
        columns: [
          { key: "scenario", title: m.scenario },
          { key: "title", title: m.title },
          { key: "model", title: "" },
        ],
        rows: [
          ...scenarios().map(({ id, title, model }) => [id, say(title, language), model.name]),
          ...sums.map((id) => {
            const { model, regions } = scenarioHead(library, id);
            return [id, m.sumOf(regions.length), model];
          }),
        ],
      };
    }
    case "levers":
      return leverRows(scenarios(), language);
    case "variables":
      return variableRows(scenarios(), language);
    default:
      return targetRows(scenarios(), language);
  }
}

/** All scenarios without a mistake; those that have one are named on standard error and left out. */
function readableScenarios(terminal: Terminal): Scenario[] {
  const library = libraryOf(terminal);
  // The sum of several regions has no inputs of its own; its regions' scenarios are listed.
  const ids = listScenarios(library).filter((id) => !isRollUp(library, id));
  try {
    return loadScenarios(library, ids).map(({ scenario }) => scenario);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return ids.flatMap((id) => {
    try {
      return loadScenarios(library, [id]).map(({ scenario }) => scenario);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      terminal.err(`${id} has mistakes and is left out; see: peakpath check ${id}\n`);
      return [];
    }
  });
}

function regionRows(scenarios: readonly Scenario[], ids: readonly string[], language: Language): ListTable {
  const m = messages[language];
  const regions = new Map(scenarios.map(({ region }) => [region.id, region]));
  const names = [...new Set([...ids, ...regions.keys()])].sort();
  return {
    columns: [
      { key: "region", title: m.region },
      { key: "label", title: m.label },
      { key: "years", title: m.year },
    ],
    rows: names.map((id) => {
      const region = regions.get(id);
      return region === undefined
        ? [id, "", ""]
        : [id, say(region.label, language), `${region.baseYear}-${region.horizon}`];
    }),
  };
}

function leverRows(scenarios: readonly Scenario[], language: Language): ListTable {
  const m = messages[language];
  const rows = new Map<string, string[]>();
  for (const { region } of scenarios) {
    for (const [id, lever] of region.levers) {
      const key = `${region.id} ${id}`;
      const row = rows.get(key) ?? [
        region.id,
        id,
        say(lever.label, language),
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
      { key: "label", title: m.label },
      { key: "family", title: m.family },
      { key: "levels", title: "1/2/3/4" },
      { key: "source", title: m.source },
    ],
    rows: [...rows.values()],
  };
}

function variableRows(scenarios: readonly Scenario[], language: Language): ListTable {
  const m = messages[language];
  const models = new Map(scenarios.map(({ model }) => [model.name, model]));
  return {
    columns: [
      { key: "variable", title: m.name },
      { key: "unit", title: m.unit },
      { key: "label", title: m.label },
    ],
    rows: [...models.values()].flatMap((model) =>
      [...model.variables.values()].map(({ name, over, unit, label }) => [
        [name, ...over].join("."),
        unit.text,
        say(label, language),
      ]),
    ),
  };
}

function targetRows(scenarios: readonly Scenario[], language: Language): ListTable {
  const m = messages[language];
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
