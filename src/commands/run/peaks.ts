import { LEVER_YEARS } from "../../questions/levers/lever-peaks.ts";
import { pollutantPaths } from "../../questions/pollutants.ts";
import { chart } from "../../report/text/chart.ts";
import { peakYearText, percent, signed, signedPercent, spanText } from "../../report/text/number-text.ts";
import { type Sized, sized, sizedLevels } from "../../report/text/sized.ts";
import { type Cell, right, sectionLines, type TableSection, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import type { Peak } from "../../run/peak/peak.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";

const SLOPE_DIGITS = 2;

/** The table of boundaries with their peaks, what stands before the base year, and the note on the band. */
export function boundaryLines(run: ScenarioRun, words: Words): string[] {
  return sectionLines(boundarySection(run, words));
}

/** The same as a table for a page. */
export function boundarySection(run: ScenarioRun, words: Words): TableSection {
  const { common, run: m } = words;
  const levels = sizedLevels(run, words);
  const { unit } = run.layout.peak;
  const slopes = sized(
    run,
    unit.text,
    run.boundaries.map(({ peak }) => peak?.trend_slope),
    words,
    SLOPE_DIGITS,
  );
  const rows = run.boundaries.map(({ label, peak }): Cell[] => {
    const slope = peak?.trend_slope;
    return [
      ...peakCells([common.boundary, words.say(label)], peak, levels, words),
      right(m.trend, slope === undefined ? "-" : slopes.change(slope)),
    ];
  });
  const [first] = run.boundaries;
  const { peak } = first;
  const reasons = run.boundaries.flatMap(({ label, missing }) =>
    missing === undefined ? [] : [`${words.say(label)}${common.colon}${words.say(missing)}`],
  );
  const others = peak?.local_peaks.filter(({ year }) => year !== peak.year) ?? [];
  const list = others.map(({ year, level }) => `${year} (${levels.text(level)})`).join(", ");
  return {
    title: m.peaks(levels.name),
    rows,
    notes: [
      m.bandNote,
      ...undecidedNote(run, run.boundaries, words),
      ...reasons,
      ...(others.length > 0 ? [`${m.localPeaks}, ${words.say(first.label)}${common.colon}${list}`] : []),
      ...historyLines(first, levels, words),
    ],
  };
}

/** Sectors in the order in which they peak. */
export function sectorLines(run: ScenarioRun, words: Words): string[] {
  const section = sectorSection(run, words);
  return section === undefined ? [] : sectionLines(section);
}

/** The same as a table for a page; nothing where the model has no sectors. */
export function sectorSection(run: ScenarioRun, words: Words): TableSection | undefined {
  const { sectors } = run.layout;
  if (sectors === undefined || run.sectors.length === 0) return undefined;
  const other = run.layout.sectorsBeside;
  const found = run.sectors.flatMap(({ peak, beside }) => [peak?.level, beside?.peak?.level]);
  const levels = sized(run, sectors.unit.text, found, words);
  const rows = run.sectors.map(({ label, peak, beside }) => [
    ...peakCells([words.common.sector, words.say(label)], peak, levels, words),
    ...(other === undefined ? [] : besideCells(beside?.peak, levels, words)),
  ]);
  const note = undecidedNote(run, run.sectors, words);
  const about = other === undefined ? [] : [`${words.run.beside}${words.common.colon}${words.say(other.label)}`];
  return { title: words.run.sectors(levels.name), rows, notes: [...note, ...about] };
}

/** Year and level of the peak of a sector's other account. */
function besideCells(peak: Peak | undefined, levels: Sized, words: Words): Cell[] {
  const [year, level] = peak === undefined ? ["-", "-"] : [peakYearText(peak), levels.text(peak.level)];
  return [right(words.run.beside, year), right(words.common.level, level)];
}

/** Air pollutants in the base year and the years of the tables of levers, and what the levers change of them. */
export function pollutantLines(run: ScenarioRun, words: Words): string[] {
  const paths = pollutantPaths(run);
  if (paths.length === 0) return [];
  const m = words.run.pollutants;
  const { baseYear, horizon } = run.scenario;
  const later = LEVER_YEARS.filter((year) => year > baseYear && year <= horizon);
  const [{ unit, without_levers: compared }] = paths;
  const shown = [baseYear, ...later];
  const amounts = sized(
    run,
    unit,
    paths.flatMap(({ values }) => shown.map((year) => values[year - baseYear])),
    words,
  );
  const rows = paths.map(({ label, values, without_levers: none }): Cell[] => [
    [m.pollutant, words.say(label)],
    ...shown.map((year) => right(year, amounts.text(values[year - baseYear]))),
    ...(none === undefined
      ? []
      : [
          ["│", "│"] as const,
          ...later.map((year) => {
            const [value, before] = [values[year - baseYear], none[year - baseYear]];
            const share = before === 0 ? "" : ` (${signedPercent(value / before - 1, 0)})`;
            return right(year, `${amounts.change(value - before)}${share}`);
          }),
        ]),
  ]);
  const official = paths.flatMap(({ label, values, published }) =>
    published === undefined
      ? []
      : [m.official(words.say(label), amounts.text(published), signedPercent(values[0] / published - 1, 0))],
  );
  const { note } = run.layout.pollutants ?? {};
  return [
    m.title(amounts.name, compared !== undefined),
    ...textTable(rows),
    ...(note === undefined ? [] : [`  ${words.say(note)}`]),
    `  ${m.held(baseYear)}`,
    ...(official.length === 0 ? [] : [`  ${m.officialTotals(baseYear)}${words.common.colon}${words.commas(official)}`]),
  ];
}

/** Why a peak of these is undecided; no line where none is. */
function undecidedNote({ scenario }: ScenarioRun, of: readonly PeakResult[], words: Words): string[] {
  if (!of.some(({ peak }) => peak?.status === "undecided")) return [];
  return [words.run.undecidedNote(scenario.lastObserved)];
}

/** What peaks, with the year, band, level, status, and change after ten years of its peak. */
function peakCells(name: Cell, peak: Peak | undefined, levels: Sized, words: Words): Cell[] {
  const { common: m, run: r } = words;
  const [year, band, level, status, after] =
    peak === undefined ? ["-", "-", "-", m.notComputed, "-"] : peakTexts(peak, levels, words);
  return [
    name,
    right(m.peak, year),
    [m.band, band],
    right(m.level, level),
    [r.status, status],
    right(r.after10, after),
  ];
}

function peakTexts(peak: Peak, levels: Sized, { common, run }: Words): string[] {
  const { band, level, status, kind, decline_10yr: decline } = peak;
  return [
    peakYearText(peak),
    spanText(band),
    levels.text(level),
    status === "peaked" && kind !== undefined ? run.kinds[kind] : common.statuses[status],
    decline === undefined ? "-" : `${signed(-100 * decline, 1)} %`,
  ];
}

/** The trajectory of the default boundary, with its history where it may be read as one series. */
export function chartLines(run: ScenarioRun, words: Words, width: number): string[] {
  const m = words.common;
  const [{ peak, series, history, splicedPeak, label }] = run.boundaries;
  if (peak === undefined) return [];
  const past = splicedPeak === undefined ? undefined : history?.series;
  const { name, factor } = sizedLevels(run, words);
  const whole = {
    years: [...(past?.years ?? []), ...series.years],
    values: [...Array.from(past?.values ?? []), ...Array.from(series.values)].map((value) => value * factor),
  };
  return chart(whole, peak, {
    width: Math.min(width, 100),
    unit: `${words.say(label)}, ${name}`,
    words: { peak: m.peak, band: m.band, history: words.run.history },
    projectionFrom: run.scenario.baseYear,
  });
}

function historyLines(first: PeakResult, levels: Sized, words: Words): string[] {
  const m = words.run;
  const { history, historyPeak, splice, splicedPeak } = first;
  if (history === undefined || historyPeak === undefined) return [];
  const { years } = history.series;
  const lines = [
    m.historyPeak({
      from: years[0],
      to: years[years.length - 1],
      year: historyPeak.year,
      band: spanText(historyPeak.band),
      level: levels.text(historyPeak.level),
      status: words.common.statuses[historyPeak.status],
    }),
  ];
  if (splice !== undefined) {
    const { from, to, step, uncertainty, one_series } = splice;
    lines.push(
      step === undefined
        ? m.stepFromNothing({ from, to })
        : m.spliceStep({
            from,
            to,
            step: signedPercent(step),
            uncertainty: uncertainty === undefined ? undefined : percent(uncertainty, 0),
            one: one_series,
          }),
    );
  }
  if (splicedPeak !== undefined) lines.push(m.splicedPeak(splicedPeak.year, levels.text(splicedPeak.level)));
  return lines;
}
