import { installedLibrary } from "../files/installed.ts";
import {
  type Allocation,
  type AllocationRule,
  type Asked,
  allocate,
  allocationRules,
  intensityFall,
  type Member,
} from "../questions/allocation.ts";
import { regionNames } from "../report/tables/region-names.ts";
import { columnsOf } from "../report/tables/run-columns.ts";
import { readable, signedPercent } from "../report/text/number-text.ts";
import { sized, sizedLevels } from "../report/text/sized.ts";
import { type Cell, right, textTable } from "../report/text/text-table.ts";
import type { Words } from "../report/words/languages.ts";
import { summedUnit } from "../report/words/units.ts";
import { isSum, loadRuns } from "../run/load.ts";
import type { RollUpRun } from "../run/roll-up-run.ts";
import { runRollUp } from "../run/roll-up-run.ts";
import type { ScenarioRun } from "../run/run.ts";
import { runScenario } from "../run/scenario-run.ts";
import { scenarioOfParts } from "../scenario/head.ts";
import { annualSeries, type Series, valueAt } from "../statistics/series.ts";
import { sumBy, sumOf } from "../statistics/sum.ts";
import { type CsvOptions, csvOf } from "../text/csv.ts";
import { usageError } from "../text/problems.ts";
import { boundaryNames, giveAbout } from "./question.ts";
import { rollUpHead } from "./run/roll-up.ts";
import { amountOption } from "./shell/amount-option.ts";
import { command } from "./shell/command.ts";
import * as option from "./shell/options.ts";
import { keptPrograms } from "./shell/report-runs.ts";

/** What may be asked of the whole, one of them at a time. */
const asks = ["total", "fall", "intensity", "budget"] as const;
type Ask = (typeof asks)[number];

/** `peakpath allocate`: a total, a fall, an intensity or a budget of a region shared out among its members by several rules. */
export const allocateCommand = command(
  (argv) =>
    option
      .withScenario(option.withOut(option.withBrief(option.withLanguage(argv))))
      .option("boundary", option.text("Boundary that is shared out (one)"))
      .option(
        "total",
        option.text("What may be emitted in a year, such as 460Mt@2030; without any, what the scenario gives"),
      )
      .option("fall", option.text('How much less than in the year counted from, such as "5 %@2035"'))
      .option("intensity", option.text('How much less per GDP, such as "17 %@2030"'))
      .option("budget", option.text("What may be emitted until the end of a year, such as 4Gt@2035"))
      .option("from", option.text("The year counted from; the last observed year without it"))
      .option("converge", option.textOr(2050, "When the rule of convergence has come to equal shares a head"))
      .example("$0 allocate zhejiang/policy --intensity '17 %@2030'", "the province's promise, city by city")
      .example("$0 allocate provinces/policy --total 11000Mt@2030", "a national level, province by province")
      .example(
        "$0 allocate zhejiang/policy --budget 2Gt@2030 --out out",
        "allocation.csv and lines to paste under targets:",
      ),
  async (args, call) => {
    const library = installedLibrary(call.terminal);
    const [asked] = loadRuns(library, [args.scenario]);
    const programs = keptPrograms();
    const parts = isSum(asked) ? asked : partsOf(library, args.scenario);
    const found = runRollUp(parts, programs);
    // Where the members make up the region, its own run is done already.
    const whole = isSum(asked) ? undefined : (found.whole ?? runScenario(asked, programs));
    const { sum, members } = found;
    const layout = sum.layout.allocate;
    if (layout === undefined) throw usageError("allocate_model", { model: sum.model.name });
    const boundary = option.askedBoundary(args.boundary, boundaryNames(sum));
    const from = option.wholeNumber("from", args.from) ?? sum.scenario.lastObserved;
    const { baseYear, horizon } = sum.scenario;
    if (from < baseYear || from >= horizon) throw usageError("allocate_from", { base: baseYear, horizon, from });
    const read = members.map((run): Member => {
      const variable = (name: string): Series => annualSeries(baseYear, run.values(name, 0) ?? []);
      return {
        emissions: seriesOf(run, boundary),
        gdp: variable(layout.economy.name),
        residents: variable(layout.residents.name),
      };
    });
    const nothing = members.find((run) => !(valueAt(seriesOf(run, boundary), from) > 0));
    if (nothing !== undefined)
      throw usageError("allocate_below_zero", { region: nothing.scenario.region.id, year: from });
    const given = whole === undefined ? undefined : seriesOf(whole, boundary);
    const wanted = askedOf(args, { run: sum, own: given ?? totalSeries(read), from });
    const shared = allocate(read, wanted, from, option.wholeNumber("converge", args.converge, from + 1));
    const view = { found, shared, boundary, whole: given };
    await giveAbout(call, args, whole ?? sum, (words) => ({
      head: whole === undefined ? rollUpHead(found, words) : undefined,
      sections: () => [allocationLines(view, words)],
      json: () => ({ boundary, from, unit: unitOf(shared, sum), ...allocationJson(view) }),
      files: (options) =>
        new Map([
          ["allocation.csv", allocationFile(view, options)],
          ["allocation_targets.yaml", targetLines(view)],
        ]),
    }));
  },
);

/** The scenario over the members of a region, under the same name. */
function partsOf(library: ReturnType<typeof installedLibrary>, id: string) {
  const parts = scenarioOfParts(library, id);
  const [loaded] = parts === undefined ? [] : loadRuns(library, [parts]);
  if (loaded === undefined || !isSum(loaded)) throw usageError("allocate_no_parts", { id });
  return loaded;
}

function seriesOf({ boundaries }: ScenarioRun, boundary: string): Series {
  return boundaries.find(({ name }) => name === boundary)?.series ?? { years: [], values: [] };
}

function totalSeries(members: readonly Member[]): Series {
  const [{ emissions: first }] = members;
  const sums = first.years.map((year) => sumBy(members, ({ emissions }) => valueAt(emissions, year)));
  return annualSeries(first.years[0], sums);
}

/** What the options ask of the whole; what its own scenario gives in 2030 where they ask nothing. */
function askedOf(
  args: { readonly [Name in Ask]?: string },
  { run, own, from }: { readonly run: ScenarioRun; readonly own: Series; readonly from: number },
): Asked {
  const [ask, second] = asks.filter((name) => args[name] !== undefined);
  if (second !== undefined) throw usageError("seek_two_things", { first: ask, second });
  if (ask === undefined) {
    if (from >= USUAL_YEAR) throw usageError("allocate_nothing", { from });
    return { kind: "level", year: USUAL_YEAR, amount: valueAt(own, USUAL_YEAR) };
  }
  const given = args[ask] ?? "";
  const example = examples[ask];
  const { horizon } = run.scenario;
  if (ask === "fall" || ask === "intensity")
    return { kind: ask, ...option.shareInYear(ask, given, example, from, horizon) };
  const { text, year } = option.askedInYear(ask, given, example, from, horizon);
  const { unit } = run.layout.peak;
  const wanted = ask === "budget" ? { ...unit, text: summedUnit(unit.text), years: undefined } : unit;
  const rate = ask === "total" && /\p{L}/u.test(text) && !text.includes("/") ? `${text}/yr` : text;
  const amount = amountOption({ name: ask, code: "option_amount", example }, rate, wanted, run.model.units);
  return { kind: ask === "total" ? "level" : "budget", year, amount };
}

const USUAL_YEAR = 2030;
const examples: Readonly<Record<Ask, string>> = {
  total: "460Mt@2030",
  fall: "5 %@2035",
  intensity: "17 %@2030",
  budget: "4Gt@2035",
};

interface View {
  readonly found: RollUpRun;
  readonly shared: Allocation;
  readonly boundary: string;
  /** Emissions of the whole by its own scenario, where it has one beside the sum of its members. */
  readonly whole?: Series;
}

function unitOf({ asked }: Allocation, { layout }: ScenarioRun): string {
  const { text } = layout.peak.unit;
  return asked.kind === "budget" ? summedUnit(text) : text;
}

/** What is asked, a row a member with what each rule gives it, and what its own scenario gives. */
function allocationLines({ found, shared, boundary, whole }: View, words: Words): string[] {
  const m = words.allocate;
  const { sum, members } = found;
  const { asked, from, base, own, total, byRule, convergesBy } = shared;
  const { text: readable, name: unit } = sized(
    sum,
    unitOf(shared, sum),
    [total, ...base, ...own, ...allocationRules.flatMap((rule) => byRule[rule])],
    words,
  );
  const names = regionNames(members, words);
  const label = sum.boundaries.find(({ name }) => name === boundary)?.label;
  const isBudget = asked.kind === "budget";
  const row = (name: string, first: number, theirs: number, amount: (rule: AllocationRule) => string): Cell[] => [
    [words.common.region, name],
    right(`${from}`, readable(first)),
    right(m.own(asked.year, isBudget), readable(theirs)),
    ...allocationRules.map((rule) => right(m.rules[rule], amount(rule))),
  ];
  const changeOf = (rule: AllocationRule, i: number) => {
    const amount = byRule[rule][i];
    const fall =
      asked.kind === "intensity" ? intensityFall(shared, i, amount) : isBudget ? undefined : 1 - amount / base[i];
    return `${readable(amount)}${fall === undefined ? "" : ` (${signedPercent(-fall, 0)})`}`;
  };
  const rows = members.map((run, i) => row(names(run), base[i], own[i], (rule) => changeOf(rule, i)));
  const sums = row(m.sum, sumOf(base), sumOf(own), (rule) => readable(sumOf(byRule[rule])));
  const difference = whole === undefined ? undefined : sumOf(base) - valueAt(whole, from);
  const levels = sizedLevels(sum, words);
  return [
    m.title({
      year: asked.year,
      total: readable(total),
      unit,
      boundary: label === undefined ? boundary : words.say(label),
      isBudget,
    }),
    ...textTable([...rows, sums]),
    `  ${m.note({ from, intensity: asked.kind === "intensity", isBudget })}`,
    `  ${m.ruleNote(convergesBy)}`,
    ...(difference === undefined
      ? []
      : [`  ${m.difference({ year: from, amount: levels.text(difference), unit: levels.name })}`]),
  ];
}

function allocationJson({ found, shared, whole }: View) {
  const { asked, total, base, own, byRule } = shared;
  return {
    asked,
    total,
    difference: whole === undefined ? undefined : sumOf(base) - valueAt(whole, shared.from),
    members: found.members.map((run, i) => ({
      region: run.scenario.region.id,
      base: base[i],
      own: own[i],
      rules: Object.fromEntries(allocationRules.map((rule) => [rule, byRule[rule][i]])),
    })),
  };
}

/** allocation.csv: a row a member and rule. */
function allocationFile({ found, shared, boundary }: View, options: CsvOptions): string {
  const { asked, from, base, own, byRule } = shared;
  const names = regionNames(found.members);
  const rows = found.members.flatMap((run, i) =>
    allocationRules.map((rule) => ({ run, i, rule, amount: byRule[rule][i] })),
  );
  return csvOf(
    {
      ...columnsOf(found.sum),
      member: ({ run }) => names(run),
      boundary: () => boundary,
      rule: ({ rule }) => rule,
      asked: () => asked.kind,
      from: () => from,
      year: () => asked.year,
      unit: () => unitOf(shared, found.sum),
      amount: ({ amount }) => amount,
      base: ({ i }) => base[i],
      own: ({ i }) => own[i],
      above: ({ i, amount }) => own[i] - amount,
      intensity_fall: ({ i, amount }) => intensityFall(shared, i, amount),
    },
    rows,
    options,
  );
}

/** Lines for `targets:` of each member, by each rule; the member and rule stand above each. */
function targetLines({ found, shared, boundary }: View): string {
  const { asked, from, byRule } = shared;
  const { peak, allocate: layout } = found.sum.layout;
  const line = (i: number, amount: number): string => {
    if (asked.kind === "budget" && layout?.cumulative !== undefined)
      return `{variable: ${layout.cumulative.name}.${boundary}, increment_from: ${from}, ${asked.year}: "<= ${readable(amount)} ${unitOf(shared, found.sum)}"}`;
    const fall = intensityFall(shared, i, amount);
    if (asked.kind === "intensity" && layout?.intensity !== undefined && fall !== undefined)
      return `{variable: ${layout.intensity.name}.${boundary}, reduction_from: ${from}, ${asked.year}: ">= ${(100 * fall).toFixed(1)} %"}`;
    return `{variable: ${peak.name}.${boundary}, ${asked.year}: "<= ${readable(amount)} ${peak.unit.text}"}`;
  };
  return `${allocationRules
    .flatMap((rule) => [
      `# ${rule}`,
      ...found.members.flatMap((run, i) => [
        `# ${run.scenario.region.id}`,
        `  allocated_${rule}: ${line(i, byRule[rule][i])}`,
      ]),
    ])
    .join("\n")}\n`;
}
