import { cellNames, domainsOf } from "../engine/language/cells.ts";
import type { Model, Parameter } from "../engine/language/model.ts";
import { atEnd, type CellPath, expand, type Given, hasRange, isRanged, originAt } from "../scenario/paths/cell-path.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { need } from "../text/need.ts";
import type { Label } from "../text/problems.ts";
import { memberLabels } from "./cell-label.ts";

/** Cells of one parameter that the same statements of the data give a low and a high for; they move together. */
export interface UncertainInput {
  /** Such as `activity_elasticity.homes` or `material_stock.steel`; no two inputs of a scenario share it. */
  readonly name: string;
  readonly label: Label;
  readonly parameter: Parameter;
  /** In the order of the cells. */
  readonly cells: readonly number[];
  /** Where it acts: indices into the parameter's values (year by year, in them cell by cell), ascending. */
  readonly at: Int32Array;
  /** The numbers at those places, in the parameter's unit, all within the parameter's own bounds. */
  readonly low: Float64Array;
  readonly middle: Float64Array;
  readonly high: Float64Array;
  /** The place (index into `at`) whose range is widest: the number that stands for the input where one is printed. */
  readonly widest: number;
  /** The year of that number, where what is given is a path over years. */
  readonly year?: number;
  /** The statement that number rests on, or the nearest one in time. */
  readonly given: Given;
}

/**
 * Every input of a scenario's base for which a data table or a scenario file states a low and a high, in the order of
 * the model's parameters. Paths over years move as a whole: each dated value stays at the same relative position between
 * its own low and high, and years between follow as they do in the base. What a lever adds comes on top.
 *
 * Left out are structural parameters, which no run may change, and shares that have to sum to 1: moving one of them alone
 * would ask the others to give way by a rule that nobody has stated.
 */
export function uncertainInputs({ model, base, given }: Scenario): UncertainInput[] {
  const found: UncertainInput[] = [];
  for (const parameter of model.parameters.values()) {
    const paths = given.get(parameter.name);
    if (parameter.structural || parameter.shares !== undefined || paths === undefined) continue;
    const groups = new Map<string, { cells: number[]; givens: readonly Given[] }>();
    for (const [cell, path] of [...paths].sort(([a], [b]) => a - b)) {
      const givens = rangedGivens(path, base.baseYear, base.years);
      if (givens.length === 0) continue;
      const key = givens.map(({ at }) => `${at.file}:${at.line}:${at.column}`).join(" ");
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { cells: [cell], givens });
      else group.cells.push(cell);
    }
    const names = new Set<string>();
    for (const { cells, givens } of groups.values()) {
      const places = placesOf(parameter, cells, paths, base.baseYear, base.years);
      if (places.at.length === 0) continue;
      const name = nameOf(model, parameter, cells, names);
      names.add(name);
      const isPath = parameter.yearly && cells.some((cell) => paths.get(cell)?.constant === undefined);
      const year = isPath ? base.baseYear + Math.floor(places.at[places.widest] / parameter.size) : undefined;
      const label = labelOf(model, parameter, cells);
      found.push({ name, label, parameter, cells, ...places, year, given: nearest(givens, year) });
    }
  }
  return found;
}

/**
 * Moves the input in its parameter's values: to the low at position -1, to the high at 1, and nowhere at 0, bit for bit.
 * `values` are the parameter's base; only the input's own places are written.
 */
export function moveInput({ at, low, middle, high }: UncertainInput, position: number, values: Float64Array): void {
  if (!(position >= -1 && position <= 1)) throw new RangeError(`a position from -1 to 1 is needed, not ${position}`);
  if (position === 0) return;
  const ends = position < 0 ? low : high;
  const share = Math.abs(position);
  for (let i = 0; i < at.length; i++) values[at[i]] = share === 1 ? ends[i] : middle[i] + share * (ends[i] - middle[i]);
}

/** The position from -1 to 1 at which the input's number (at its widest place) is `value`, within low and high. */
export function positionOf({ low, middle, high, widest }: UncertainInput, value: number): number {
  const own = middle[widest];
  if (value === own) return 0;
  const reach = value < own ? own - low[widest] : high[widest] - own;
  if (reach === 0) return 0;
  return Math.min(1, Math.max(-1, (value - own) / reach));
}

/** Statements with a range that some year of the path rests on; what an assumption covers is not among them. */
function rangedGivens(path: CellPath, baseYear: number, years: number): Given[] {
  if (!hasRange(path)) return [];
  const found = new Set<Given>();
  for (let i = 0; i < years; i++)
    for (const given of originAt(path, baseYear + i).givens) if (isRanged(given)) found.add(given);
  return [...found];
}

/** The places in the parameter's values that differ between low and high, with their numbers. */
function placesOf(
  { yearly, size, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Parameter,
  cells: readonly number[],
  paths: ReadonlyMap<number, CellPath>,
  baseYear: number,
  years: number,
): Pick<UncertainInput, "at" | "low" | "middle" | "high" | "widest"> {
  const rows: { at: number; low: number; middle: number; high: number }[] = [];
  const within = (value: number) => Math.min(max, Math.max(min, value));
  for (const cell of cells) {
    const path = need(paths, cell);
    const count = yearly ? years : 1;
    const [low, middle, high] = [atEnd(path, "low"), path, atEnd(path, "high")].map((own) =>
      expand(own, baseYear, count),
    );
    for (let i = 0; i < count; i++) {
      if (low[i] === middle[i] && high[i] === middle[i]) continue;
      rows.push({ at: i * size + cell, low: within(low[i]), middle: middle[i], high: within(high[i]) });
    }
  }
  rows.sort((a, b) => a.at - b.at);
  let widest = 0;
  for (const [i, row] of rows.entries()) if (row.high - row.low > rows[widest].high - rows[widest].low) widest = i;
  return {
    at: Int32Array.from(rows, (row) => row.at),
    low: Float64Array.from(rows, (row) => row.low),
    middle: Float64Array.from(rows, (row) => row.middle),
    high: Float64Array.from(rows, (row) => row.high),
    widest,
  };
}

/** The narrowest path of members, subsets and sets that covers the cells; the cells' own members where that is taken. */
function nameOf(model: Model, parameter: Parameter, cells: readonly number[], taken: ReadonlySet<string>): string {
  const { name, over } = parameter;
  if (over.length === 0) return name;
  const members = cellNames(model, over);
  const covers = domainsOf(model, over).map((domain, i) => {
    const used = [...new Set(cells.map((cell) => members[cell][i]))];
    if (used.length === 1) return used[0];
    const own = model.sets.get(domain.parent)?.members ?? [];
    const positions = used.map((member) => own.findIndex((candidate) => candidate.name === member));
    const covering = [...model.domains.values()]
      .filter((candidate) => candidate.parent === domain.parent)
      .filter((candidate) => positions.every((position) => candidate.positions.includes(position)))
      .sort((a, b) => a.positions.length - b.positions.length);
    return covering[0]?.name ?? "*";
  });
  const cover = [name, ...covers].join(".");
  return taken.has(cover) ? [name, cells.map((cell) => members[cell].join(".")).join("+")].join(".") : cover;
}

const NAMED = 3;

/** The parameter's name with the members it is about, the first few of them where they are many. */
function labelOf(model: Model, { name, label, over, size }: Parameter, cells: readonly number[]): Label {
  const own = label ?? { en: name, zh: name };
  if (over.length === 0 || cells.length === size) return own;
  const labels = cells.map((cell) => memberLabels(model, over, cell));
  const differs = over.map((_, i) => new Set(labels.map((members) => members[i].en)).size > 1);
  const shared = labels[0].filter((_, i) => !differs[i]);
  const single = labels.map((members) => members.filter((_, i) => differs[i]));
  const text = (language: keyof Label, between: string, comma: string) => {
    const listed = cells.length === 1 ? [] : single.slice(0, NAMED).map((own) => own.map((m) => m[language]).join(" "));
    const more = single.length > NAMED ? ` +${single.length - NAMED}` : "";
    return `${own[language]}${between}${[...shared.map((m) => m[language]), ...listed].join(comma)}${more}`;
  };
  return { en: text("en", ": ", ", "), zh: text("zh", "：", "、") };
}

function nearest(givens: readonly Given[], year: number | undefined): Given {
  if (year === undefined || givens.length === 1) return givens[0];
  // The widest year is a dated one or lies beside it; the statement with the widest own range stands for it.
  const width = ({ value, low = value, high = value }: Given) => high - low;
  return givens.reduce((best, given) => (width(given) > width(best) ? given : best));
}
