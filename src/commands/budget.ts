import { installedLibrary } from "../files/installed.ts";
import { type BudgetUse, budgetUse, type IntensityRooms, intensityRooms } from "../questions/carbon-budget.ts";
import { LEVER_YEARS } from "../questions/levers/lever-peaks.ts";
import { columnsOf, constant } from "../report/tables/run-columns.ts";
import { fixed, percent } from "../report/text/number-text.ts";
import { sized, sizedLevels } from "../report/text/sized.ts";
import { type Cell, right, textTable } from "../report/text/text-table.ts";
import type { Words } from "../report/words/languages.ts";
import { summedUnit } from "../report/words/units.ts";
import { loadRuns } from "../run/load.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type CsvOptions, csvOf, named } from "../text/csv.ts";
import { plainNumber, plainShare } from "../text/plain-number.ts";
import { usageError } from "../text/problems.ts";
import { giveAbout } from "./question.ts";
import { rollUpHead } from "./run/roll-up.ts";
import { amountOption } from "./shell/amount-option.ts";
import { command } from "./shell/command.ts";
import { shareInYear, text, wholeNumber, withBrief, withLanguage, withOut, withScenario } from "./shell/options.ts";
import { reportRuns } from "./shell/report-runs.ts";

/** `peakpath budget`: cumulative emissions against a budget, and the year of net zero. */
export const budgetCommand = command(
  (argv) =>
    withScenario(withOut(withBrief(withLanguage(argv))))
      .option("budget", text("What may be emitted, such as 9000Mt or 9Gt"))
      .option("from", text("First year counted; the base year without it"))
      .option(
        "intensity",
        text('Fall of CO2 per GDP from the last observed year, such as "17 %@2030"; without it what plans promise'),
      )
      .option(
        "growth",
        text("Yearly growth of GDP, such as 4 %,5 %,6 %; without it the scenario's own and a point about it"),
      )
      .example("$0 budget zhejiang/policy --budget 9000Mt --from 2025", "when it is used up, on each boundary")
      .example("$0 budget zhejiang/policy --intensity '17 %@2030'", "and what this promise leaves until 2030")
      .example("$0 budget zhejiang/policy --out out", "cumulative emissions and net zero, with budget.csv"),
  async (args, call) => {
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
    const asked =
      args.intensity === undefined
        ? undefined
        : shareInYear("intensity", args.intensity, "17 %@2030", run.scenario.lastObserved, horizon);
    const rooms = intensityRooms(run, asked, args.growth?.split(",").map(readGrowth));
    if (asked !== undefined && rooms.length === 0) throw usageError("allocate_model", { model: run.model.name });
    await giveAbout(call, args, run, (words) => ({
      head: rollUp === undefined ? undefined : rollUpHead(rollUp, words),
      sections: () => [budgetLines(run, uses, from, words), ...rooms.map((room) => roomLines(run, room, words))],
      json: () => ({
        unit: summedUnit(run.layout.peak.unit.text),
        budget,
        from,
        boundaries: [...uses].map(([boundary, use]) => ({ boundary, ...use })),
        intensity: rooms,
      }),
      files: (options) => new Map([["budget.csv", budgetFile(run, uses, options)]]),
    }));
  },
);

function readGrowth(text: string): number {
  const share = plainShare(text);
  if (share === undefined || !(share > -1 && share < 1)) throw usageError("option_growth", { text });
  return share;
}

/** Each boundary with what may be emitted in all, beside the scenario's own, at each rate of growth. */
function roomLines(
  run: ScenarioRun,
  { statement, from, year, fall, boundaries }: IntensityRooms,
  words: Words,
): string[] {
  const m = words.budget;
  const all = boundaries.flatMap(({ rooms }) => rooms.flatMap(({ own, allowed, left }) => [own, allowed, left]));
  const { name: unit, text: readable } = sized(run, summedUnit(run.layout.peak.unit.text), all, words);
  const rows = boundaries.map(({ boundary, rooms }): Cell[] => [
    [
      m.boundary,
      words.say(run.boundaries.find(({ name }) => name === boundary)?.label ?? { en: boundary, zh: boundary }),
    ],
    right(m.own(from + 1, year, unit), readable(rooms[0].own)),
    ...rooms.flatMap(({ growth, allowed, left }) => [
      right(m.atGrowth(percent(growth)), readable(allowed)),
      right(m.left(unit), readable(left)),
    ]),
  ]);
  return [
    m.room({ statement, from, year, fall: percent(Math.abs(fall)), isRise: fall < 0 }),
    ...textTable(rows),
    `  ${m.roomNote}`,
  ];
}

/** A budget as `9000Mt`, `9 Gt` or with any unit of the model that fits, in what the yearly emissions add up to. */
function budgetOption(text: string, run: ScenarioRun): number {
  const { unit } = run.layout.peak;
  const example = "9000Mt";
  if (plainNumber(text) !== undefined) throw usageError("option_amount", { option: "budget", example, text });
  const sum = { ...unit, text: summedUnit(unit.text), years: undefined };
  return amountOption({ name: "budget", code: "option_amount", example }, text, sum, run.model.units);
}

/** A boundary with how it uses the budget; undefined where it is not computed. */
type BoundaryBudgets = ReadonlyMap<string, BudgetUse | undefined>;

/** Every boundary: what is emitted, when a budget is used up, and when emissions come down to zero. */
function budgetLines(run: ScenarioRun, uses: BoundaryBudgets, from: number, words: Words): string[] {
  const m = words.budget;
  const used = [...uses.values()].filter((use) => use !== undefined);
  const levels = sizedLevels(run, words);
  const all = used.flatMap(({ cumulative, budget: given }) => [given, ...cumulative]);
  const { name: sumUnit, text: readable } = sized(run, summedUnit(run.layout.peak.unit.text), all, words);
  const { horizon } = run.scenario;
  const budget = used[0]?.budget;
  const years = [...new Set([...LEVER_YEARS, horizon])].filter((year) => year >= from && year <= horizon);
  const shown = (use: BudgetUse | undefined, text: (use: BudgetUse) => string) => (use === undefined ? "-" : text(use));
  const rows = run.boundaries.map(({ name, label }): Cell[] => {
    const use = uses.get(name);
    return [
      [m.boundary, words.say(label)],
      ...years.map((year, i) =>
        right(
          i === 0 ? `${m.emitted(sumUnit)} ${m.until(year)}` : m.until(year),
          shown(use, ({ cumulative, years }) => readable(cumulative[years.indexOf(year)])),
        ),
      ),
      ...(budget === undefined
        ? []
        : [
            [m.exhausted, shown(use, (own) => exhaustedText(own, words))] as const,
            right(
              m.left(sumUnit),
              shown(use, ({ left = 0 }) => readable(left)),
            ),
          ]),
      [m.zero, shown(use, ({ zero }) => (zero === undefined ? m.never : fixed(zero, 1)))],
      right(m.last(horizon, levels.name), use === undefined ? words.common.notComputed : levels.text(use.last)),
    ];
  });
  const net = run.boundaries.find(({ name }) => name === "net");
  return [
    m.title({ from, to: horizon, budget: budget === undefined ? undefined : readable(budget), unit: sumUnit }),
    ...textTable(rows),
    ...(budget === undefined ? [] : [`  ${m.note}`]),
    ...(net === undefined ? [] : [`  ${m.netNote(words.say(net.label))}`]),
  ];
}

function exhaustedText({ exhausted, restored }: BudgetUse, words: Words): string {
  const m = words.budget;
  if (exhausted === undefined) return m.lasts;
  return `${fixed(Math.floor(exhausted * 10) / 10, 1)}${restored === undefined ? "" : m.restored(restored)}`;
}

/** budget.csv: one row a boundary and year, with what is emitted so far and what is left. */
function budgetFile(run: ScenarioRun, uses: BoundaryBudgets, options: CsvOptions): string {
  const rows = [...uses].flatMap(([boundary, use]) =>
    use === undefined
      ? []
      : Array.from(use.years, (year, at) => ({ boundary, use, year, cumulative: use.cumulative[at] })),
  );
  return csvOf(
    {
      ...columnsOf(run),
      ...named("boundary"),
      ...constant({ unit: summedUnit(run.layout.peak.unit.text) }),
      from: ({ use }) => use.from,
      ...named("year", "cumulative"),
      budget: ({ use }) => use.budget,
      left: ({ use, cumulative }) => (use.budget === undefined ? undefined : use.budget - cumulative),
      exhausted: ({ use }) => use.exhausted,
      restored: ({ use }) => use.restored,
      zero_from: ({ use }) => use.zero,
    },
    rows,
    options,
  );
}
