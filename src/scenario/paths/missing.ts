import { cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model } from "../../engine/language/model.ts";
import type { Problem } from "../../text/problems.ts";
import type { Region } from "../region/region.ts";

/** Reports each parameter that neither the region nor the model gives a value for. */
export function reportMissing(model: Model, region: Region, base: Inputs, problems: Problem[]): void {
  // Where a file could not be read, what it would have given is not missing.
  if (problems.some(({ path }) => ["", "extends", "tables"].includes(path))) return;
  for (const parameter of model.parameters.values()) {
    const { name, size, over, unit } = parameter;
    const numbers = base.values.get(name) as Float64Array;
    const missing = Array.from({ length: size }, (_, cell) => cell).filter((cell) => Number.isNaN(numbers[cell]));
    // A value that could not be read is reported already.
    if (missing.length === 0 || problems.some(({ path }) => path.split(".").includes(name))) continue;
    const names = cellNames(model, over);
    const listed = missing.slice(0, 3).map((cell) => names[cell].join("."));
    const rest = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
    const what =
      over.length === 0 ? "" : missing.length === size ? " for any member" : ` for ${listed.join(", ")}${rest}`;
    problems.push({
      at: region.at,
      path: `parameters.${name}`,
      message: `the region ${region.id} gives no value${what}, and the model has no default; give it ${unit.text === "1" ? "as a plain number" : `in ${unit.text}`} in the region's parameters or tables`,
    });
  }
}
