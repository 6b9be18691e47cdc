import { variableAddress } from "../engine/language/address.ts";
import type { Driver } from "../engine/language/model.ts";
import { type PeakCause, type PeakCauses, peakCauses } from "../questions/peak-causes.ts";
import { boundaryPictureName, captions, observedEnd } from "../report/draw/captions.ts";
import { areaColour, ink } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { stackedColumns, withOther } from "../report/draw/stack.ts";
import { xyChart } from "../report/draw/xy-chart.ts";
import { columnsOf, constant } from "../report/tables/run-columns.ts";
import {
  aroundColumns,
  causeSentences,
  driverName,
  driversIn,
  isMoved,
  type PointColumn,
  type Points,
  spanColumns,
} from "../report/text/drivers.ts";
import { signed } from "../report/text/number-text.ts";
import { type Sized, sizedSums } from "../report/text/sized.ts";
import { type Row, right, textTable } from "../report/text/text-table.ts";
import { en } from "../report/words/en.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { drawnText } from "../report/words/units.ts";
import { zh } from "../report/words/zh.ts";
import { memberLabels } from "../run/cell-label.ts";
import { balanceBetween, type DriverBalance, pointsIn, UNEXPLAINED } from "../run/driver-balance.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type CsvOptions, csvOf, named } from "../text/csv.ts";
import { isFault, UsageError } from "../text/problems.ts";
import { giveAbout, runOf, scenarioOf } from "./question.ts";
import { command } from "./shell/command.ts";
import { askedBoundaries, forScenario, withBoundary } from "./shell/options.ts";

/** `peakpath why`: what moves emissions from year to year, and so why they peak when they do. */
export const whyCommand = command(
  (argv) =>
    withBoundary(forScenario(argv))
      .example("$0 why zhejiang/policy", "drivers in percentage points a year")
      .example("$0 why zhejiang/policy --svg pictures", "and the balance as a picture")
      .example("$0 why zhejiang/reference --out out", "with drivers.csv, by sector and year"),
  async (args, call) => {
    const words = await wordsIn(args.lang, args.units);
    const run = runOf(scenarioOf(call.terminal, args.scenario));
    const causes = peakCauses(run);
    if (causes === undefined) throw new UsageError(words.why.notDeclared(run.model.name));
    const names = causes.boundaries.map(({ boundary }) => boundary.name);
    const asked = askedBoundaries(args.boundary, names);
    const shown = causes.boundaries.filter(({ boundary }) => asked.includes(boundary.name));
    await giveAbout(call, args, run, () => ({
      sections: () => shown.map((cause) => whyLines(run, causes, cause, words)),
      json: () => ({
        drivers: causes.drivers,
        boundaries: shown.map(({ boundary: { name }, balance, history, kind, missing }) => {
          return { boundary: name, kind, points_missing: missing, balance, history };
        }),
      }),
      files: (options) => new Map([["drivers.csv", whyFile(run, causes, options)]]),
      pictures: () => ({
        drawn: whyPictures(run, causes, shown, words),
        empty: shown.filter((cause) => !isDrawn(cause)).map(({ boundary }) => words.say(boundary.label)),
      }),
    }));
  },
);

/** Why one boundary peaks: drivers over the decades, year by year around the peak, and by sector. */
function whyLines(run: ScenarioRun, causes: PeakCauses, cause: PeakCause, words: Words): string[] {
  const m = words.why;
  const { peak } = cause.boundary;
  if (peak === undefined) return [];
  const lines = [
    m.title(words.say(cause.boundary.label)),
    ...spanTable(causes.drivers, cause, words),
    cause.history === undefined
      ? `  ${m.noHistory}`
      : `  ${m.history(cause.history.years[0] - 1, cause.history.years.at(-1) as number)}`,
  ];
  lines.push(...causeSentences(cause, words).map((sentence) => `  ${sentence}`));
  if (!isMoved(cause.balance)) return lines;
  if (!peak.at_horizon)
    lines.push("", m.around(peak.year), ...aroundTable(causes.drivers, cause.balance, peak.year, words));
  const { baseYear, horizon } = run.scenario;
  const turns = peak.at_horizon || peak.at_start ? [] : [peak.year];
  const ends = [baseYear, ...turns, turns.length === 0 ? horizon : Math.min(horizon, peak.year + 10)];
  for (const [i, to] of ends.slice(1).entries()) {
    const span = { from: ends[i], to };
    const { change, drivers } = balanceBetween(cause.balance, span.from, to);
    const amounts = sizedSums(run, words, [change, ...drivers.values()]);
    const title = m.sectors({ ...span, unit: amounts.name });
    lines.push("", title, ...sectorTable(run, causes.drivers, cause, span, amounts, words));
  }
  return lines;
}

function spanTable(drivers: readonly Driver[], cause: PeakCause, words: Words): string[] {
  const columns = [cause.history, cause.balance].flatMap((balance) =>
    balance === undefined ? [] : spanColumns(balance),
  );
  const present = [...(cause.history?.drivers.keys() ?? []), ...cause.balance.drivers.keys()];
  return pointTable(drivers, columns, present, words);
}

function aroundTable(drivers: readonly Driver[], balance: DriverBalance, year: number, words: Words): string[] {
  return pointTable(drivers, aroundColumns(balance, year), [...balance.drivers.keys()], words);
}

function pointTable(
  drivers: readonly Driver[],
  columns: readonly PointColumn[],
  present: readonly string[],
  words: Words,
): string[] {
  const row = (name: string, pointsOf: (points: Points) => number | undefined): Row => [
    [words.why.driver, name],
    ...columns.map(({ title, points }) => right(title, points === undefined ? "-" : amountText(pointsOf(points), 2))),
  ];
  return textTable([
    ...driversIn(drivers, columns, present).map((id) =>
      row(driverName(drivers, id, words), (points) => points.drivers.get(id)),
    ),
    row(words.common.sum, ({ sum }) => sum),
  ]);
}

function amountText(amount: number | undefined, decimals: number): string {
  return amount === undefined ? "" : signed(amount, decimals);
}

function sectorTable(
  run: ScenarioRun,
  drivers: readonly Driver[],
  cause: PeakCause,
  { from, to }: { from: number; to: number },
  { change, factor, decimals }: Sized,
  words: Words,
): string[] {
  const m = words.common;
  /** What is printed as more than nothing. */
  const tells = (amount: number | undefined) => Math.abs(amount ?? 0) * factor >= 0.5 * 10 ** -decimals;
  const text = (amount: number | undefined) => (amount === undefined ? "" : change(amount));
  const rows = [...cause.balance.emitters].map(([name, own]) => ({ name, ...balanceBetween(own, from, to) }));
  const whole = balanceBetween(cause.balance, from, to);
  const shown = [...drivers.map(({ id }) => id), UNEXPLAINED].filter(
    (id) => tells(whole.drivers.get(id)) || rows.some((row) => tells(row.drivers.get(id))),
  );
  const line = (name: string, row: { change: number; drivers: ReadonlyMap<string, number> }): Row => [
    [m.sector, name],
    ...shown.map((id) => right(driverName(drivers, id, words), text(row.drivers.get(id)))),
    right(m.sum, change(row.change)),
  ];
  const sorted = rows.filter((row) => [...row.drivers.values()].some(tells)).sort((a, b) => b.change - a.change);
  return textTable([...sorted.map((row) => line(emitterName(run, row.name, words), row)), line(m.sum, whole)]);
}

/** A sector's or another emitter's label. */
function emitterName(run: ScenarioRun, name: string, words: Words): string {
  const own = run.layout.why?.emitters.get(name);
  if (own !== undefined) return words.say(own);
  const { sectors } = run.layout;
  const address = sectors && variableAddress(run.model, `${sectors.name}.${name}`);
  if (address === undefined || isFault(address)) return name;
  return words.say(memberLabels(run.model, address.variable.over, address.cell)[0]);
}

/** drivers.csv: every driver's contribution to every year's change, by boundary and emitter ("" for all together). */
function whyFile(run: ScenarioRun, causes: PeakCauses, options: CsvOptions): string {
  const rowsOf = (account: "history" | "projection", boundary: string, balance: DriverBalance, emitter?: string) =>
    [...balance.drivers, ["sum", balance.change] as const].flatMap(([driver, changes]) =>
      balance.years.map((year, i) => {
        return { account, boundary, emitter, driver, year, change: changes[i], before: balance.before[i] };
      }),
    );
  const rows = causes.boundaries.flatMap(({ boundary: { name }, balance, history }) => [
    ...(history === undefined ? [] : rowsOf("history", name, history)),
    ...rowsOf("projection", name, balance),
    ...[...balance.emitters].flatMap(([emitter, part]) => rowsOf("projection", name, part, emitter)),
  ]);
  const driverCell = (driver: string, words: Words) =>
    driver === "sum" ? words.common.sum : driverName(causes.drivers, driver, words);
  const emitterCell = (emitter: string | undefined, words: Words) =>
    emitter === undefined ? undefined : emitterName(run, emitter, words);
  return csvOf(
    {
      ...columnsOf(run),
      ...named("account", "boundary", "emitter", "driver"),
      ...constant({ unit: run.layout.peak.unit.text }),
      ...named("year", "change"),
      points: ({ change, before }) => (before === 0 ? undefined : (100 * change) / Math.abs(before)),
      driver_en: ({ driver }) => driverCell(driver, en),
      driver_zh: ({ driver }) => driverCell(driver, zh),
      emitter_en: ({ emitter }) => emitterCell(emitter, en),
      emitter_zh: ({ emitter }) => emitterCell(emitter, zh),
    },
    rows,
    options,
  );
}

const COLUMN = 0.8;
/** Drivers that never bring this part of a year's movement are drawn as one. */
const LEAST_PART = 0.005;

/** The driver balance of each boundary that moves from some year to the next, by file name. */
export function whyPictures(
  run: ScenarioRun,
  causes: PeakCauses,
  shown: readonly PeakCause[],
  words: Words,
): Map<string, Picture> {
  return new Map(
    shown.filter(isDrawn).map((cause) => {
      const name = boundaryPictureName(run.scenario.id, "drivers", cause.boundary.name, shown.length > 1);
      return [name, balancePicture(run, causes, cause, words)] as const;
    }),
  );
}

/** Whether a boundary has a year whose drivers can be told in points of the year before. */
function isDrawn({ balance }: PeakCause): boolean {
  return balance.years.some((year) => pointsIn(balance, year) !== undefined);
}

function balancePicture(run: ScenarioRun, causes: PeakCauses, cause: PeakCause, words: Words): Picture {
  const m = words.picture;
  const { boundary, balance } = cause;
  const found = balance.years.map((year) => pointsIn(balance, year));
  const years = balance.years.filter((_, i) => found[i] !== undefined);
  const points = found.filter((own) => own !== undefined);
  const parts = withOther(
    [...balance.drivers.keys()].map((id) => ({
      label: drawnText(driverName(causes.drivers, id, words)),
      values: points.map(({ drivers }) => drivers.get(id) ?? 0),
      colour: areaColour(causes.drivers.findIndex((driver) => driver.id === id) + 1),
    })),
    LEAST_PART,
    m.other,
  );
  const { peak } = boundary;
  const turns = peak !== undefined && !peak.at_horizon && !peak.at_start;
  return xyChart({
    ...captions(run, words, m.drivers(drawnText(words.say(boundary.label))), [m.driverNote]),
    x: { label: words.common.year, years: true },
    y: m.points,
    observed: { ...observedEnd(run, words), x: run.scenario.lastObserved + 0.5 },
    columns: stackedColumns(years, parts, COLUMN),
    lines: [{ x: years, y: points.map(({ sum }) => sum), colour: ink, width: 3, label: words.common.sum }],
    // Between the last year that grows and the first that falls.
    spans: turns ? [{ from: peak.year + 0.5, to: peak.year + 0.5, label: m.peakAt(peak.year) }] : [],
  });
}
