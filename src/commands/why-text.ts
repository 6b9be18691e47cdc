import type { PeakCause, PeakCauses } from "../questions/peak-causes.ts";
import { percent, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { type Language, say } from "../report/words/messages.ts";
import { summedUnit, unitText } from "../report/words/units.ts";
import { whyMessages } from "../report/words/why-messages.ts";
import { memberLabels } from "../run/cell-label.ts";
import { balanceBetween, type DriverBalance, pointsIn, UNEXPLAINED } from "../run/driver-balance.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { variableAddress } from "../scenario/paths/address.ts";
import { type Driver, driverChains } from "../scenario/report/driver-chains.ts";
import { type CsvCell, type CsvOptions, csvText } from "../text/csv.ts";

/** Years before and after the peak that are shown one by one. */
const BEFORE_PEAK = 3;
const AFTER_PEAK = 5;
const SPAN = 5;

/** Why one boundary peaks: drivers over the decades, year by year around the peak, and by sector. */
export function whyLines(run: ScenarioRun, causes: PeakCauses, cause: PeakCause, language: Language): string[] {
  const m = whyMessages[language];
  const { peak } = cause.boundary;
  if (peak === undefined) return [];
  const lines = [
    m.title(say(cause.boundary.label, language)),
    ...spanTable(causes.drivers, cause, language),
    cause.history === undefined
      ? `  ${m.noHistory}`
      : `  ${m.history(cause.history.years[0] - 1, cause.history.years.at(-1) as number)}`,
  ];
  const { before } = cause.balance;
  if (!isMoved(cause.balance)) return [...lines, `  ${m.nothing}`];
  if (before.some((value) => value <= 0)) lines.push(`  ${m.belowZero}`);
  if (peak.at_start) lines.push(`  ${m.atStart}`);
  else if (!peak.at_horizon) lines.push(`  ${m.crosses(peak.year)}`);
  if (cause.kind !== undefined) {
    const span = { from: peak.year, to: peak.year + AFTER_PEAK, share: percent(cause.kind.share, 0) };
    lines.push(`  ${m[cause.kind.kind](span)}`);
  }
  const after = peak.year + AFTER_PEAK;
  const stays = !peak.at_horizon && !peak.at_start && peak.band.to >= after;
  if (cause.kind === undefined && stays)
    lines.push(`  ${m.withinBand({ from: peak.year, to: after, band: percent(peak.band.tolerance, 0) })}`);
  if (cause.missing !== undefined)
    lines.push(`  ${m.missing({ year: cause.missing.year, points: signed(cause.missing.points, 2) })}`);
  if (!peak.at_horizon)
    lines.push("", m.around(peak.year), ...aroundTable(causes.drivers, cause.balance, peak.year, language));
  const last = run.scenario.horizon;
  const turn = peak.at_horizon || peak.at_start ? undefined : peak.year;
  const spans: [number, number][] =
    turn === undefined
      ? [[run.scenario.baseYear, last]]
      : [
          [run.scenario.baseYear, turn],
          [turn, Math.min(last, turn + 10)],
        ];
  for (const [from, to] of spans) {
    const unit = unitText(summedUnit(run.layout.peak.unit.text), language);
    lines.push("", m.sectors({ from, to, unit }), ...sectorTable(run, causes.drivers, cause, { from, to }, language));
  }
  return lines;
}

/** Whether there is anything to take apart: emissions that are 0 from first to last are not. */
export function isMoved({ before, change }: DriverBalance): boolean {
  return before.some((value) => value !== 0) || change.some((value) => value !== 0);
}

/** A driver as tables and pictures call it. */
export function driverName(drivers: readonly Driver[], id: string, language: Language): string {
  const driver = drivers.find((own) => own.id === id);
  return driver === undefined ? whyMessages[language].unexplained : say(driver.label, language);
}

/** Spans of five years that end on round years, from the first year to the last. */
function spansOf(years: readonly number[]): [number, number][] {
  const first = years[0] - 1;
  const last = years.at(-1) as number;
  const ends = [first, ...years.filter((year) => year % SPAN === 0 && year > first && year < last), last];
  return ends.slice(1).map((to, i) => [ends[i], to]);
}

/** Percentage points of a year or span by driver; undefined where emissions were 0 in the year before each of its years. */
type Points = NonNullable<ReturnType<typeof pointsIn>>;

function meanPoints(balance: DriverBalance, [from, to]: [number, number]): Points | undefined {
  const sums = new Map<string, number>();
  let whole = 0;
  let count = 0;
  for (const year of balance.years) {
    const found = year > from && year <= to ? pointsIn(balance, year) : undefined;
    if (found === undefined) continue;
    count++;
    whole += found.sum;
    for (const [id, points] of found.drivers) sums.set(id, (sums.get(id) ?? 0) + points);
  }
  if (count === 0) return undefined;
  return { sum: whole / count, drivers: new Map([...sums].map(([id, points]) => [id, points / count])) };
}

function spanTable(drivers: readonly Driver[], cause: PeakCause, language: Language): string[] {
  const m = whyMessages[language];
  const columns = [cause.history, cause.balance].flatMap((balance) =>
    balance === undefined
      ? []
      : spansOf(balance.years).map((span) => ({ title: `${span[0]}-${span[1]}`, points: meanPoints(balance, span) })),
  );
  return pointTable(
    drivers,
    columns,
    [...(cause.history?.drivers.keys() ?? []), ...cause.balance.drivers.keys()],
    m,
    language,
  );
}

function aroundTable(drivers: readonly Driver[], balance: DriverBalance, year: number, language: Language): string[] {
  const columns = balance.years
    .filter((own) => own >= year - BEFORE_PEAK && own <= year + AFTER_PEAK)
    .map((own) => ({ title: String(own), points: pointsIn(balance, own) }));
  return pointTable(drivers, columns, [...balance.drivers.keys()], whyMessages[language], language);
}

function pointTable(
  drivers: readonly Driver[],
  columns: readonly { title: string; points: Points | undefined }[],
  present: readonly string[],
  m: { readonly driver: string; readonly sum: string },
  language: Language,
): string[] {
  const order = [...drivers.map(({ id }) => id), UNEXPLAINED].filter(
    (id) => present.includes(id) && columns.some(({ points }) => Math.abs(points?.drivers.get(id) ?? 0) >= 0.005),
  );
  const rows = order.map((id) => [
    driverName(drivers, id, language),
    ...columns.map(({ points }) => {
      if (points === undefined) return "-";
      const own = points.drivers.get(id);
      return own === undefined ? "" : signed(own, 2);
    }),
  ]);
  rows.push([m.sum, ...columns.map(({ points }) => (points === undefined ? "-" : signed(points.sum, 2)))]);
  return textTable([{ title: m.driver }, ...columns.map(({ title }) => ({ title, align: "end" as const }))], rows);
}

function sectorTable(
  run: ScenarioRun,
  drivers: readonly Driver[],
  cause: PeakCause,
  { from, to }: { from: number; to: number },
  language: Language,
): string[] {
  const m = whyMessages[language];
  const rows = [...cause.balance.emitters].map(([name, own]) => ({ name, ...balanceBetween(own, from, to) }));
  const whole = balanceBetween(cause.balance, from, to);
  const shown = [...drivers.map(({ id }) => id), UNEXPLAINED].filter(
    (id) =>
      Math.abs(whole.drivers.get(id) ?? 0) >= 0.05 || rows.some((row) => Math.abs(row.drivers.get(id) ?? 0) >= 0.05),
  );
  const columns = [
    { title: m.emitter },
    ...shown.map((id) => ({ title: driverName(drivers, id, language), align: "end" as const })),
    { title: m.sum, align: "end" as const },
  ];
  const line = (title: string, row: { change: number; drivers: ReadonlyMap<string, number> }) => [
    title,
    ...shown.map((id) => {
      const amount = row.drivers.get(id);
      return amount === undefined ? "" : signed(amount, 1);
    }),
    signed(row.change, 1),
  ];
  const sorted = rows
    .filter((row) => [...row.drivers.values()].some((amount) => Math.abs(amount) >= 0.05))
    .sort((a, b) => b.change - a.change);
  return textTable(columns, [
    ...sorted.map((row) => line(emitterName(run, row.name, language), row)),
    line(m.sum, whole),
  ]);
}

/** A sector's or another emitter's label. */
export function emitterName(run: ScenarioRun, name: string, language: Language): string {
  const own = driverChains(run.model, run.layout)?.emitters.get(name);
  if (own !== undefined) return say(own, language);
  const { sectors } = run.layout;
  const address = sectors === undefined ? "" : variableAddress(run.model, `${sectors.name}.${name}`);
  if (typeof address === "string") return name;
  return say(memberLabels(run.model, address.variable.over, address.cell)[0], language);
}

const languages = ["en", "zh"] as const;

const columns = [
  "model",
  "scenario",
  "region",
  "account",
  "boundary",
  "emitter",
  "driver",
  "unit",
  "year",
  "change",
  "points",
  "driver_en",
  "driver_zh",
  "emitter_en",
  "emitter_zh",
];

/** drivers.csv: every driver's contribution to every year's change, by boundary and emitter ("" for all together). */
export function whyFile(run: ScenarioRun, causes: PeakCauses, options: CsvOptions): string {
  const rows: CsvCell[][] = [];
  const unit = run.layout.peak.unit.text;
  const add = (account: string, boundary: string, emitter: string, balance: DriverBalance) => {
    for (const [driver, amounts] of [...balance.drivers, ["sum", balance.change] as const]) {
      const labels = languages.flatMap((language) =>
        driver === "sum" ? whyMessages[language].sum : driverName(causes.drivers, driver, language),
      );
      labels.push(...languages.map((language) => (emitter === "" ? "" : emitterName(run, emitter, language))));
      balance.years.forEach((year, i) => {
        const before = Math.abs(balance.before[i]);
        rows.push([
          run.model.name,
          run.scenario.id,
          run.scenario.region.label.en,
          account,
          boundary,
          emitter,
          driver,
          unit,
          year,
          amounts[i],
          before === 0 ? undefined : (100 * amounts[i]) / before,
          ...labels,
        ]);
      });
    }
  };
  for (const { boundary, balance, history } of causes.boundaries) {
    if (history !== undefined) add("history", boundary.name, "", history);
    add("projection", boundary.name, "", balance);
    for (const [name, own] of balance.emitters) add("projection", boundary.name, name, own);
  }
  return csvText(columns, rows, options);
}
