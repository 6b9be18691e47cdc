import type { UnitSystem } from "../../engine/language/units.ts";
import { furthest, type Nowcast } from "../../questions/nowcast.ts";
import { percent, readable, signedPercent, yearSpans } from "../../report/text/number-text.ts";
import { type Cell, right, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { shownUnit } from "../../report/words/units.ts";
import { labelOfCell, memberLabels } from "../../run/cell-label.ts";
import { estimatedShares } from "../../run/estimated-share.ts";
import type { ObservationGap, ScenarioRun } from "../../run/run.ts";

/** What lies further off is no share of what was observed. */
const MOST_RATIO = 1e6;

const SHOWN_GAPS = 6;
const FLAG_DIGITS = 3;
/** Smaller amounts, in the variable's unit, are rounding and raise no flag. */
const ROUNDING = 1e-9;
const GAP_WORTH_A_LINE = 0.005;

/** What a reader must know before trusting the run: limits that bound, remarks, estimates, model against observation. */
export function flagLines(run: ScenarioRun, words: Words): string[] {
  const m = words.common;
  const limits = run.limits.map(({ label, years }) => `  ${words.say(label)}${m.colon}${yearSpans(years)}`);
  const flags = [...limits, ...highlightLines(run, words)];
  const lines = [`${words.run.flags}${flags.length === 0 ? `${m.colon}${m.none}` : ""}`, ...flags];
  return [
    ...lines,
    ...noteLines(run, words),
    ...gapLines(run, words),
    ...correctionLines(run, words),
    ...estimateLines(run, words),
  ];
}

function highlightLines(run: ScenarioRun, words: Words): string[] {
  const m = words.common;
  return run.layout.highlights.flatMap(({ variable, cell }) => {
    const values = run.values(variable.name, cell);
    if (values === undefined) return [];
    const years = Array.from(values.keys())
      .filter((i) => Math.abs(values[i]) > ROUNDING)
      .map((i) => run.scenario.baseYear + i);
    if (years.length === 0) return [];
    const most = values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const label = words.say(labelOfCell(run.model, variable, cell));
    const { name, factor } = shownUnit(run.model.units, variable.unit.text, words);
    return [
      `  ${label}${m.colon}${most < 0 ? "≥" : "≤"} ${`${readable(most * factor, FLAG_DIGITS)} ${name}`.trimEnd()}, ${yearSpans(years)}`,
    ];
  });
}

function noteLines(run: ScenarioRun, words: Words): string[] {
  const { notes } = run.scenario;
  if (notes.length === 0) return [];
  const m = words.run;
  return [
    m.notes,
    ...notes.map(
      ({ at, path, message }) => `  ${path}${words.common.colon}${words.say(message)} (${at.file}:${at.line})`,
    ),
  ];
}

function gapLines(run: ScenarioRun, words: Words): string[] {
  const m = words.common;
  const gaps = run.gaps
    .map((gap) => ({ ...gap, size: gapSize(gap) }))
    .filter(({ size }) => size >= GAP_WORTH_A_LINE)
    .sort((a, b) => (b.size === a.size ? 0 : b.size - a.size))
    .slice(0, SHOWN_GAPS);
  if (gaps.length === 0) return [];
  const shared = new Set(
    run.scenario.region.observations.flatMap(({ variable, cell, year, given }) =>
      given.sharedOut === true ? [`${variable} ${cell} ${year}`] : [],
    ),
  );
  const isShared = ({ variable, cell, year }: (typeof gaps)[number]): boolean =>
    shared.has(`${variable.name} ${cell} ${year}`);
  const rows = gaps.map((gap): Cell[] => {
    const { variable, label, year, observed, modelled } = gap;
    // Nothing is a share of what was observed as 0 or negative.
    const { name, factor } = shownUnit(run.model.units, variable.unit.text, words);
    const comparable = observed > 0 && Math.abs(modelled) < MOST_RATIO * observed;
    return [
      [m.indicator, words.say(label)],
      [m.year, String(year)],
      right(m.observed, `${readable(observed * factor)}${isShared(gap) ? "*" : ""}`),
      right(words.run.modelled, readable(modelled * factor)),
      [m.unit, name],
      right("", comparable ? signedPercent(modelled / observed - 1) : "-"),
    ];
  });
  const note = gaps.some(isShared) ? [`  ${words.run.sharedOut}`] : [];
  return [words.run.gaps(run.gaps.length), ...textTable(rows), ...note];
}

/** What was observed after the base year beside the run, as an index or a level, and the furthest difference. */
export function nowcastLines(units: UnitSystem, nowcast: readonly Nowcast[], words: Words): string[] {
  if (nowcast.length === 0) return [];
  const m = words.run;
  const years = [...new Set(nowcast.flatMap((of) => of.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const rows = nowcast.map(({ label, compared, unit, years: own }): Cell[] => {
    const shown = shownUnit(units, unit, words);
    return [
      [words.common.indicator, words.say(label)],
      ...years.map((year): Cell => {
        const found = own.find((one) => one.year === year);
        if (found === undefined) return right(year, "-");
        const text =
          compared === "index"
            ? readable(100 * found.observed)
            : `${readable(found.observed * shown.factor)} ${shown.name}`;
        return right(year, `${text}${found.shared_out ? "*" : ""} (${signedPercent(found.difference)})`);
      }),
    ];
  });
  const most = nowcast
    .map((of) => ({ label: of.label, ...furthest(of.years) }))
    .reduce((a, b) => (furthest([a, b]) === a ? a : b));
  const far = m.nowcastFurthest(words.say(most.label), most.year, signedPercent(most.difference));
  const said = nowcast.flatMap((of) =>
    of.years.flatMap(({ year, reason }) =>
      reason === "" ? [] : [`  ${words.say(of.label)} ${year}${words.common.colon}${reason}`],
    ),
  );
  return [m.nowcast, ...textTable(rows), `  ${far}`, ...said];
}

/** What observed values add in the observed years to what the formulas explain; nothing where they add nothing. */
function correctionLines(run: ScenarioRun, words: Words): string[] {
  const { baseYear, lastObserved } = run.scenario;
  const years = Array.from({ length: lastObserved - baseYear }, (_, i) => baseYear + 1 + i);
  const rows = run.layout.corrections.flatMap((variable) =>
    Array.from({ length: variable.size }, (_, cell): Cell[] | undefined => {
      const { name, factor } = shownUnit(run.model.units, variable.unit.text, words);
      const added = years.map((year) => run.values(variable.name, cell)?.[year - baseYear] ?? 0);
      if (added.every((value) => Math.abs(value) <= ROUNDING)) return undefined;
      return [
        [words.common.indicator, words.say(labelOfCell(run.model, variable, cell))],
        [words.common.unit, name],
        ...years.map((year, i) => right(year, readable(added[i] * factor))),
      ];
    }).filter((row) => row !== undefined),
  );
  return rows.length === 0 ? [] : [words.run.corrections, ...textTable(rows)];
}

/** How far the model lies off, beside what was observed: infinite where that was 0 and the model has more than rounding. */
function gapSize({ observed, modelled }: ObservationGap): number {
  const off = Math.abs(modelled - observed);
  return off <= ROUNDING ? 0 : off / Math.abs(observed);
}

/** How much of the base year is estimated, in all and by sector. */
export function estimateLines(run: ScenarioRun, words: Words): string[] {
  const m = words.run;
  const parameter = run.layout.estimatedShare;
  if (parameter === undefined) return [];
  const { shares, whole } = estimatedShares(run.scenario, parameter);
  const named = [...shares]
    .filter(([, share]) => share > 0)
    .map(([ordinal, share]) => {
      const [label] = memberLabels(run.model, parameter.over.slice(0, 1), ordinal);
      return `${label === undefined ? parameter.name : words.say(label)} ${percent(share, 0)}`;
    });
  const list = named.length === 0 ? "" : ` (${named.join(", ")})`;
  return [`${m.estimatedShare}${words.common.colon}${percent(whole, 0)}${list}`];
}
