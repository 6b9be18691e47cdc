import { cellIndex, cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model, Variable } from "../../engine/language/model.ts";
import { compile, type ParameterCells, type Program } from "../../engine/program/compile.ts";
import { sumBy } from "../../statistics/sum.ts";
import { runError } from "../../text/problems.ts";

/** CO2 in Mt a year from the base year on, by sector (power_heat for power and heat) and carrier. */
export interface FuelPath {
  readonly sector: string;
  readonly carrier: string;
  readonly values: Float64Array;
}

/** The sector under which the account books fuel of power and heat. */
export const powerSector = "power_heat";

/**
 * Fuel CO2 of a reduced region. With `fuelIndex` (1 in the base year, one value a year) the growth of all sectors is
 * moved by one factor a year, so that their fuel in energy units follows the index; which sector and which fuel grows
 * more is left to the model.
 *
 * @throws RunError where a number is not finite or a check of the model does not hold.
 */
export type Projection = (inputs: Inputs, fuelIndex?: readonly number[]) => FuelPath[];

const outcomes = ["fuel_co2", "final_energy", "activity_growth", "power_fuel", "carbon_factor", "power_calibration"];

/** A model's program with the memory of the run made last. */
interface Loaded {
  readonly model: Model;
  readonly program: Program;
  readonly memory: Float64Array;
}

/** Runs regions that share base year and horizon: compiled at the first one, loaded for the others. */
function loader(model: Model, outcomes: readonly string[]): (inputs: Inputs) => Loaded {
  let loaded: Loaded | undefined;
  return (inputs) => {
    if (loaded === undefined) {
      const program = compile(model, inputs, { touched: "all", outcomes });
      loaded = { model, program, memory: program.memory() };
    } else loaded.program.load(loaded.memory, inputs);
    run(loaded);
    return loaded;
  };
}

function run({ model, program, memory }: Loaded): void {
  program.run(memory);
  const wrong = program.violations(memory).find(({ check }) => model.checks.get(check)?.severity === "error");
  if (wrong !== undefined) throw runError("check_fails", { check: wrong.check, year: wrong.year });
}

/** The projection of reduced regions that share base year and horizon. */
export function reducedProjection(model: Model): Projection {
  const load = loader(model, outcomes);
  return (inputs, fuelIndex) => {
    const loaded = load(inputs);
    if (fuelIndex !== undefined) {
      moveGrowth(loaded, fuelIndex);
      run(loaded);
    }
    return fuelPaths(loaded);
  };
}

/** Emissions before any sink of regions of the `kaya` model that share base year and horizon, as one path each. */
export function kayaProjection(model: Model): (inputs: Inputs) => FuelPath[] {
  const load = loader(model, ["emissions"]);
  const cell = cellIndex(model, variableOf(model, "emissions").over, ["gross"]) as number;
  return (inputs) => {
    const { program, memory } = load(inputs);
    return [{ sector: wholeSector, carrier: wholeSector, values: program.series(memory, "emissions", cell) }];
  };
}

/** Sector and carrier of an account that has neither. */
export const wholeSector = "total";

/** Moves every sector's growth by the step between the fuel asked for and the fuel of the run just made. */
function moveGrowth({ model, program, memory }: Loaded, fuelIndex: readonly number[]): void {
  const given = program.parameterCells("growth_delta") as ParameterCells;
  const cells = fuelCells(model);
  const { over } = variableOf(model, "final_energy");
  const energy = cells.map(({ sector, carrier }) =>
    program.series(memory, "final_energy", cellIndex(model, over, [sector, carrier]) as number),
  );
  const fuel = fuelIndex.map((_, year) => sumBy(energy, (series) => series[year]));
  const factor = fuelIndex.map((index, year) => (index * fuel[0]) / fuel[year]);
  for (const [cell, [sector]] of cellNames(model, variableOf(model, "activity_growth").over).entries()) {
    const burnt = cells.filter((fuelCell) => fuelCell.sector === sector);
    if (burnt.every(({ cell: at }) => program.series(memory, "fuel_co2", at)[0] === 0)) continue;
    const rates = program.series(memory, "activity_growth", cell);
    for (let year = 1; year < fuelIndex.length; year++) {
      // Steel's growth is multiplied with what is added here, the others' is added to it.
      const scale = sector === "steel" ? 1 : 1 + rates[year];
      memory[given.offset + year * given.stride + cell] += scale * (factor[year] / factor[year - 1] - 1);
    }
  }
}

function fuelPaths({ model, program, memory }: Loaded): FuelPath[] {
  const series = (variable: string, cell: number): Float64Array => program.series(memory, variable, cell);
  const sectors = fuelCells(model).map(({ sector, carrier, cell }) => ({
    sector,
    carrier,
    values: series("fuel_co2", cell),
  }));
  const { over } = variableOf(model, "power_fuel");
  const power = cellNames(model, variableOf(model, "carbon_factor").over).map(([carrier], i) => {
    const [factor, calibration] = [series("carbon_factor", i), series("power_calibration", i)];
    const fuel = series("power_fuel", cellIndex(model, over, ["coal", carrier]) as number);
    return { sector: powerSector, carrier, values: fuel.map((use, year) => use * factor[year] * calibration[year]) };
  });
  return [...sectors, ...power].filter(({ values }) => values.some((value) => value !== 0));
}

function fuelCells(model: Model): { sector: string; carrier: string; cell: number }[] {
  const names = cellNames(model, variableOf(model, "fuel_co2").over);
  return names.map(([sector, carrier], cell) => ({ sector, carrier, cell }));
}

function variableOf(model: Model, name: string): Variable {
  const found = model.variables.get(name);
  if (found === undefined)
    throw new RangeError(`the model ${model.name} has no variable "${name}"; it cannot be reduced`);
  return found;
}
