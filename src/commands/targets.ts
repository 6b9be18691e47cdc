import { installedLibrary } from "../files/installed.ts";
import { ownQuantities, tablePromises } from "../questions/assessment/promises.ts";
import { regionNames } from "../report/tables/region-names.ts";
import { typedCommand } from "../report/tables/run-files.ts";
import { promiseColumns, promiseRows, targetColumns, targetRows, unmappedRows } from "../report/tables/targets.ts";
import { headJson, headLines } from "../report/text/head.ts";
import { planCounts, planTargetLabel, planTargetLines } from "../report/text/plan-target-text.ts";
import { accountStepLines, resultJson, targetLines } from "../report/text/target-text.ts";
import { paragraphs } from "../report/text/text-table.ts";
import { labelOf } from "../report/words/labels.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { targetsSheet } from "../report/workbook/run-workbook.ts";
import { sourcesSheet } from "../report/workbook/sources-sheet.ts";
import { loadScenarios } from "../run/load.ts";
import type { ScenarioRun } from "../run/run.ts";
import { promiseFailsStrictly } from "../run/targets/target-status.ts";
import { readPlanQuantities, readPlanReasons } from "../scenario/targets/plan-targets.ts";
import { namesOf } from "../scenario/targets/promise-tables.ts";
import { type CsvOptions, csvOf } from "../text/csv.ts";
import type { Library } from "../text/library.ts";
import type { Label } from "../text/problems.ts";
import { give } from "./question.ts";
import { command } from "./shell/command.ts";
import { flag, text, withBrief, withLanguage, withWorkbook } from "./shell/options.ts";
import { reportRuns } from "./shell/report-runs.ts";

/** `peakpath targets`: every promise of the region's plans against the pathway, with its document and section. */
export const targetsCommand = command(
  (argv) =>
    withWorkbook(withBrief(withLanguage(argv)))
      .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Such as zhejiang/policy" })
      .option("all", flag("Also what the model does not compute, and why"))
      .option("formulas", flag("Say how each quantity is counted"))
      .option(
        "out",
        text("Write targets.csv into this folder, and for one scenario promises.csv, which `assess --targets` reads"),
      )
      .option("excel", flag("Byte-order mark for Excel"))
      .option(
        "strict",
        flag("Exit 3 where a promise in force is missed, or cannot be judged though its numbers are there"),
      )
      .example("$0 targets zhejiang/policy", "each promise with document, section, value and verdict")
      .example("$0 targets zhejiang/policy --all --lang zh", "with what is outside the model, in Chinese"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const library = installedLibrary(terminal);
    const runs = reportRuns(loadScenarios(library, args.scenarios), { levers: false }).map(({ run }) => run);
    const reasons = readPlanReasons(library);
    const reports = () =>
      runs.map((run) => {
        const targets = targetLines(run, words);
        const plans = planTargetLines(run, words, { all: args.all, formulas: args.formulas, reasons });
        return paragraphs([headLines(run, words), plans, targets, accountStepLines(run, words)]).join("\n");
      });
    const rows = () => runs.flatMap((run) => [...targetRows(run), ...(args.all ? unmappedRows(run) : [])]);
    await give(call, args, {
      lines: () => [reports().join("\n\n\n")],
      brief: () => runs.flatMap((run) => headLines(run, words).slice(0, 2)),
      json: () => targetsJson(runs, args.all, reasons),
      sheets: () => {
        const sheet = targetsSheet(runs, words);
        return [...(sheet === undefined ? [] : [sheet]), sourcesSheet(runs, typedCommand(call.words), words)];
      },
      files: (options) =>
        new Map([
          ["targets.csv", csvOf(targetColumns(regionNames(runs)), rows(), options)],
          // A table of promises is one region's, so that it can be read back as such.
          ...(runs.length === 1 ? [["promises.csv", promisesOf(runs[0], library, words, options)] as const] : []),
        ]),
    });
    const fails = runs.some((run) => run.planTargets.some((judged) => judged.counts && promiseFailsStrictly(judged)));
    if (args.strict && fails) call.missed();
  },
);

function promisesOf(run: ScenarioRun, library: Library, words: Words, options: CsvOptions): string {
  const names = namesOf([...readPlanQuantities(library, []).values(), ...ownQuantities(run.scenario)]);
  return csvOf(promiseColumns(words), promiseRows(run, tablePromises(run), names, words), options);
}

/** The statements about the regions of the runs for machines: each with document, section, number and verdict. */
function targetsJson(runs: readonly ScenarioRun[], all: boolean, reasons: ReadonlyMap<string, Label>): unknown {
  return runs.map((run) => ({
    ...headJson(run),
    counts: planCounts(run),
    targets: run.planTargets.map((judged) => {
      const { statement, target, counts, baseEstimated, measuredFrom, published, beside, sizedBy } = judged;
      return {
        ...printed(statement),
        label: labelOf((words) => planTargetLabel(judged, words)),
        kind: target.kind,
        quantity: target.quantity.name,
        formula: target.quantity.formula,
        counted: target.quantity.words,
        asked: target.asked,
        asked_high: target.askedHigh,
        asked_unit: target.quantity.unit,
        operator: target.operator,
        from_year: measuredFrom ?? target.base,
        inherited_from: target.inheritedFrom,
        version: target.version,
        superseded_by: target.supersededBy,
        counts,
        base_year_estimated: baseEstimated,
        published,
        at_odds: idsAtOdds(statement),
        base_printed: target.printedBase,
        beside,
        sized_by: sizedBy.length === 0 ? undefined : sizedBy.map(({ id }) => id),
        ...resultJson(judged),
      };
    }),
    not_mapped: all
      ? run.scenario.planStatements
          .filter(({ target }) => target === undefined)
          .map((statement) => ({
            ...printed(statement),
            label: statement.named.indicator,
            unit_label: statement.named.unit,
            at_odds: idsAtOdds(statement),
            reason: statement.reason,
            reason_text: reasons.get(statement.reason ?? ""),
          }))
      : undefined,
  }));
}

/** The ids of numbers of a document that contradict one another. */
function idsAtOdds({ atOdds }: ScenarioRun["scenario"]["planStatements"][number]): readonly string[] | undefined {
  return atOdds.length === 0 ? undefined : atOdds.map(({ id }) => id);
}

function printed(statement: ScenarioRun["scenario"]["planStatements"][number]): Record<string, unknown> {
  const { id, jurisdiction, part, document, section, indicator, qualifier, year, value, unit, role } = statement;
  const { valueHigh: value_high, baseYear: base_year, issued, isDraft: draft } = statement;
  return {
    id,
    jurisdiction,
    part,
    document,
    issued,
    draft,
    section,
    indicator,
    qualifier,
    year,
    value,
    value_high,
    unit,
    base_year,
    role,
  };
}
