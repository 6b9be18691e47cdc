import { type LeverSetting, packageRunner, packageSettings } from "../../run/package-runner.ts";
import { type PeakOutlook, peakOutlook } from "../../run/peak/peak-outlook.ts";
import { statusDecider } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Series } from "../../statistics/series.ts";
import { sumOf } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { pollutantsOf } from "../pollutants.ts";
import { leverPlayers } from "./lever-players.ts";

/** Years of which the tables of levers show the emissions. */
export const LEVER_YEARS: readonly number[] = [2030, 2035, 2060];

/** When and how high emissions peak under a package of levers, with their levels in the years asked for and their sum. */
export interface LeverPeak extends PeakOutlook {
  readonly emissions: Readonly<Record<string, number>>;
  readonly cumulative: number;
  /** What is emitted of each air pollutant in these years, on whatever boundary; empty where the model has none. */
  readonly pollutants: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The peak under one lever, one family of levers, or without one project that stands in the reference too. */
export interface LeverPeakRow {
  readonly id: string;
  readonly kind: "lever" | "family" | "project";
  readonly family: string;
  /** With it alone, on the scenario's assumptions without any other lever; of a project, the reference without it. */
  readonly alone: LeverPeak;
  /** With all other levers of the scenario. */
  readonly without: LeverPeak;
}

/** The peaks under each lever on one boundary; plain data, which JSON can hold. */
export interface LeverPeaks {
  readonly boundary: string;
  /** Without any lever, and with all of them. */
  readonly reference: LeverPeak;
  readonly policy: LeverPeak;
  /** The levers in file order, then the families, then the projects that stand. */
  readonly rows: readonly LeverPeakRow[];
}

/**
 * The peak on each boundary that is computed, under each lever and each family of levers alone and under the scenario
 * without it. Both stand side by side because they differ: alone counts overlaps twice, and what two levers would each do
 * without the other is seen in neither's absence. Projects that stand in the reference too are left out of both, one by
 * one. Takes 2n + 2 runs for n levers and projects and two more for each family of several, a number that `starting` hears
 * first; none where there is neither.
 *
 * @throws RunError naming the levers in play where a run fails on its numbers.
 */
export function leverPeaks(
  run: ScenarioRun,
  years: readonly number[],
  starting?: (runs: number) => void,
): LeverPeaks[] {
  const { scenario } = run;
  const standing = [...scenario.projects].flatMap(([id, { strength, lever }]) =>
    strength > 0 && lever.effects.length > 0 ? [id] : [],
  );
  if (scenario.levers.size + standing.length === 0) return [];
  const pulled = packageSettings(run);
  const all = [...pulled.keys()];
  const levers = leverPlayers(run, "lever");
  // A family of one lever is that lever.
  const families = leverPlayers(run, "family");
  const groups = [...levers, ...families.filter((family) => family.levers.length > 1)];
  // First one kind of run, then the other: neighbouring runs then differ by few levers only.
  const packages = [
    ...groups.map((group) => group.levers),
    [],
    all,
    ...groups.map((group) => all.filter((id) => !group.levers.includes(id))),
  ].map((ids) => new Map(ids.map((id) => [id, need(pulled, id)])));
  const left = (ids: readonly string[], project: string) =>
    new Map<string, LeverSetting>([...ids.map((id) => [id, need(pulled, id)] as const), [project, { strength: 0 }]]);
  const pollutants = pollutantsOf(run);
  const asked = [
    ...packages,
    ...standing.map((project) => left([], project)),
    ...standing.map((project) => left(all, project)),
  ];
  starting?.(asked.length);
  const found = packageRunner(run, { more: pollutants }).runAll(asked);
  const placeOf = new Map(groups.map((group, i) => [group.levers.join(" "), i]));
  const decide = statusDecider(scenario);
  const inYears = ({ years: [first], values }: Series) =>
    Object.fromEntries(
      years.flatMap((year) => (values[year - first] === undefined ? [] : [[year, values[year - first]] as const])),
    );
  const emitted = found.map((series) =>
    Object.fromEntries(pollutants.map(({ name, member }) => [member, inYears(need(series, name))])),
  );
  const measured = (series: Series): Omit<LeverPeak, "pollutants"> => {
    return {
      ...peakOutlook(series, scenario.lastObserved, decide),
      emissions: inYears(series),
      cumulative: sumOf(Array.from(series.values)),
    };
  };
  const others = new Set(pollutants.map(({ name }) => name));
  return [...found[0].keys()].flatMap((boundary) => {
    if (others.has(boundary)) return [];
    const peaks = found.map((series, i) => ({ ...measured(need(series, boundary)), pollutants: emitted[i] }));
    return {
      boundary,
      reference: peaks[groups.length],
      policy: peaks[groups.length + 1],
      rows: [
        ...[...levers, ...families].map(({ id, kind, family, levers: own }) => {
          const place = need(placeOf, own.join(" "));
          return { id, kind, family, alone: peaks[place], without: peaks[groups.length + 2 + place] } as LeverPeakRow;
        }),
        ...standing.map((id, i): LeverPeakRow => {
          const place = packages.length + i;
          const { family } = need(scenario.projects, id).lever;
          return { id, kind: "project", family, alone: peaks[place], without: peaks[place + standing.length] };
        }),
      ],
    };
  });
}

/** What a lever changes in one year, of CO2 on a boundary and of each air pollutant. */
export interface SideEffect {
  readonly co2: number;
  readonly pollutants: Readonly<Record<string, number>>;
  /** Change of the pollutant per change of CO2: kt per Mt are tonnes per 1,000 tonnes; left out where CO2 hardly changes. */
  readonly per_co2: Readonly<Record<string, number>>;
}

/** Of the unit of emissions: what changes less is rounding, and nothing to divide by. */
const LEAST_CHANGE = 1e-6;

/** What is changed between two runs in the years that both have. */
export function sideEffects(before: LeverPeak, after: LeverPeak): Readonly<Record<string, SideEffect>> {
  const years = Object.keys(before.emissions);
  return Object.fromEntries(
    years.map((year) => {
      const co2 = after.emissions[year] - before.emissions[year];
      const pollutants = Object.entries(after.pollutants).map(
        ([name, values]) => [name, values[year] - before.pollutants[name][year]] as const,
      );
      const per = Math.abs(co2) < LEAST_CHANGE ? [] : pollutants.map(([name, change]) => [name, change / co2] as const);
      return [year, { co2, pollutants: Object.fromEntries(pollutants), per_co2: Object.fromEntries(per) }];
    }),
  );
}

/** What every row changes of air pollutants, alone against no lever and in the scenario against its absence. */
export function pollutantsByLever({ boundary, reference, policy, rows }: LeverPeaks) {
  const effects = rows.map(({ id, kind, family, alone, without }) => {
    return { id, kind, family, alone: sideEffects(reference, alone), without: sideEffects(without, policy) };
  });
  return { boundary, rows: effects, all: sideEffects(reference, policy) };
}

/** A change below this is what rounding leaves, in the unit of emissions or of a pollutant. */
const NOTHING = 1e-9;

/** Whether nothing changes, neither where it is alone nor where it is left out. */
export function isIdle({ alone, without }: LeverPeakRow, { reference, policy }: LeverPeaks): boolean {
  const same = (a: LeverPeak, b: LeverPeak) =>
    [
      a.level - b.level,
      a.cumulative - b.cumulative,
      ...Object.entries(a.emissions).map(([year, x]) => x - b.emissions[year]),
    ].every((change) => Math.abs(change) < NOTHING);
  return same(alone, reference) && same(without, policy);
}

/** Whether nothing changes, of air pollutants neither. */
export function isIdleInAll(row: LeverPeakRow, peaks: LeverPeaks): boolean {
  const nothing = (before: LeverPeak, after: LeverPeak) =>
    Object.values(sideEffects(before, after)).every(({ pollutants }) =>
      Object.values(pollutants).every((change) => Math.abs(change) < NOTHING),
    );
  return isIdle(row, peaks) && nothing(peaks.reference, row.alone) && nothing(row.without, peaks.policy);
}

/** Which rows to look at: levers, all or some, or families. */
export interface LeverChoice {
  readonly by?: LeverPeakRow["kind"];
  readonly only?: readonly string[];
}

/** The rows of a choice that change anything, the larger change of cumulative emissions first, whichever way it is counted. */
export function shownRows(
  peaks: LeverPeaks,
  { by = "lever", only }: LeverChoice,
  idle: (row: LeverPeakRow, peaks: LeverPeaks) => boolean = isIdle,
): LeverPeakRow[] {
  const { reference, policy, rows } = peaks;
  const size = ({ alone, without }: LeverPeakRow) =>
    Math.max(Math.abs(alone.cumulative - reference.cumulative), Math.abs(policy.cumulative - without.cumulative));
  return rows
    .filter(({ id, kind }) => kind === by && (by !== "lever" || (only?.includes(id) ?? true)))
    .filter((row) => !idle(row, peaks))
    .sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1));
}
