import { installedLibrary } from "../../files/installed.ts";
import { assess } from "../../questions/assessment/assessment.ts";
import { firstTold, ownQuantities, promisedBases } from "../../questions/assessment/promises.ts";
import { typedCommand } from "../../report/tables/run-files.ts";
import type { View } from "../../report/text/promise-cells.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { loadScenarios } from "../../run/load.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { listScenarios, planScenarios } from "../../scenario/head.ts";
import { readPromises, readReported } from "../../scenario/targets/promise-tables.ts";
import { csvOf } from "../../text/csv.ts";
import { InputError, type Problem, usageError } from "../../text/problems.ts";
import { give } from "../question.ts";
import { command } from "../shell/command.ts";
import { text, wholeNumber, withBrief, withLanguage, withOut, withWorkbook } from "../shell/options.ts";
import { checkRegion, tableFile } from "../shell/region-files.ts";
import { keptPrograms } from "../shell/report-runs.ts";
import { assessmentColumns, assessmentJson } from "./files.ts";
import { assessmentLines, briefLines } from "./page.ts";
import { rowsOf } from "./promise.ts";
import { assessmentSheets } from "./sheets.ts";

/** `peakpath assess`: the yearly assessment of what a region has promised, with a light for each promise. */
export const assessCommand = command(
  (argv) =>
    withWorkbook(withOut(withBrief(withLanguage(argv))))
      .positional("region", {
        type: "string",
        demandOption: true,
        describe: "A region such as zhejiang (its policy, national or reference scenario), or a scenario",
      })
      .option("year", text("The year that is assessed; the last observed one without it"))
      .option(
        "observed",
        text("CSV or .xlsx of the region's own values: year, indicator, value, unit (年份,指标,数值,单位)"),
      )
      .option(
        "targets",
        text("CSV or .xlsx of promises to assess in place of the plans', as `targets --out` writes promises.csv"),
      )
      .example("$0 assess zhejiang --year 2025", "a light for each promise, what is short and what would close it")
      .example("$0 assess huzhou --year 2026 --observed 上报.csv --lang zh", "with the city's own values, in Chinese")
      .example("$0 assess shandong/policy --year 2027 --out out --excel", "assessment.csv for Excel"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const library = installedLibrary(terminal);
    const id = args.region.includes("/") ? args.region : usualScenario(library, args.region);
    const [loaded] = loadScenarios(library, [id]);
    const { model, horizon, baseYear, lastObserved } = loaded;
    const asked = wholeNumber("year", args.year as string | undefined);
    const year = asked ?? lastObserved;
    if (year < baseYear || year > horizon) throw usageError("assess_year", { from: baseYear, to: horizon, year });
    const problems: Problem[] = [];
    const first = firstTold(loaded);
    const tableOf = (file: string) => ({
      ...tableFile(terminal, file, "table_unreadable"),
      ...{ library, model, first, horizon },
    });
    const promisesIn = (file: string) =>
      readPromises(tableOf(file), loaded.region.id, problems, loaded.planStatements, ownQuantities(loaded));
    // A table of promises is the whole list of them.
    const scenario =
      args.targets === undefined
        ? loaded
        : {
            ...loaded,
            targets: [],
            planStatements: promisesIn(args.targets),
          };
    const run = runScenario(scenario, keptPrograms());
    const reported =
      args.observed === undefined
        ? []
        : readReported(tableOf(args.observed), ownQuantities(loaded, run.values), promisedBases(run), problems);
    if (problems.length > 0) throw new InputError(problems);
    const view: View = { run, reported, found: assess(run, year, reported) };
    const chosen = {
      scenario: id === args.region ? undefined : id,
      year: asked === undefined ? year : undefined,
      promises: args.targets?.split(/[\\/]/).at(-1),
    };
    await give(call, args, {
      lines: () => assessmentLines(view, chosen, words),
      brief: () => briefLines(view, words),
      json: () => assessmentJson(view),
      sheets: () => assessmentSheets(view, typedCommand(call.words), words),
      files: (options) => new Map([["assessment.csv", csvOf(assessmentColumns(run), rowsOf(view.found), options)]]),
    });
  },
);

/** The scenario that says what a region plans; without plans its reference. */
function usualScenario(library: Parameters<typeof listScenarios>[0], region: string): string {
  const known = new Set(listScenarios(library));
  const found = [...planScenarios, "reference"].map((name) => `${region}/${name}`).find((id) => known.has(id));
  if (found !== undefined) return found;
  checkRegion(library, region, "<region>");
  return `${region}/reference`;
}
