import { LEVER_YEARS, type LeverChange, type LeverEffects } from "../../questions/levers/lever-effects.ts";
import { type MemberPart, type MemberParts, memberParts, type RollUpRun } from "../../run/roll-up-run.ts";
import type { Limit, PeakResult, ScenarioRun } from "../../run/run.ts";
import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import { type Columns, type CsvOptions, csvOf, csvText, type Table, tableOf } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import { VERSION } from "../../text/version.ts";
import { spans } from "../text/number-text.ts";
import { type RegionNames, regionNames } from "./region-names.ts";
import { runColumns, truth } from "./run-columns.ts";
import { targetColumns, targetRows } from "./targets.ts";
import { longText, type Trajectories, wideTable } from "./trajectories.ts";

/** A run with its lever table, as the files need them. */
export interface ReportedRun {
  readonly run: ScenarioRun;
  readonly effects: LeverEffects;
  /** The members, where the run is the sum of several regions. */
  readonly rollUp?: RollUpRun;
}

export interface OutputOptions extends CsvOptions {
  readonly wide: boolean;
  /** As typed, for meta.json. */
  readonly command: string;
  /** The SHA-256 of a text in hexadecimal digits, for meta.json. */
  readonly sha256: (text: string) => string;
}

/** The files of `--out`, name to text, with the rows of `runs`. The same input gives the same bytes. */
export function outputFiles(
  reported: readonly ReportedRun[],
  options: OutputOptions,
  runs: readonly ScenarioRun[] = withMembers(reported),
): Map<string, string> {
  const rollUps = reported.flatMap(({ rollUp }) => rollUp ?? []);
  const names = regionNames(runs);
  const trajectories = runs.map((run) => toTrajectories(run, names));
  const wide = wideTable(options.wide ? trajectories : []);
  const members = rollUps.flatMap(memberRows);
  return new Map([
    ["trajectories.csv", options.wide ? csvText(wide.columns, wide.rows, options) : longText(trajectories, options)],
    ["levers.csv", csvOf(leverColumns(names), reported.flatMap(leverRows), options)],
    ...summaryTables(runs, names).map(({ name, columns, rows }) => [name, csvText(columns, rows, options)] as const),
    ...(rollUps.length === 0 ? [] : [["members.csv", csvOf(memberColumns(names), members, options)] as const]),
    ["meta.json", jsonText(metaOf(runs, options))],
  ]);
}

export interface SummaryTable extends Table {
  readonly name: string;
}

/** The files that have few rows a run, so that those of all regions can stand in one; `names` fill the region column. */
export function summaryTables(runs: readonly ScenarioRun[], names: RegionNames = regionNames(runs)): SummaryTable[] {
  return [
    { name: "peaks.csv", ...tableOf(peakColumns(names), runs.flatMap(peakRows)) },
    { name: "targets.csv", ...tableOf(targetColumns(names), runs.flatMap(targetRows)) },
    { name: "constraints.csv", ...tableOf(constraintColumns(names), runs.flatMap(constraintRows)) },
  ];
}

/** The runs with those of the members behind each sum. */
export function withMembers(reported: readonly ReportedRun[]): ScenarioRun[] {
  return reported.flatMap(({ run, rollUp }) => [run, ...(rollUp?.members ?? [])]);
}

/** The command as typed, without the folder it writes to, so that two runs into two folders give the same bytes. */
export function typedCommand(words: readonly string[]): string {
  const kept = words.filter((word, i) => word !== "--out" && !word.startsWith("--out=") && words[i - 1] !== "--out");
  return ["peakpath", ...kept].join(" ");
}

function toTrajectories(run: ScenarioRun, names: RegionNames): Trajectories {
  const computed = new Set(run.boundaries.filter(({ peak }) => peak !== undefined).map(({ cell }) => cell));
  return {
    model: run.model,
    scenario: run.scenario.id,
    region: names(run),
    firstYear: run.scenario.baseYear,
    series: (variable, cell) =>
      variable === run.layout.peak.name && !computed.has(cell) ? undefined : run.values(variable, cell),
  };
}

interface PeakRow {
  readonly run: ScenarioRun;
  readonly result: PeakResult;
  readonly boundary?: string;
  readonly sector?: string;
}

const peakColumns = (names: RegionNames): Columns<PeakRow> => ({
  ...runColumns(names),
  run: () => 0,
  boundary: ({ boundary }) => boundary,
  sector: ({ sector }) => sector,
  unit: ({ result }) => result.variable.unit.text,
  year: ({ result }) => result.peak?.year,
  level: ({ result }) => result.peak?.level,
  year_continuous: ({ result }) => result.peak?.year_continuous,
  status: ({ result }) => result.peak?.status ?? "not_computed",
  band_from: ({ result }) => result.peak?.band.from,
  band_to: ({ result }) => result.peak?.band.to,
  tolerance: ({ result }) => result.peak?.band.tolerance,
  local_peaks: ({ result }) =>
    result.peak?.local_peaks.map(({ year, level, prominence }) => `${year}:${level}:${prominence}`).join(" "),
  rebound: ({ result }) => result.peak?.rebound,
  decline_10yr: ({ result }) => result.peak?.decline_10yr,
  at_start: ({ result }) => truth(result.peak?.at_start),
  at_horizon: ({ result }) => truth(result.peak?.at_horizon),
  trend_p: ({ result }) => result.peak?.trend_p,
  trend_slope: ({ result }) => result.peak?.trend_slope,
  kind: ({ result }) => result.peak?.kind,
  active_share: ({ result }) => result.peak?.active_share,
  history_year: ({ result }) => result.historyPeak?.year,
  history_level: ({ result }) => result.historyPeak?.level,
  history_status: ({ result }) => result.historyPeak?.status,
  splice_step: ({ result }) => result.splice?.step,
  one_series: ({ result }) => truth(result.splice?.one_series),
  spliced_year: ({ result }) => result.splicedPeak?.year,
  spliced_level: ({ result }) => result.splicedPeak?.level,
  label_en: ({ result }) => result.label.en,
  label_zh: ({ result }) => result.label.zh,
});

function peakRows(run: ScenarioRun): PeakRow[] {
  return [
    ...run.boundaries.map((result) => ({ run, result, boundary: result.name })),
    ...run.sectors.map((result) => ({ run, result, sector: result.name })),
  ];
}

interface LeverRow {
  readonly run: ScenarioRun;
  readonly boundary: string;
  /** Without it the row is of all levers together. */
  readonly id?: string;
  readonly lever?: ScenarioLever;
  readonly setting: "alone" | "in_package" | "all";
  readonly change: LeverChange;
}

const leverColumns = (names: RegionNames): Columns<LeverRow> => ({
  ...runColumns(names),
  boundary: ({ boundary }) => boundary,
  lever: ({ id }) => id,
  family: ({ lever }) => lever?.lever.family,
  strength: ({ lever }) => lever?.strength,
  start: ({ lever }) => lever?.start,
  full: ({ lever }) => lever?.full,
  setting: ({ setting }) => setting,
  unit: ({ run }) => run.layout.peak.unit.text,
  peak_year: ({ change }) => change.peak_year,
  censored: ({ change }) => truth(change.censored),
  peak_level: ({ change }) => change.peak_level,
  ...emissionColumns(LEVER_YEARS),
  cumulative: ({ change }) => change.cumulative,
  label_en: ({ lever }) => lever?.lever.label.en,
  label_zh: ({ lever }) => lever?.lever.label.zh,
});

/** A column a year of what a change does to emissions. */
export function emissionColumns(
  years: readonly number[],
): Columns<{ readonly change: Pick<LeverChange, "emissions"> }> {
  const column = (year: number) => ({ [`emissions_${year}`]: ({ change }: LeverRow) => change.emissions.get(year) });
  return Object.assign({}, ...years.map(column));
}

function leverRows({ run, effects }: ReportedRun): LeverRow[] {
  const rows = effects.effects.flatMap(({ boundary, lever: id, alone, in_package }): LeverRow[] => {
    const row = { run, boundary, id, lever: run.scenario.levers.get(id) };
    return [
      { ...row, setting: "alone", change: alone },
      { ...row, setting: "in_package", change: in_package },
    ];
  });
  if (run.scenario.levers.size === 0) return rows;
  const totals = [...effects.total].map(([boundary, change]): LeverRow => ({ run, boundary, setting: "all", change }));
  return [...rows, ...totals];
}

interface MemberRow {
  readonly run: ScenarioRun;
  readonly boundary: PeakResult & { readonly name: string };
  readonly around: Omit<MemberParts, "parts">;
  readonly part: MemberPart;
}

const memberColumns = (names: RegionNames): Columns<MemberRow> => ({
  ...runColumns(names),
  boundary: ({ boundary }) => boundary.name,
  member: ({ part }) => (part.member === undefined ? undefined : names(part.member)),
  unit: ({ boundary }) => boundary.variable.unit.text,
  from: ({ around }) => around.from,
  peak_year: ({ around }) => around.peakYear,
  to: ({ around }) => around.to,
  own_peak_year: ({ part }) => part.own?.peak?.year,
  own_peak_level: ({ part }) => part.own?.peak?.level,
  part_at_peak: ({ part }) => part.atPeak,
  change_before: ({ part }) => part.before,
  change_after: ({ part }) => part.after,
});

/** What each member adds to the sum around the sum's peak; a row without a member is what comes from outside. */
function memberRows(rollUp: RollUpRun): MemberRow[] {
  return rollUp.sum.boundaries.flatMap((boundary) => {
    const { parts = [], ...around } = memberParts(rollUp, boundary) ?? {};
    return parts.map((part) => ({ run: rollUp.sum, boundary, around: around as MemberRow["around"], part }));
  });
}

type ConstraintRow = { readonly run: ScenarioRun; readonly limit: Limit; readonly span: readonly [number, number] };

const constraintColumns = (names: RegionNames): Columns<ConstraintRow> => ({
  ...runColumns(names),
  constraint: ({ limit }) => limit.check.name,
  severity: ({ limit }) => limit.check.severity,
  members: ({ limit }) => limit.members.join("."),
  from: ({ span }) => span[0],
  to: ({ span }) => span[1],
  label: ({ limit }) => limit.label.en,
});

function constraintRows(run: ScenarioRun): ConstraintRow[] {
  return run.limits.flatMap((limit) => spans(limit.years).map((span) => ({ run, limit, span })));
}

function metaOf(runs: readonly ScenarioRun[], { command, sha256 }: OutputOptions): unknown {
  const files = new Map<string, string>();
  for (const { scenario, model } of runs) {
    for (const { name, text } of model.files) files.set(name, text);
    for (const [name, text] of scenario.files) files.set(name, text);
  }
  const hashes = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [name, sha256(text)]));
  const together = (names: Iterable<string>) =>
    sha256(
      [...new Set(names)]
        .sort()
        .map((name) => `${name} ${hashes.get(name)}`)
        .join("\n"),
    );
  return {
    peakpath: VERSION,
    command,
    seed: null,
    runs: runs.map(({ scenario, model }) => ({
      scenario: scenario.id,
      region: scenario.region.id,
      model: model.name,
      base_year: scenario.baseYear,
      last_observed: scenario.lastObserved,
      horizon: scenario.horizon,
      model_hash: together(model.files.map(({ name }) => name)),
      region_hash: together(scenario.region.files.keys()),
      scenario_hash: together([...scenario.files.keys(), ...model.files.map(({ name }) => name)]),
    })),
    files: hashes,
  };
}
