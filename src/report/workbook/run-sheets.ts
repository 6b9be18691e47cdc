import { LEVER_YEARS, type LeverPeak, type LeverPeaks } from "../../questions/levers/lever-peaks.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import { planRows } from "../tables/plan.ts";
import type { ReportedRun } from "../tables/run-files.ts";
import { exchangeCells } from "../tables/trajectories.ts";
import { headLines } from "../text/head.ts";
import { boundaryName, leverName } from "../text/names.ts";
import { peakYearText, readable, spanText } from "../text/number-text.ts";
import type { Words } from "../words/languages.ts";
import { shownUnit, summedUnit } from "../words/units.ts";
import { amount, amounts, decimalsOf, type Sheet, type SheetCell, share, signedShare } from "./sheet.ts";

/** The sheets that show several runs in one table name the scenario of each row. */
interface ByScenario {
  readonly headings: readonly string[];
  readonly cells: (run: ScenarioRun) => readonly SheetCell[];
}

function byScenario(runs: readonly ScenarioRun[], words: Words): ByScenario {
  if (runs.length < 2) return { headings: [], cells: () => [] };
  return { headings: [words.common.scenario], cells: (run) => [run.scenario.id] };
}

/** What a table is about: the region and the scenario where it is one, else the table alone. */
export function titleOf(runs: readonly ScenarioRun[], about: string, words: Words): string {
  if (runs.length !== 1) return about;
  const { region, title, id } = runs[0].scenario;
  return `${about}${words.common.colon}${words.say(region.label)} · ${words.say(title)} (${id})`;
}

/** The first sheet: of each run what it is, and the peak of each of its boundaries in a line. */
export function verdictLines(runs: readonly ScenarioRun[], words: Words): string[] {
  const { common: m, workbook: w } = words;
  return runs.flatMap((run, i) => [
    ...(i === 0 ? [] : [""]),
    ...headLines(run, words).map((line) => line.trimStart()),
    ...run.boundaries.flatMap(({ label, peak, variable }) => {
      if (peak === undefined) return [];
      const { name: unit, factor } = shownUnit(run.model.units, variable.unit.text, words);
      return w.verdictOf({
        boundary: words.say(label),
        year: peakYearText(peak),
        band: spanText(peak.band),
        level: `${readable(peak.level * factor)} ${unit}`,
        status:
          peak.status === "peaked" && peak.kind !== undefined ? words.run.kinds[peak.kind] : m.statuses[peak.status],
      });
    }),
  ]);
}

/** The annex of a plan: its key indicators, in the units that plans use. */
export function planSheet(runs: readonly ScenarioRun[], words: Words): Sheet {
  const { common: m, workbook: w } = words;
  const { years, rows } = planRows(runs, words);
  const named = byScenario(runs, words);
  const marks = rows.some(({ estimated }) => estimated.length > 0);
  return {
    name: w.sheets.plan,
    title: titleOf(runs, m.keyIndicators, words),
    headings: [...named.headings, m.indicator, m.unit, ...years, ...(marks ? [w.reconstructed] : [])],
    rows: rows.map(({ run, indicator, unit, values, estimated }) => [
      ...named.cells(run),
      indicator,
      unit,
      ...amounts(values),
      ...(marks ? [estimated.join(" ")] : []),
    ]),
    fixed: named.headings.length + 1,
    notes: marks ? [w.reconstructedNote] : [],
  };
}

/** The peak of each boundary, then of each sector in their order. */
export function peaksSheet(runs: readonly ScenarioRun[], words: Words): Sheet {
  const { common: m, run: r, workbook: w } = words;
  const named = byScenario(runs, words);
  const row = (run: ScenarioRun, kind: string, result: PeakResult): SheetCell[] => {
    const { peak, label, variable, missing } = result;
    const { name: unit, factor } = shownUnit(run.model.units, variable.unit.text, words);
    const head = [...named.cells(run), kind, words.say(label)];
    if (peak === undefined)
      return [...head, m.notComputed, undefined, undefined, undefined, words.say(missing ?? { en: "", zh: "" })];
    const level = peak.level * factor;
    return [
      ...head,
      peak.at_horizon ? peakYearText(peak) : peak.year,
      spanText(peak.band),
      amount(level, decimalsOf([level])),
      unit,
      peak.status === "peaked" && peak.kind !== undefined ? r.kinds[peak.kind] : m.statuses[peak.status],
      signedShare(peak.decline_10yr === undefined ? undefined : -peak.decline_10yr),
    ];
  };
  return {
    name: w.sheets.peaks,
    title: titleOf(runs, w.sheets.peaks, words),
    headings: [...named.headings, w.kind, w.name, m.peak, m.band, m.level, m.unit, r.status, r.after10],
    rows: runs.flatMap((run) => [
      ...run.boundaries.map((result) => row(run, m.boundary, result)),
      ...run.sectors.map((result) => row(run, m.sector, result)),
    ]),
    fixed: named.headings.length + 2,
    notes: [r.bandNote],
  };
}

/** The peak under each lever on the default boundary: alone, and the scenario without it; undefined where none was looked for. */
export function leversSheet(reported: readonly ReportedRun[], words: Words): Sheet | undefined {
  const { common: m, levers: l, workbook: w } = words;
  const tables = reported.flatMap(({ run, peaksByLever }) => {
    const peaks = peaksByLever.find(({ boundary }) => boundary === run.boundaries[0].name);
    return peaks === undefined ? [] : [{ run, peaks }];
  });
  if (tables.length === 0) return undefined;
  const runs = tables.map(({ run }) => run);
  const named = byScenario(
    reported.map(({ run }) => run),
    words,
  );
  const [{ layout, model }] = runs;
  const { unit, name: shown, factor } = shownUnit(model.units, layout.peak.unit.text, words);
  const titles = [
    m.peak,
    m.band,
    `${m.level} (${shown})`,
    ...LEVER_YEARS.map((year) => `${year} (${shown})`),
    l.cumulative(words.unit(summedUnit(unit))),
  ];
  const block = ({ scenario: { horizon } }: ScenarioRun, peak?: LeverPeak): SheetCell[] => {
    if (peak === undefined) return titles.map(() => undefined);
    // Which of several summits is the highest is chance.
    const year = peak.year === undefined ? peak.summits.join(", ") : peak.year === horizon ? `>${horizon}` : peak.year;
    const levels = [peak.level, ...LEVER_YEARS.map((year) => peak.emissions[year])].map(
      (value) => value && value * factor,
    );
    const cumulative = peak.cumulative * factor;
    return [year, spanText(peak.band), ...amounts(levels), amount(cumulative, decimalsOf([cumulative]))];
  };
  const rowsOf = ({ run, peaks }: { readonly run: ScenarioRun; readonly peaks: LeverPeaks }): SheetCell[][] => {
    const { reference, policy, rows } = peaks;
    const head = (name: string, strength?: number, start?: number, full?: number): SheetCell[] => [
      ...named.cells(run),
      name,
      share(strength, 0),
      start,
      full,
    ];
    return [
      [...head(l.noLever), ...block(run, reference), ...block(run)],
      ...rows.map(({ id, kind, alone, without }) => {
        const pulled = kind === "family" ? undefined : pulledIn(run.scenario).get(id);
        const name = kind === "family" ? `${l.byFamily}${m.colon}${l.families[id] ?? id}` : leverName(run, id, words);
        return [
          ...head(name, pulled?.strength, pulled?.start, pulled?.full),
          ...block(run, alone),
          ...block(run, without),
        ];
      }),
      [...head(l.allLevers), ...block(run), ...block(run, policy)],
    ];
  };
  return {
    name: w.sheets.levers,
    title: titleOf(runs, l.peaks(boundaryName(runs[0], runs[0].boundaries[0].name, words), shown), words),
    headings: [
      ...named.headings,
      m.lever,
      m.strength,
      w.start,
      w.full,
      ...titles.map((title) => `${l.aloneOn}${m.colon}${title}`),
      ...titles.map((title) => `${l.withoutIt}${m.colon}${title}`),
    ],
    rows: tables.flatMap(rowsOf),
    fixed: named.headings.length + 1,
    notes: [],
  };
}

/** What is smaller in a variable's own unit is left of differences of large numbers. */
const NOISE = 1e-12;

/** The years of every quantity that has a name in the exchange of scenarios, in the units that people count in. */
export function trajectoriesSheet(runs: readonly ScenarioRun[], words: Words): Sheet {
  const { common: m, workbook: w } = words;
  const named = byScenario(runs, words);
  const first = Math.min(...runs.map(({ scenario }) => scenario.baseYear));
  const last = Math.max(...runs.map(({ scenario }) => scenario.horizon));
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const rows = runs.flatMap((run) => {
    const computed = new Set(run.boundaries.filter(({ peak }) => peak !== undefined).map(({ cell }) => cell));
    return exchangeCells(run.model).flatMap(({ variable: id, cell, name, firstUnknown }): SheetCell[][] => {
      const variable = run.model.variables.get(id);
      const values = run.values(id, cell);
      if (variable === undefined || values === undefined) return [];
      if (id === run.layout.peak.name && !computed.has(cell)) return [];
      if (values.every((value) => Math.abs(value) < NOISE)) return [];
      const { name: shown, factor } = shownUnit(run.model.units, variable.unit.text, words);
      const inYear = (year: number): number | undefined => {
        const i = year - run.scenario.baseYear;
        return i < 0 || i >= values.length || (i === 0 && firstUnknown) ? undefined : values[i] * factor;
      };
      const label = words.say(labelOfCell(run.model, variable, cell));
      return [[...named.cells(run), label, shown, ...amounts(years.map(inYear)), name]];
    });
  });
  return {
    name: w.sheets.trajectories,
    title: titleOf(runs, w.sheets.trajectories, words),
    headings: [...named.headings, w.quantity, m.unit, ...years, w.exchangeName],
    rows,
    fixed: named.headings.length + 2,
    notes: [w.trajectoriesNote],
  };
}
