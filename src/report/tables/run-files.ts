import { createHash } from "node:crypto";
import { LEVER_YEARS } from "../../commands/run/text.ts";
import { VERSION } from "../../files/version.ts";
import type { LeverChange, LeverEffects } from "../../questions/levers/lever-effects.ts";
import { type MemberPart, memberParts } from "../../run/member-parts.ts";
import type { Peak } from "../../run/peak/peak.ts";
import type { RollUpRun } from "../../run/roll-up-run.ts";
import type { PeakResult, ScenarioRun } from "../../run/scenario-run.ts";
import { type CsvCell, type CsvOptions, csvText } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import { spans } from "../text/number-text.ts";
import { type RegionNames, regionNames } from "./region-names.ts";
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
  const summary = summaryTables(runs, names).map(
    ({ name, columns, rows }) => [name, csvText(columns, rows, options)] as const,
  );
  return new Map([
    ["trajectories.csv", options.wide ? csvText(wide.columns, wide.rows, options) : longText(trajectories, options)],
    [
      "levers.csv",
      csvText(
        leverColumns,
        reported.flatMap((own) => leverRows(own, names)),
        options,
      ),
    ],
    ...summary,
    ...(rollUps.length === 0
      ? []
      : [
          [
            "members.csv",
            csvText(
              memberColumns,
              rollUps.flatMap((own) => memberRows(own, names)),
              options,
            ),
          ] as const,
        ]),
    ["meta.json", jsonText(metaOf(runs, options.command))],
  ]);
}

export interface SummaryTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: CsvCell[][];
}

/** The files that have few rows a run, so that those of all regions can stand in one; `names` fill the region column. */
export function summaryTables(runs: readonly ScenarioRun[], names: RegionNames = regionNames(runs)): SummaryTable[] {
  return [
    { name: "peaks.csv", columns: peakColumns, rows: runs.flatMap((run) => peakRows(run, names)) },
    { name: "targets.csv", columns: targetColumns, rows: runs.flatMap((run) => targetRows(run, names)) },
    { name: "constraints.csv", columns: constraintColumns, rows: runs.flatMap((run) => constraintRows(run, names)) },
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

const head = ["model", "scenario", "region"] as const;

/** Place of the region in the rows of every summary table. */
export const REGION_COLUMN = head.indexOf("region");

function headOf(run: ScenarioRun, names: RegionNames): string[] {
  return [run.model.name, run.scenario.id, names(run)];
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

const peakColumns = [
  ...head,
  "run",
  "boundary",
  "sector",
  "unit",
  "year",
  "level",
  "year_continuous",
  "status",
  "band_from",
  "band_to",
  "tolerance",
  "local_peaks",
  "rebound",
  "decline_10yr",
  "at_start",
  "at_horizon",
  "trend_p",
  "trend_slope",
  "kind",
  "active_share",
  "history_year",
  "history_level",
  "history_status",
  "splice_step",
  "one_series",
  "spliced_year",
  "spliced_level",
  "label_en",
  "label_zh",
];

function peakRows(run: ScenarioRun, names: RegionNames): CsvCell[][] {
  const row = (result: PeakResult, boundary: string, sector: string): CsvCell[] => {
    const { historyPeak, splice, splicedPeak, variable } = result;
    return [
      ...headOf(run, names),
      0,
      boundary,
      sector,
      variable.unit.text,
      ...(result.peak === undefined ? notComputed : peakCells(result.peak)),
      historyPeak?.year,
      historyPeak?.level,
      historyPeak?.status,
      splice?.step,
      splice === undefined ? undefined : String(splice.one_series),
      splicedPeak?.year,
      splicedPeak?.level,
      result.label.en,
      result.label.zh,
    ];
  };
  return [
    ...run.boundaries.map((boundary) => row(boundary, boundary.name, "")),
    ...run.sectors.map((sector) => row(sector, "", sector.name)),
  ];
}

function peakCells(peak: Peak): CsvCell[] {
  return [
    peak.year,
    peak.level,
    peak.year_continuous,
    peak.status,
    peak.band.from,
    peak.band.to,
    peak.band.tolerance,
    peak.local_peaks.map(({ year, level, prominence }) => `${year}:${level}:${prominence}`).join(" "),
    peak.rebound,
    peak.decline_10yr,
    String(peak.at_start),
    String(peak.at_horizon),
    peak.trend_p,
    peak.trend_slope,
    peak.kind,
    peak.active_share,
  ];
}

/** As many cells as `peakCells` gives, with nothing but the status. */
const notComputed: CsvCell[] = [
  undefined,
  undefined,
  undefined,
  "not_computed",
  ...new Array<undefined>(12).fill(undefined),
];

const leverColumns = [
  ...head,
  "boundary",
  "lever",
  "family",
  "strength",
  "start",
  "full",
  "setting",
  "unit",
  "peak_year",
  "censored",
  "peak_level",
  ...LEVER_YEARS.map((year) => `emissions_${year}`),
  "cumulative",
  "label_en",
  "label_zh",
];

function leverRows({ run, effects }: ReportedRun, names: RegionNames): CsvCell[][] {
  const unit = run.layout.peak.unit.text;
  const cells = (change: LeverChange): CsvCell[] => [
    unit,
    change.peak_year,
    String(change.censored),
    change.peak_level,
    ...LEVER_YEARS.map((year) => change.emissions.get(year)),
    change.cumulative,
  ];
  const rows = effects.effects.flatMap((effect) => {
    const pulled = run.scenario.levers.get(effect.lever);
    const label = [pulled?.lever.label.en, pulled?.lever.label.zh];
    const lever = [effect.lever, pulled?.lever.family, pulled?.strength, pulled?.start, pulled?.full];
    return [
      [...headOf(run, names), effect.boundary, ...lever, "alone", ...cells(effect.alone), ...label],
      [...headOf(run, names), effect.boundary, ...lever, "in_package", ...cells(effect.in_package), ...label],
    ];
  });
  if (run.scenario.levers.size === 0) return rows;
  const totals = [...effects.total].map(([boundary, change]) => {
    return [
      ...headOf(run, names),
      boundary,
      "",
      undefined,
      undefined,
      undefined,
      undefined,
      "all",
      ...cells(change),
      "",
      "",
    ];
  });
  return [...rows, ...totals];
}

const memberColumns = [
  ...head,
  "boundary",
  "member",
  "unit",
  "from",
  "peak_year",
  "to",
  "own_peak_year",
  "own_peak_level",
  "part_at_peak",
  "change_before",
  "change_after",
];

/** What each member adds to the sum around the sum's peak; a row without a member is what comes from outside. */
function memberRows(run: RollUpRun, names: RegionNames): CsvCell[][] {
  return run.sum.boundaries.flatMap((boundary) => {
    const found = memberParts(run, boundary);
    if (found === undefined) return [];
    const { from, peakYear, to, parts } = found;
    return parts.map(({ member, own, atPeak, before, after }: MemberPart) => [
      ...headOf(run.sum, names),
      boundary.name,
      member === undefined ? "" : names(member),
      boundary.variable.unit.text,
      from,
      peakYear,
      to,
      own?.peak?.year,
      own?.peak?.level,
      atPeak,
      before,
      after,
    ]);
  });
}

const constraintColumns = [...head, "constraint", "severity", "members", "from", "to", "label"];

function constraintRows(run: ScenarioRun, names: RegionNames): CsvCell[][] {
  return run.limits.flatMap(({ check, members, years, label }) =>
    spans(years).map(([from, to]) => [
      ...headOf(run, names),
      check.name,
      check.severity,
      members.join("."),
      from,
      to,
      label.en,
    ]),
  );
}

function metaOf(runs: readonly ScenarioRun[], command: string): unknown {
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

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
