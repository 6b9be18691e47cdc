import { type LeverSetting, packageRunner, packageSettings } from "../../run/package-runner.ts";
import { type PeakOutlook, peakOutlook } from "../../run/peak/peak-outlook.ts";
import { statusDecider } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Series } from "../../statistics/series.ts";
import { need } from "../../text/need.ts";
import { leverPlayers } from "./lever-players.ts";

/** Years of which the tables of levers show the emissions. */
export const LEVER_YEARS: readonly number[] = [2030, 2035, 2060];

/** When and how high emissions peak under a package of levers, with their levels in the years asked for and their sum. */
export interface LeverPeak extends PeakOutlook {
  readonly emissions: Readonly<Record<string, number>>;
  readonly cumulative: number;
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
  const asked = [
    ...packages,
    ...standing.map((project) => left([], project)),
    ...standing.map((project) => left(all, project)),
  ];
  starting?.(asked.length);
  const found = packageRunner(run).runAll(asked);
  const placeOf = new Map(groups.map((group, i) => [group.levers.join(" "), i]));
  const decide = statusDecider(scenario);
  const measured = (series: Series): LeverPeak => {
    const at = years.map((year) => [year, series.values[year - series.years[0]]] as const);
    return {
      ...peakOutlook(series, scenario.lastObserved, decide),
      emissions: Object.fromEntries(at.filter(([, value]) => value !== undefined)),
      cumulative: Array.from(series.values).reduce((sum, value) => sum + value, 0),
    };
  };
  return [...found[0].keys()].map((boundary) => {
    const peaks = found.map((series) => measured(need(series, boundary)));
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

/** Whether nothing changes, neither where it is alone nor where it is left out. */
export function isIdle({ alone, without }: LeverPeakRow, { reference, policy }: LeverPeaks): boolean {
  const same = (a: LeverPeak, b: LeverPeak) =>
    [
      a.level - b.level,
      a.cumulative - b.cumulative,
      ...Object.entries(a.emissions).map(([year, x]) => x - b.emissions[year]),
    ].every((change) => Math.abs(change) < 1e-9);
  return same(alone, reference) && same(without, policy);
}

/** Which rows to look at: levers, all or some, or families. */
export interface LeverChoice {
  readonly by?: LeverPeakRow["kind"];
  readonly only?: readonly string[];
}

/** The rows of a choice that change anything, the larger change of cumulative emissions first, whichever way it is counted. */
export function shownRows(peaks: LeverPeaks, { by = "lever", only }: LeverChoice): LeverPeakRow[] {
  const { reference, policy, rows } = peaks;
  const size = ({ alone, without }: LeverPeakRow) =>
    Math.max(Math.abs(alone.cumulative - reference.cumulative), Math.abs(policy.cumulative - without.cumulative));
  return rows
    .filter(({ id, kind }) => kind === by && (by !== "lever" || (only?.includes(id) ?? true)))
    .filter((row) => !isIdle(row, peaks))
    .sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1));
}
