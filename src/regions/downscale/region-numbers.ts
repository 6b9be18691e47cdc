import { cellIndex, cellNames } from "../../engine/language/cells.ts";
import type { Model, Parameter } from "../../engine/language/model.ts";
import type { CellPath } from "../../scenario/paths/cell-path.ts";
import type { Region } from "../../scenario/region/region.ts";
import { type TableRow, tableWriter } from "../stated.ts";

/** A region whose parts are made, with its numbers by name. */
export interface RegionNumbers {
  readonly region: Region;
  readonly model: Model;
  /** The value of a cell in a year (the base year without one); the model's default where nobody gives it, or 0. */
  at(id: string, members?: readonly string[], year?: number): number;
  /** The given cells of a parameter with the names of their members. */
  cells(id: string): { readonly members: readonly string[]; readonly path: CellPath }[];
  /** The members of a set or subset of the model. */
  members(domain: string): string[];
}

/** Reads the numbers of `region` by name. */
export function regionNumbers(region: Region, model: Model): RegionNumbers {
  const parameterOf = (id: string): Parameter => {
    const parameter = model.parameters.get(id);
    if (parameter === undefined) throw new Error(`the model has no parameter "${id}"`);
    return parameter;
  };
  return {
    region,
    model,
    at(id, members = [], year = region.baseYear) {
      const parameter = parameterOf(id);
      const cell = cellIndex(model, parameter.over, members);
      const values = region.values.get(id);
      if (cell === undefined || values === undefined) return 0;
      const value = values[(parameter.yearly ? (year - region.baseYear) * parameter.size : 0) + cell];
      return Number.isNaN(value) ? 0 : value;
    },
    cells(id) {
      const names = cellNames(model, parameterOf(id).over);
      return [...(region.given.get(id) ?? [])]
        .sort(([a], [b]) => a - b)
        .map(([cell, path]) => ({ members: names[cell], path }));
    },
    members(domain) {
      const found = model.domains.get(domain);
      const set = model.sets.get(found?.parent ?? "");
      if (found === undefined || set === undefined) throw new Error(`the model has no set "${domain}"`);
      return found.positions.map((position) => set.members[position].name);
    },
  };
}

/** The rows of a subregion while they are written: its numbers come from its parent. */
export interface SubregionTable {
  readonly rows: TableRow[];
  /** Writes a number in the unit of the model, with the rule that made it of the parent's. */
  readonly put: (id: string, members: readonly string[], value: number, rule: string, year?: number) => void;
}

/** A table of a subregion; its numbers have nine digits, which is far below the tolerance of the balances, unless told otherwise. */
export function subregionTable({ region, model }: RegionNumbers, digits = 9): SubregionTable {
  const table = tableWriter(model);
  const source = `region ${region.id}`;
  return {
    rows: table.rows,
    put: (id, members, value, rule, year) => {
      const unit = (model.parameters.get(id) ?? model.variables.get(id))?.unit.text ?? "";
      const path = [id, ...members].join(".");
      table.put(path, year, { value: Number(value.toPrecision(digits)), unit, source, rule });
    },
  };
}
