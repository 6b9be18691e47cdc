import { installedLibrary } from "../files/installed.ts";
import { furthest, type Nowcast, nowcastOf, observedRegions } from "../questions/nowcast.ts";
import { signedPercent } from "../report/text/number-text.ts";
import { type Cell, right, textTable } from "../report/text/text-table.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { loadScenarios } from "../run/load.ts";
import { listRegions, listScenarios, scenarioHead } from "../scenario/head.ts";
import { readQuality } from "../scenario/region/region-quality.ts";
import { isRollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { need } from "../text/need.ts";
import { InputError, usageError } from "../text/problems.ts";
import { type Answer, give } from "./question.ts";
import { runAll } from "./run/all.ts";
import { coverageJson, coverageLines } from "./run/coverage.ts";
import { command } from "./shell/command.ts";
import { flag, withLanguage } from "./shell/options.ts";
import { reportRuns } from "./shell/report-runs.ts";
import { progressOn, type Terminal } from "./shell/terminal.ts";

type Listed = Pick<Answer, "lines" | "json">;

const listable = ["regions", "scenarios", "levers", "variables", "targets"] as const;

/** `peakpath list`: what there is to run, to pull and to look at. */
export const listCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("what", { choices: listable, demandOption: true, describe: "What to list" })
      .positional("scenario", { type: "string", describe: "Only what this scenario can use; all scenarios without" })
      .option(
        "quality",
        flag("Of regions: calibration factors, cross-checks, estimated shares, model against observation"),
      )
      .example("$0 list regions", "every region: base year, plans, promises by status")
      .example("$0 list scenarios", "what can be run")
      .example("$0 list levers zhejiang/policy", "what the scenario pulls, and what it could pull"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    if (args.quality && args.what !== "regions") throw usageError("list_quality", {});
    if (args.what === "regions" && args.scenario === undefined) {
      await give(call, args, args.quality ? listQuality(terminal, words) : await listCoverage(terminal, words));
      return;
    }
    const rows = listRows(terminal, args.what, args.scenario, words);
    const lines = textTable(
      rows.map((row) => Object.values(row)),
      0,
    );
    if (!args.json && lines.length === 0) return;
    const shown = (row: ListRow) => Object.fromEntries(Object.entries(row).map(([key, [, text]]) => [key, text]));
    await give(call, args, { lines: () => lines, json: () => rows.map(shown) });
  },
);

/** What is said of one thing in a list: a cell with its title under each key of the JSON. */
type ListRow = Readonly<Record<string, Cell>>;

/**
 * What `peakpath list` shows.
 *
 * @throws InputError where a scenario that is needed for it has mistakes.
 */
function listRows(terminal: Terminal, what: string, only: string | undefined, words: Words): ListRow[] {
  const { common: m, list: l } = words;
  const library = installedLibrary(terminal);
  const scenarios = only === undefined ? readableScenarios(terminal, words) : loadScenarios(library, [only]);
  switch (what) {
    case "regions": {
      const regions = new Map(scenarios.map(({ region }) => [region.id, region]));
      return [...regions.keys()].sort().map((id) => {
        const { label, baseYear, horizon } = need(regions, id);
        return {
          region: [m.region, id],
          label: [l.label, words.say(label)],
          years: [m.year, `${baseYear}-${horizon}`],
        };
      });
    }
    case "scenarios": {
      const row = (id: string, title: string, model: string): ListRow => {
        return { scenario: [m.scenario, id], title: [l.title, title], model: ["", model] };
      };
      const sums = only === undefined ? listScenarios(library).filter((id) => isRollUp(library, id)) : [];
      return [
        ...scenarios.map(({ id, title, model }) => row(id, words.say(title), model.name)),
        ...sums.map((id) => {
          const { model, regions } = scenarioHead(library, id);
          return row(id, l.sumOf(regions.length), model);
        }),
      ];
    }
    case "levers": {
      const rows = new Map<string, ListRow>();
      for (const { region } of scenarios) {
        for (const [id, { label, family, levels, source }] of region.levers) {
          const key = `${region.id} ${id}`;
          if (rows.has(key)) continue;
          rows.set(key, {
            region: [m.region, region.id],
            lever: [m.lever, id],
            label: [l.label, words.say(label)],
            family: [l.family, family],
            levels: ["1/2/3/4", levels.map((level) => String(Number(level.toPrecision(3)))).join("/")],
            source: [m.source, source],
          });
        }
      }
      return [...rows.values()];
    }
    case "variables": {
      const models = new Map(scenarios.map(({ model }) => [model.name, model]));
      return [...models.values()].flatMap(({ variables }) =>
        [...variables.values()].map(({ name, over, unit, label }): ListRow => {
          const variable = [name, ...over].join(".");
          return { variable: [l.name, variable], unit: [m.unit, unit.text], label: [l.label, words.say(label)] };
        }),
      );
    }
    default:
      return scenarios.flatMap(({ id, targets }) =>
        targets.map(
          (target): ListRow => ({
            scenario: [m.scenario, id],
            target: [m.target, target.name],
            year: [m.year, String(target.kind === "peak" ? target.by : target.year)],
            asked: [m.asked, target.text],
            source: [m.source, target.source ?? ""],
          }),
        ),
      );
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

/** The table of all regions, from runs made for it, so that nothing in it can be out of date. */
async function listCoverage(terminal: Terminal, words: Words): Promise<Listed> {
  const library = installedLibrary(terminal);
  const checks = readQuality(library);
  const none = { wide: false, levers: false, command: "", folder: undefined };
  const { coverage } = await runAll(library, none, progressOn(terminal), (id) =>
    terminal.err(`${id} ${words.common.failed}; peakpath run ${id}\n`),
  );
  const idle = listRegions(library).filter((id) => !coverage.some(({ region }) => region === id));
  const without = `${words.coverage.withoutRuns}${words.common.colon}${idle.join(", ")}`;
  return {
    lines: () => [...coverageLines(coverage, words, checks), ...(idle.length > 0 ? [without] : [])],
    json: () => coverageJson(coverage, checks),
  };
}

/** Observed years beside the reference of every region that has some. */
function nowcastsOf(terminal: Terminal): Map<string, readonly Nowcast[]> {
  const library = installedLibrary(terminal);
  const ids = observedRegions(library).flatMap((region) => {
    const id = `${region}/reference`;
    return library.read(`scenarios/${id}.yaml`) === undefined ? [] : [id];
  });
  const reported = reportRuns(loadScenarios(library, ids), { levers: false });
  return new Map(reported.map(({ run }) => [run.scenario.region.id, nowcastOf(library, run)]));
}

/** Calibration factors, cross-checks and estimated shares of every region as the data step wrote them. */
function listQuality(terminal: Terminal, words: Words): Listed {
  const checks = readQuality(installedLibrary(terminal));
  const m = words.coverage;
  const rows = checks.map(({ region, check, computed, published, unit, difference, reason }, i): Cell[] => [
    [words.common.region, i > 0 && checks[i - 1].region === region ? "" : region],
    [m.qualityCheck, check],
    right(m.computed, computed),
    right(m.published, published),
    [words.common.unit, unit === "1" ? "" : unit],
    right("", difference === undefined ? "" : signedPercent(difference)),
    [m.reason, reason],
  ]);
  const nowcasts = nowcastsOf(terminal);
  const quantities = [...new Map([...nowcasts.values()].flat().map((of) => [of.quantity, words.say(of.label)]))];
  const years = [...nowcasts].map(([region, own]): Cell[] => [
    [words.common.region, region],
    ...quantities.map(([quantity, label]): Cell => {
      const found = own.find((of) => of.quantity === quantity);
      if (found === undefined) return right(label, "-");
      const { year, difference } = furthest(found.years);
      return right(label, `${signedPercent(difference)} ${year}`);
    }),
  ]);
  const all = [...nowcasts].flatMap(([region, own]) =>
    own.flatMap(({ quantity, unit, compared, years: of }) =>
      of.map(({ year, observed, modelled, difference, reason, shared_out }) => ({
        ...{ region, check: `nowcast ${quantity} ${year}`, computed: modelled, published: observed },
        ...{ unit: compared === "index" ? "1" : unit, difference, reason, shared_out },
      })),
    ),
  );
  return {
    lines: () => [...textTable(rows, 0), ...(years.length === 0 ? [] : ["", m.nowcast, ...textTable(years)])],
    json: () => [...checks, ...all],
  };
}
