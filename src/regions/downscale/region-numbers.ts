import { cellIndex, cellNames } from "../../engine/language/cells.ts";
import type { Model, Parameter } from "../../engine/language/model.ts";
import type { CellPath } from "../../scenario/paths/cell-path.ts";
import type { Region } from "../../scenario/region/region.ts";
import { sumBy } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { tableWriter } from "../stated.ts";

/** The members of a cell. */
type Members = readonly string[];

/** A region whose parts are made, with its numbers by name. */
export type RegionNumbers = ReturnType<typeof regionNumbers>;

/** Reads the numbers of `region` by name. */
export function regionNumbers(region: Region, model: Model) {
  const parameterOf = (id: string): Parameter => {
    const parameter = model.parameters.get(id);
    if (parameter === undefined) throw new Error(`the model has no parameter "${id}"`);
    return parameter;
  };
  /** The value of a cell in a year (the base year without one); the model's default where nobody gives it, or 0. */
  const at = (id: string, members: Members = [], year = region.baseYear): number => {
    const parameter = parameterOf(id);
    const cell = cellIndex(model, parameter.over, members);
    const values = region.values.get(id);
    if (cell === undefined || values === undefined) return 0;
    const value = values[(parameter.yearly ? (year - region.baseYear) * parameter.size : 0) + cell];
    return Number.isNaN(value) ? 0 : value;
  };
  /** The given cells of a parameter with the names of their members. */
  const cells = (id: string): { readonly members: Members; readonly path: CellPath }[] => {
    const names = cellNames(model, parameterOf(id).over);
    const given = [...(region.given.get(id) ?? [])].sort(([a], [b]) => a - b);
    return given.map(([cell, path]) => ({ members: names[cell], path }));
  };
  /** The members of a set or subset of the model. */
  const members = (domain: string): string[] => {
    const { parent, positions } = need(model.domains, domain);
    const set = need(model.sets, parent);
    return positions.map((position) => set.members[position].name);
  };
  return {
    region,
    model,
    at,
    cells,
    members,
    /** What is given of one cell. */
    path: (id: string, cell: Members = []): CellPath | undefined =>
      region.given.get(id)?.get(cellIndex(model, parameterOf(id).over, cell) ?? -1),
    /** The sum over the given cells of a parameter in the base year, or over those that pass. */
    sum: (id: string, keep: (cell: Members) => boolean = () => true): number =>
      sumBy(cells(id), (cell) => (keep(cell.members) ? at(id, cell.members) : 0)),
    /** The sum over the members of a set in the base year. */
    sumOver: (id: string, domain: string): number => sumBy(members(domain), (member) => at(id, [member])),
    unitOf: (id: string): string => (model.parameters.get(id) ?? model.variables.get(id))?.unit.text ?? "",
  };
}

/** Writes a number in the unit of the model, with the rule that made it. */
export type Put = (id: string, members: Members, value: number, rule: string, year?: number) => void;

/** The rows of a subregion while they are written: its numbers come from its parent. */
export type SubregionTable = ReturnType<typeof subregionTable>;

/** A table of a subregion; its numbers have nine digits, which is far below the tolerance of the balances, unless told otherwise. */
export function subregionTable({ region, model, unitOf }: RegionNumbers, digits = 9) {
  const table = tableWriter(model);
  const source = `region ${region.id}`;
  const put: Put = (id, members, value, rule, year) => {
    const stated = { value: Number(value.toPrecision(digits)), unit: unitOf(id), source, rule };
    table.put([id, ...members].join("."), year, stated);
  };
  return { rows: table.rows, put };
}
