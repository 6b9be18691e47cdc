import {
  LEVER_YEARS,
  type LeverPeaks,
  pollutantsByLever,
  type SideEffect,
} from "../../questions/levers/lever-peaks.ts";
import { pollutantsOf } from "../../questions/pollutants.ts";
import { memberParts, type RollUpRun } from "../../run/roll-up-run.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import { type BaseRate, type StoredCertainty, type Sure, sureNumbers } from "../../run/stored-certainty.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import { type CsvOptions, csvText, named, namedIn, type Table, tableOf } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import { VERSION } from "../../text/version.ts";
import { leverName } from "../text/names.ts";
import { spans } from "../text/number-text.ts";
import { en } from "../words/en.ts";
import type { Words } from "../words/languages.ts";
import { zh } from "../words/zh.ts";
import { planTable } from "./plan.ts";
import { type RegionNames, regionNames } from "./region-names.ts";
import { emissionColumns, runColumns } from "./run-columns.ts";
import { targetColumns, targetRows } from "./targets.ts";
import { longText, type Trajectories, wideTable } from "./trajectories.ts";

/** A run with the peaks under each of its levers, where they were looked for. */
export interface ReportedRun {
  readonly run: ScenarioRun;
  readonly peaksByLever: readonly LeverPeaks[];
  /** The members, where the run is the sum of several regions. */
  readonly rollUp?: RollUpRun;
  /** What is stored of how sure its peak is, where that was asked for and its model knows what past errors act on. */
  readonly certainty?: StoredCertainty;
}

export interface OutputOptions extends CsvOptions {
  readonly wide: boolean;
  /** The language of plan.csv, which is for offices and not for machines. */
  readonly words: Words;
  /** As typed, for meta.json. */
  readonly command: string;
  /** The SHA-256 of a text in hexadecimal digits, for meta.json. */
  readonly sha256: (text: string) => string;
}

/** The files of `--out`, name to text, with the rows of `runs`: by default those of the members behind each sum. */
export function outputFiles(
  reported: readonly ReportedRun[],
  options: OutputOptions,
  runs: readonly ScenarioRun[] = reported.flatMap(({ run, rollUp }) => [run, ...(rollUp?.members ?? [])]),
): Map<string, string> {
  const rollUps = reported.flatMap(({ rollUp }) => rollUp ?? []);
  const names = regionNames(runs);
  const trajectories = runs.map((run) => toTrajectories(run, names));
  const pollutants = pollutantsByLeverTable(reported, names);
  const certainty = certaintyTable(reported, names);
  const text = ({ columns, rows }: Table) => csvText(columns, rows, options);
  return new Map([
    ["trajectories.csv", options.wide ? text(wideTable(trajectories)) : longText(trajectories, options)],
    ["peaks_by_lever.csv", text(peaksByLeverTable(reported, names))],
    ...(pollutants === undefined ? [] : [["pollutants_by_lever.csv", text(pollutants)] as const]),
    ...(runs.some(({ layout }) => layout.plan.length > 0)
      ? [["plan.csv", text(planTable(runs, options.words))] as const]
      : []),
    ...summaryTables(runs, names).map((table) => [table.name, text(table)] as const),
    ...(certainty === undefined ? [] : [[certainty.name, text(certainty)] as const]),
    ...(rollUps.length === 0 ? [] : [["members.csv", text(memberTable(rollUps, names))] as const]),
    ["meta.json", jsonText(metaOf(runs, options))],
  ]);
}

/** The files that have few rows a run, so that those of all regions can stand in one; `names` fill the region column. */
export function summaryTables(runs: readonly ScenarioRun[], names: RegionNames = regionNames(runs)) {
  return [
    { name: "peaks.csv", ...peakTable(runs, names) },
    { name: "targets.csv", ...tableOf(targetColumns(names), runs.flatMap(targetRows)) },
    { name: "constraints.csv", ...constraintTable(runs, names) },
  ];
}

/**
 * certainty.csv: how sure the peak on the default boundary is, a row for each condition; one row alone that says so where
 * nothing is stored of these files. Undefined where no run was asked for it.
 */
export function certaintyTable(
  reported: readonly ReportedRun[],
  names: RegionNames,
): (Table & { readonly name: string }) | undefined {
  type Row = { readonly run: ScenarioRun; readonly state: string; readonly sure?: Sure; readonly base?: BaseRate };
  const rows = reported.flatMap(({ run, certainty }): Row[] => {
    if (certainty === undefined) return [];
    const { state } = certainty;
    return certainty.state === "stored"
      ? certainty.rows.map((sure) => ({ run, state, sure, base: certainty.base_rate }))
      : [{ run, state }];
  });
  if (rows.length === 0) return undefined;
  const table = tableOf(
    {
      ...runColumns(names),
      ...named("state"),
      ...namedIn(({ sure }: Row) => sure, "condition", "boundary", "unit", "runs"),
      undecided: ({ sure }) => sure?.undecided.join(" "),
      ...namedIn(({ sure }: Row) => sure?.numbers, ...sureNumbers),
      base_rate: ({ base }) => base?.share,
      base_rate_n: ({ base }) => base?.n,
    },
    rows,
  );
  return { name: "certainty.csv", ...table };
}

/** What says where the answer goes and how many cores work at it, and nothing of what it is. */
const places = ["--out", "--xlsx", "--workers"];

/** The command as typed, without these, so that two runs into two folders give the same bytes, on any number of cores. */
export function typedCommand(words: readonly string[]): string {
  const isPlace = (word: string, i: number): boolean =>
    places.includes(word) || places.includes(words[i - 1]) || places.some((place) => word.startsWith(`${place}=`));
  return ["peakpath", ...words.filter((word, i) => !isPlace(word, i))].join(" ");
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

/** peaks.csv: a row for each boundary and each sector. */
function peakTable(runs: readonly ScenarioRun[], names: RegionNames): Table {
  const rows = runs.flatMap((run) => [
    ...run.boundaries.map((result) => ({ ...result, run, boundary: result.name, sector: undefined })),
    ...run.sectors.map((result) => ({ ...result, run, boundary: undefined, sector: result.name })),
  ]);
  const peakOf = ({ peak }: PeakResult) => peak;
  return tableOf(
    {
      ...runColumns(names),
      run: () => 0,
      ...named("boundary", "sector"),
      unit: ({ variable }) => variable.unit.text,
      ...namedIn(peakOf, "year", "level", "year_continuous"),
      status: ({ peak }) => peak?.status ?? "not_computed",
      band_from: ({ peak }) => peak?.band.from,
      band_to: ({ peak }) => peak?.band.to,
      tolerance: ({ peak }) => peak?.band.tolerance,
      local_peaks: ({ peak }) =>
        peak?.local_peaks.map(({ year, level, prominence }) => `${year}:${level}:${prominence}`).join(" "),
      ...namedIn(peakOf, "rebound", "decline_10yr", "at_start", "at_horizon", "trend_p", "trend_slope"),
      ...namedIn(peakOf, "kind", "active_share"),
      history_year: ({ historyPeak }) => historyPeak?.year,
      history_level: ({ historyPeak }) => historyPeak?.level,
      history_status: ({ historyPeak }) => historyPeak?.status,
      splice_step: ({ splice }) => splice?.step,
      one_series: ({ splice }) => splice?.one_series,
      spliced_year: ({ splicedPeak }) => splicedPeak?.year,
      spliced_level: ({ splicedPeak }) => splicedPeak?.level,
      beside: ({ beside }) => beside?.variable.name,
      beside_year: ({ beside }) => beside?.peak?.year,
      beside_level: ({ beside }) => beside?.peak?.level,
      label_en: ({ label }) => label.en,
      label_zh: ({ label }) => label.zh,
    },
    rows,
  );
}

/**
 * peaks_by_lever.csv: a row for the peak without levers, with all of them, and for each lever and family alone on the
 * scenario without levers and taken out of the scenario; of a project that stands in both, without it in each.
 */
function peaksByLeverTable(reported: readonly ReportedRun[], names: RegionNames): Table {
  const rows = reported.flatMap(({ run, peaksByLever }) =>
    peaksByLever.flatMap(({ boundary, reference, policy, rows: own }) => {
      const all = { run, boundary, id: undefined, family: undefined, pulled: undefined };
      const labelled = (of: (words: Words) => string | undefined) => ({ en: of(en), zh: of(zh) });
      return [
        { ...all, kind: "reference", setting: "none", peak: reference, labels: labelled((w) => w.levers.noLever) },
        { ...all, kind: "policy", setting: "all", peak: policy, labels: labelled((w) => w.levers.allLevers) },
        ...own.flatMap(({ id, kind, family, ...settings }) => {
          const pulled = kind === "family" ? undefined : pulledIn(run.scenario).get(id);
          const labels = pulled?.lever.label ?? labelled((w) => w.levers.families[id]);
          return (["alone", "without"] as const).map((setting) => {
            return { run, boundary, kind, id, family, pulled, labels, setting, peak: settings[setting] };
          });
        }),
      ];
    }),
  );
  const peakOf = ({ peak }: (typeof rows)[number]) => peak;
  return tableOf(
    {
      ...runColumns(names),
      ...named("boundary", "kind"),
      lever: ({ id }) => id,
      family: ({ family }) => family,
      strength: ({ pulled }) => pulled?.strength,
      basis: ({ pulled }) => pulled?.basis,
      start: ({ pulled }) => pulled?.start,
      full: ({ pulled }) => pulled?.full,
      setting: ({ setting }) => setting,
      unit: ({ run }) => run.layout.peak.unit.text,
      ...namedIn(peakOf, "year", "level", "status", "past"),
      band_from: ({ peak }) => peak.band.from,
      band_to: ({ peak }) => peak.band.to,
      tolerance: ({ peak }) => peak.band.tolerance,
      summits: ({ peak }) => peak.summits.join(" "),
      ...namedIn(peakOf, "below_5", "below_10"),
      ...emissionColumns(LEVER_YEARS, ({ peak }: (typeof rows)[number], year) => peak.emissions[year]),
      cumulative: ({ peak }) => peak.cumulative,
      label_en: ({ labels }) => labels.en,
      label_zh: ({ labels }) => labels.zh,
      responsible_en: ({ pulled }) => pulled?.responsible?.en,
      responsible_zh: ({ pulled }) => pulled?.responsible?.zh,
      source: ({ pulled }) => pulled?.source,
    },
    rows,
  );
}

/**
 * pollutants_by_lever.csv: for each lever, family and project what it changes of air pollutants, alone on the scenario
 * without levers and in the scenario against its absence, and per change of CO2 on each boundary (kt per Mt are tonnes per
 * 1,000 tonnes); undefined where no run has pollutants.
 */
function pollutantsByLeverTable(reported: readonly ReportedRun[], names: RegionNames): Table | undefined {
  const members = new Set(reported.flatMap(({ run }) => pollutantsOf(run).map(({ member }) => member)));
  if (members.size === 0) return undefined;
  const rows = reported.flatMap(({ run, peaksByLever }) =>
    peaksByLever.map(pollutantsByLever).flatMap(({ boundary, rows: own, all }) => {
      const unit = pollutantsOf(run)[0]?.unit;
      const whole = { kind: "policy", id: undefined, family: undefined, setting: "all", effects: all };
      const each = own.flatMap(({ id, kind, family, ...settings }) =>
        (["alone", "without"] as const).map((setting) => ({ kind, id, family, setting, effects: settings[setting] })),
      );
      return [whole, ...each].map((row) => ({ run, boundary, unit, ...row }));
    }),
  );
  type EffectRow = (typeof rows)[number];
  const yearly = (title: (year: number) => string, cell: (effect: SideEffect) => number | undefined) =>
    LEVER_YEARS.map((year) => {
      const own = ({ effects }: EffectRow) => (effects[year] === undefined ? undefined : cell(effects[year]));
      return [title(year), own] as const;
    });
  const labelIn = ({ run, kind, id }: EffectRow, words: Words) => {
    if (id === undefined) return words.levers.allLevers;
    return kind === "family" ? words.levers.families[id] : leverName(run, id, words);
  };
  return tableOf(
    {
      ...runColumns(names),
      ...named("boundary", "kind"),
      lever: ({ id }) => id,
      family: ({ family }) => family,
      strength: ({ run, kind, id }) => (kind === "family" ? undefined : pulledIn(run.scenario).get(id ?? "")?.strength),
      setting: ({ setting }) => setting,
      co2_unit: ({ run }) => run.layout.peak.unit.text,
      unit: ({ unit }) => unit,
      ...Object.fromEntries(
        yearly(
          (year) => `co2_${year}`,
          ({ co2 }) => co2,
        ),
      ),
      ...Object.fromEntries(
        [...members].flatMap((name) => [
          ...yearly(
            (year) => `${name}_${year}`,
            ({ pollutants }) => pollutants[name],
          ),
          ...yearly(
            (year) => `${name}_per_co2_${year}`,
            ({ per_co2 }) => per_co2[name],
          ),
        ]),
      ),
      label_en: (row) => labelIn(row, en),
      label_zh: (row) => labelIn(row, zh),
    },
    rows,
  );
}

/** members.csv: what each member adds to the sum around the sum's peak; a row without a member is from outside. */
function memberTable(rollUps: readonly RollUpRun[], names: RegionNames): Table {
  const rows = rollUps.flatMap((rollUp) =>
    rollUp.sum.boundaries.flatMap((boundary) => {
      const { parts = [], from, to, peakYear } = memberParts(rollUp, boundary) ?? {};
      const around = {
        run: rollUp.sum,
        boundary: boundary.name,
        unit: boundary.variable.unit.text,
        from,
        to,
        peakYear,
      };
      return parts.map((part) => ({ ...around, part }));
    }),
  );
  return tableOf(
    {
      ...runColumns(names),
      boundary: ({ boundary }) => boundary,
      member: ({ part }) => part.member && names(part.member),
      ...named("unit", "from"),
      peak_year: ({ peakYear }) => peakYear,
      to: ({ to }) => to,
      own_peak_year: ({ part }) => part.own?.peak?.year,
      own_peak_level: ({ part }) => part.own?.peak?.level,
      part_at_peak: ({ part }) => part.atPeak,
      change_before: ({ part }) => part.before,
      change_after: ({ part }) => part.after,
    },
    rows,
  );
}

/** constraints.csv: a row for each unbroken run of years in which a limit bound. */
function constraintTable(runs: readonly ScenarioRun[], names: RegionNames): Table {
  const rows = runs.flatMap((run) =>
    run.limits.flatMap(({ check: { name, severity }, members, label, years }) =>
      spans(years).map(([from, to]) => ({ run, constraint: name, severity, members, from, to, label })),
    ),
  );
  return tableOf(
    {
      ...runColumns(names),
      ...named("constraint", "severity"),
      members: ({ members }) => members.join("."),
      ...named("from", "to"),
      label: ({ label }) => label.en,
    },
    rows,
  );
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
