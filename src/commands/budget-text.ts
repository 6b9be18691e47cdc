import type { BudgetUse } from "../questions/carbon-budget.ts";
import { fixed, readable } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { budgetMessages } from "../report/words/budget-messages.ts";
import { type Language, say } from "../report/words/messages.ts";
import { summedUnit, unitText } from "../report/words/units.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { type CsvCell, type CsvOptions, csvText } from "../text/csv.ts";
import { LEVER_YEARS } from "./run/text.ts";

/** A boundary with how it uses the budget; undefined where it is not computed. */
export type BoundaryBudgets = ReadonlyMap<string, BudgetUse | undefined>;

/** Every boundary: what is emitted, when a budget is used up, and when emissions come down to zero. */
export function budgetLines(run: ScenarioRun, uses: BoundaryBudgets, from: number, language: Language): string[] {
  const m = budgetMessages[language];
  const unit = unitText(run.layout.peak.unit.text, language);
  const sumUnit = unitText(summedUnit(run.layout.peak.unit.text), language);
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
    const title = say(label, language);
    if (use === undefined) return [title, ...columns.slice(2).map(() => "-"), m.notComputed];
    return [
      title,
      ...years.map((year) => readable(use.cumulative[use.years.indexOf(year)])),
      ...(budget === undefined ? [] : [exhaustedText(use, language), readable(use.left ?? 0)]),
      use.zero === undefined ? m.never : fixed(use.zero, 1),
      fixed(use.last, 1),
    ];
  });
  const net = run.boundaries.find(({ name }) => name === "net");
  return [
    m.title({ from, to: horizon, budget: budget === undefined ? undefined : readable(budget), unit: sumUnit }),
    ...textTable(columns, rows),
    ...(budget === undefined ? [] : [`  ${m.note}`]),
    ...(net === undefined ? [] : [`  ${m.netNote(say(net.label, language))}`]),
  ];
}

function exhaustedText({ exhausted, restored }: BudgetUse, language: Language): string {
  const m = budgetMessages[language];
  if (exhausted === undefined) return m.lasts;
  return `${fixed(Math.floor(exhausted * 10) / 10, 1)}${restored === undefined ? "" : m.restored(restored)}`;
}

/** budget.csv: one row a boundary and year, with what is emitted so far and what is left. */
export function budgetFile(run: ScenarioRun, uses: BoundaryBudgets, options: CsvOptions): string {
  const head = [
    ...["model", "scenario", "region", "boundary", "unit", "from", "year", "cumulative", "budget", "left"],
    ...["exhausted", "restored", "zero_from"],
  ];
  const unit = run.layout.peak.unit.text.replace(/\/yr$/, "");
  const rows = [...uses].flatMap(([boundary, use]) =>
    (use?.years ?? []).map((year, i): CsvCell[] => {
      const { from, cumulative, budget, exhausted, restored, zero } = use as BudgetUse;
      return [
        ...[run.model.name, run.scenario.id, run.scenario.region.label.en, boundary, unit, from, year],
        ...[cumulative[i], budget, budget === undefined ? undefined : budget - cumulative[i]],
        ...[exhausted, restored, zero],
      ];
    }),
  );
  return csvText(head, rows, options);
}
