import { cellNames, ordinalsOf } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import { type Place, type Problem, problem } from "../../text/problems.ts";

/** Shares may miss 1 by this much: printed tables round to six digits. */
const tolerance = 1e-6;

/** Reports each parameter of shares whose sum over its dimension is not 1, or above 1 where a remainder is left. */
export function checkShares(
  model: Model,
  values: ReadonlyMap<string, Float64Array>,
  firstYear: number,
  placeOf: (parameter: string, cell: number, year: number) => Place,
  problems: Problem[],
): void {
  for (const parameter of model.parameters.values()) {
    const { shares, over, size, name } = parameter;
    const numbers = values.get(name);
    if (shares === undefined || numbers === undefined) continue;
    const dimension = over.indexOf(shares.over);
    const names = cellNames(model, over);
    const groups = new Map<string, number[]>();
    for (let cell = 0; cell < size; cell++) {
      const key = ordinalsOf(model, over, cell)
        .filter((_, i) => i !== dimension)
        .join(",");
      groups.set(key, [...(groups.get(key) ?? []), cell]);
    }
    for (const cells of groups.values()) {
      for (let i = 0; i < numbers.length / size; i++) {
        const sum = cells.reduce((total, cell) => total + numbers[i * size + cell], 0);
        // What a region lacks stands at zero altogether.
        const fits =
          Number.isNaN(sum) || sum === 0 || (shares.atMost ? sum <= 1 + tolerance : Math.abs(sum - 1) <= tolerance);
        if (fits) continue;
        const members = names[cells[0]].filter((_, j) => j !== dimension).join(".");
        const path = members === "" ? name : `${name} (${members})`;
        const year = firstYear + i;
        const given = cells.find((cell) => numbers[i * size + cell] !== 0) ?? cells[0];
        const said = { set: shares.over, sum: Number(sum.toPrecision(7)), atMost: shares.atMost };
        const values = { ...said, year: parameter.yearly ? year : undefined };
        problems.push(problem(placeOf(name, given, year), path, "shares_sum", values));
        break;
      }
    }
  }
}
