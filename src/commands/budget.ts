import { installedLibrary } from "../files/installed.ts";
import type { BudgetUse } from "../questions/carbon-budget.ts";
import { budgetUse } from "../questions/carbon-budget.ts";
import { LEVER_YEARS } from "../questions/levers/lever-effects.ts";
import { labelOfRegion, runColumns } from "../report/tables/run-columns.ts";
import { fixed, readable } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { summedUnit } from "../report/words/units.ts";
import { loadRuns } from "../run/load.ts";
import type { RollUpRun } from "../run/roll-up-run.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type Columns, type CsvOptions, csvOf } from "../text/csv.ts";
import { plainNumber } from "../text/plain-number.ts";
import { usageError } from "../text/problems.ts";
import { aboutRun, give, withScenario } from "./question.ts";
import { rollUpHead } from "./run/roll-up.ts";
import { amountOption } from "./shell/amount-option.ts";
import { command } from "./shell/command.ts";
import { wholeNumber, withLanguage, withOut } from "./shell/options.ts";
import { reportRuns } from "./shell/report-runs.ts";

/** `peakpath budget`: cumulative emissions against a budget, and the year of net zero. */
export const budgetCommand = command(
  (argv) =>
    withScenario(withOut(withLanguage(argv)))
      .option("budget", { type: "string", requiresArg: true, describe: "What may be emitted, such as 9000Mt or 9Gt" })
      .option("from", { type: "string", requiresArg: true, describe: "First year counted; the base year without it" })
      .example("$0 budget zhejiang/policy --budget 9000Mt --from 2025", "when it is used up, on each boundary")
      .example("$0 budget zhejiang/policy --out out", "cumulative emissions and net zero, with budget.csv"),
  async (args, call) => {
    const words = await wordsIn(args.lang);
    const [{ run, rollUp }] = reportRuns(loadRuns(installedLibrary(call.terminal), [args.scenario]), { levers: false });
    const { baseYear, horizon } = run.scenario;
    const from = wholeNumber("from", args.from) ?? baseYear;
    if (from < baseYear || from > horizon) throw usageError("budget_from", { base: baseYear, horizon, from });
    const budget = args.budget === undefined ? undefined : budgetOption(args.budget, run);
    const uses = new Map(
      run.boundaries.map(({ name, peak, series }) => [
        name,
        peak === undefined ? undefined : budgetUse(series, from, budget),
      ]),
    );
    const about = aboutRun(run, words, {
      sections: () => [budgetLines(run, uses, from, words)],
      json: () => ({
        unit: run.layout.peak.unit.text.replace(/\/yr$/, ""),
        budget,
        from,
        boundaries: [...uses].map(([boundary, use]) => ({ boundary, ...use })),
      }),
      files: (options) => new Map([["budget.csv", budgetFile(run, uses, options)]]),
    });
    const lines = () => [...rollUpHead(rollUp as RollUpRun, words), "", ...budgetLines(run, uses, from, words)];
    await give(call, args, rollUp === undefined ? about : { ...about, lines });
  },
);

/** A budget as `9000Mt`, `9 Gt` or with any unit of the model that fits, in what the yearly emissions add up to. */
function budgetOption(text: string, run: ScenarioRun): number {
  const { unit } = run.layout.peak;
  const example = "9000Mt";
  if (plainNumber(text) !== undefined) throw usageError("option_amount", { option: "budget", example, text });
  const sum = { ...unit, text: unit.text.replace(/\/yr$/, ""), years: undefined };
  return amountOption({ name: "budget", code: "option_amount", example }, text, sum, run.model.units);
}

/** A boundary with how it uses the budget; undefined where it is not computed. */
export type BoundaryBudgets = ReadonlyMap<string, BudgetUse | undefined>;

/** Every boundary: what is emitted, when a budget is used up, and when emissions come down to zero. */
export function budgetLines(run: ScenarioRun, uses: BoundaryBudgets, from: number, words: Words): string[] {
  const m = words.budget;
  const unit = words.unit(run.layout.peak.unit.text);
  const sumUnit = words.unit(summedUnit(run.layout.peak.unit.text));
  const { horizon } = run.scenario;
  const known = [...uses.values()].find((use) => use !== undefined);
  const budget = known?.budget;
  const years = [...new Set([...LEVER_YEARS, horizon])].filter((year) => year >= from && year <= horizon);
  const end = (title: string) => ({ title, align: "end" as const });
  const columns = [
    { title: m.boundary },
    ...years.map((year, i) => end(i === 0 ? `${m.emitted(sumUnit)} ${m.until(year)}` : m.until(year))),
    ...(budget === undefined ? [] : [{ title: m.exhausted }, end(m.left(sumUnit))]),
    { title: m.zero },
    end(m.last(horizon, unit)),
  ];
  const rows = run.boundaries.map(({ name, label }) => {
    const use = uses.get(name);
    const title = words.say(label);
    if (use === undefined) return [title, ...columns.slice(2).map(() => "-"), words.common.notComputed];
    return [
      title,
      ...years.map((year) => readable(use.cumulative[use.years.indexOf(year)])),
      ...(budget === undefined ? [] : [exhaustedText(use, words), readable(use.left ?? 0)]),
      use.zero === undefined ? m.never : fixed(use.zero, 1),
      fixed(use.last, 1),
    ];
  });
  const net = run.boundaries.find(({ name }) => name === "net");
  return [
    m.title({ from, to: horizon, budget: budget === undefined ? undefined : readable(budget), unit: sumUnit }),
    ...textTable(columns, rows),
    ...(budget === undefined ? [] : [`  ${m.note}`]),
    ...(net === undefined ? [] : [`  ${m.netNote(words.say(net.label))}`]),
  ];
}

function exhaustedText({ exhausted, restored }: BudgetUse, words: Words): string {
  const m = words.budget;
  if (exhausted === undefined) return m.lasts;
  return `${fixed(Math.floor(exhausted * 10) / 10, 1)}${restored === undefined ? "" : m.restored(restored)}`;
}

interface BudgetRow {
  readonly run: ScenarioRun;
  readonly boundary: string;
  readonly use: BudgetUse;
  /** Place of the year in the account. */
  readonly at: number;
}

const columns: Columns<BudgetRow> = {
  ...runColumns(labelOfRegion),
  boundary: ({ boundary }) => boundary,
  unit: ({ run }) => run.layout.peak.unit.text.replace(/\/yr$/, ""),
  from: ({ use }) => use.from,
  year: ({ use, at }) => use.years[at],
  cumulative: ({ use, at }) => use.cumulative[at],
  budget: ({ use }) => use.budget,
  left: ({ use, at }) => (use.budget === undefined ? undefined : use.budget - use.cumulative[at]),
  exhausted: ({ use }) => use.exhausted,
  restored: ({ use }) => use.restored,
  zero_from: ({ use }) => use.zero,
};

/** budget.csv: one row a boundary and year, with what is emitted so far and what is left. */
export function budgetFile(run: ScenarioRun, uses: BoundaryBudgets, options: CsvOptions): string {
  const rows = [...uses].flatMap(([boundary, use]) =>
    use === undefined ? [] : Array.from(use.years, (_, at) => ({ run, boundary, use, at })),
  );
  return csvOf(columns, rows, options);
}
