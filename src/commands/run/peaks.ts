import { chart } from "../../report/text/chart.ts";
import { percent, readable, signed } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import { type Language, messages, say } from "../../report/words/messages.ts";
import { unitText } from "../../report/words/units.ts";
import type { Peak } from "../../run/peak/peak.ts";
import type { PeakResult, ScenarioRun } from "../../run/scenario-run.ts";

/** The table of boundaries with their peaks, what stands before the base year, and the note on the band. */
export function boundaryLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  const unit = unitText(run.layout.peak.unit.text, language);
  const columns = [
    { title: m.boundary },
    { title: m.peak, align: "end" as const },
    { title: m.band },
    { title: m.level, align: "end" as const },
    { title: m.status },
    { title: m.after10, align: "end" as const },
    { title: m.trend, align: "end" as const },
  ];
  const rows = run.boundaries.map((boundary) => {
    const label = say(boundary.label, language);
    const { peak } = boundary;
    if (peak === undefined) return [label, "-", "-", "-", m.notComputed, "-", "-"];
    return [label, ...peakCells(peak, language)];
  });
  const [first] = run.boundaries;
  const reasons = run.boundaries
    .filter((boundary) => boundary.missing !== undefined)
    .map(
      (boundary) => `  ${say(boundary.label, language)}${m.colon}${say(boundary.missing ?? boundary.label, language)}`,
    );
  const lines = [m.peaks(unit), ...textTable(columns, rows), `  ${m.bandNote}`, ...reasons];
  const others = first.peak?.local_peaks.filter((local) => local.year !== first.peak?.year) ?? [];
  if (others.length > 0) {
    const list = others.map((local) => `${local.year} (${readable(local.level)})`).join(", ");
    lines.push(`  ${m.localPeaks}, ${say(first.label, language)}${m.colon}${list}`);
  }
  return [...lines, ...historyLines(first, language)];
}

/** Sectors in the order in which they peak. */
export function sectorLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  if (run.layout.sectors === undefined || run.sectors.length === 0) return [];
  const columns = [
    { title: m.sector },
    { title: m.peak, align: "end" as const },
    { title: m.band },
    { title: m.level, align: "end" as const },
    { title: m.status },
    { title: m.after10, align: "end" as const },
  ];
  const rows = run.sectors.map((sector) => {
    const cells =
      sector.peak === undefined ? ["-", "-", "-", m.notComputed, "-"] : peakCells(sector.peak, language).slice(0, 5);
    return [say(sector.label, language), ...cells];
  });
  return [m.sectors(unitText(run.layout.sectors.unit.text, language)), ...textTable(columns, rows)];
}

/** The trajectory of the default boundary, with its history where it may be read as one series. */
export function chartLines(run: ScenarioRun, language: Language, width: number): string[] {
  const m = messages[language];
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
    unit: `${say(first.label, language)}, ${unitText(run.layout.peak.unit.text, language)}`,
    words: { peak: m.peak, band: m.band, history: m.history },
    projectionFrom: run.scenario.baseYear,
  });
}

function historyLines(first: PeakResult, language: Language): string[] {
  const m = messages[language];
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
      status: m.statuses[historyPeak.status],
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
function peakCells(peak: Peak, language: Language): string[] {
  const { band, decline_10yr, trend_slope } = peak;
  return [
    `${peak.at_horizon ? ">" : ""}${peak.year}`,
    band.from === band.to ? String(band.from) : `${band.from}-${band.to}`,
    readable(peak.level),
    peak.status === "peaked" && peak.kind !== undefined
      ? messages[language].kinds[peak.kind]
      : messages[language].statuses[peak.status],
    decline_10yr === undefined ? "-" : `${signed(-100 * decline_10yr, 1)} %`,
    trend_slope === undefined ? "-" : slopeText(trend_slope),
  ];
}

function slopeText(slope: number): string {
  return slope > 0 ? `+${readable(slope, 3)}` : readable(slope, 3);
}
