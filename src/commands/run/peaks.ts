import { chart } from "../../report/text/chart.ts";
import { percent, readable, signed } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import type { Peak } from "../../run/peak/peak.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";

/** The table of boundaries with their peaks, what stands before the base year, and the note on the band. */
export function boundaryLines(run: ScenarioRun, words: Words): string[] {
  const m = words.common;
  const unit = words.unit(run.layout.peak.unit.text);
  const columns = [
    { title: m.boundary },
    { title: m.peak, align: "end" as const },
    { title: m.band },
    { title: m.level, align: "end" as const },
    { title: words.run.status },
    { title: words.run.after10, align: "end" as const },
    { title: words.run.trend, align: "end" as const },
  ];
  const rows = run.boundaries.map((boundary) => {
    const label = words.say(boundary.label);
    const { peak } = boundary;
    if (peak === undefined) return [label, "-", "-", "-", m.notComputed, "-", "-"];
    return [label, ...peakCells(peak, words)];
  });
  const [first] = run.boundaries;
  const reasons = run.boundaries
    .filter((boundary) => boundary.missing !== undefined)
    .map((boundary) => `  ${words.say(boundary.label)}${m.colon}${words.say(boundary.missing ?? boundary.label)}`);
  const lines = [words.run.peaks(unit), ...textTable(columns, rows), `  ${words.run.bandNote}`, ...reasons];
  const others = first.peak?.local_peaks.filter((local) => local.year !== first.peak?.year) ?? [];
  if (others.length > 0) {
    const list = others.map((local) => `${local.year} (${readable(local.level)})`).join(", ");
    lines.push(`  ${words.run.localPeaks}, ${words.say(first.label)}${m.colon}${list}`);
  }
  return [...lines, ...historyLines(first, words)];
}

/** Sectors in the order in which they peak. */
export function sectorLines(run: ScenarioRun, words: Words): string[] {
  const m = words.common;
  if (run.layout.sectors === undefined || run.sectors.length === 0) return [];
  const columns = [
    { title: m.sector },
    { title: m.peak, align: "end" as const },
    { title: m.band },
    { title: m.level, align: "end" as const },
    { title: words.run.status },
    { title: words.run.after10, align: "end" as const },
  ];
  const rows = run.sectors.map((sector) => {
    const cells =
      sector.peak === undefined ? ["-", "-", "-", m.notComputed, "-"] : peakCells(sector.peak, words).slice(0, 5);
    return [words.say(sector.label), ...cells];
  });
  return [words.run.sectors(words.unit(run.layout.sectors.unit.text)), ...textTable(columns, rows)];
}

/** The trajectory of the default boundary, with its history where it may be read as one series. */
export function chartLines(run: ScenarioRun, words: Words, width: number): string[] {
  const m = words.common;
  const [first] = run.boundaries;
  if (first.peak === undefined) return [];
  const whole = first.splicedPeak !== undefined && first.history !== undefined;
  const series = whole
    ? {
        years: [...(first.history?.series.years ?? []), ...first.series.years],
        values: [...Array.from(first.history?.series.values ?? []), ...Array.from(first.series.values)],
      }
    : first.series;
  return chart(series, first.peak, {
    width: Math.min(width, 100),
    unit: `${words.say(first.label)}, ${words.unit(run.layout.peak.unit.text)}`,
    words: { peak: m.peak, band: m.band, history: words.run.history },
    projectionFrom: run.scenario.baseYear,
  });
}

function historyLines(first: PeakResult, words: Words): string[] {
  const m = words.run;
  const { history, historyPeak, splice, splicedPeak } = first;
  if (history === undefined || historyPeak === undefined) return [];
  const { years } = history.series;
  const lines = [
    m.historyPeak({
      from: years[0],
      to: years[years.length - 1],
      year: historyPeak.year,
      band: `${historyPeak.band.from}-${historyPeak.band.to}`,
      level: readable(historyPeak.level),
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
            step: `${step > 0 ? "+" : ""}${percent(step)}`,
            uncertainty: uncertainty === undefined ? undefined : percent(uncertainty, 0),
            one: one_series,
          }),
    );
  }
  if (splicedPeak !== undefined) lines.push(m.splicedPeak(splicedPeak.year, readable(splicedPeak.level)));
  return lines.map((line) => `  ${line}`);
}

/** Year, band, level, status, change after ten years, slope after the peak. */
function peakCells(peak: Peak, words: Words): string[] {
  const { band, decline_10yr, trend_slope } = peak;
  return [
    `${peak.at_horizon ? ">" : ""}${peak.year}`,
    band.from === band.to ? String(band.from) : `${band.from}-${band.to}`,
    readable(peak.level),
    peak.status === "peaked" && peak.kind !== undefined
      ? words.run.kinds[peak.kind]
      : words.common.statuses[peak.status],
    decline_10yr === undefined ? "-" : `${signed(-100 * decline_10yr, 1)} %`,
    trend_slope === undefined ? "-" : slopeText(trend_slope),
  ];
}

function slopeText(slope: number): string {
  return slope > 0 ? `+${readable(slope, 3)}` : readable(slope, 3);
}
