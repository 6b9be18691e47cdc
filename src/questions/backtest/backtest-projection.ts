import { cellIndex, cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model, Variable } from "../../engine/language/model.ts";
import { compile, type ParameterCells, type Program } from "../../engine/program/compile.ts";
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

/** The projection of reduced regions that share base year and horizon: compiled at the first one, loaded for the others. */
export function reducedProjection(model: Model): Projection {
  let compiled: { readonly program: Program; readonly memory: Float64Array } | undefined;
  return (inputs, fuelIndex) => {
    if (compiled === undefined) {
      const program = compile(model, inputs, { touched: "all", outcomes });
      compiled = { program, memory: program.memory() };
    } else compiled.program.load(compiled.memory, inputs);
    const { program, memory } = compiled;
    run(model, program, memory);
    if (fuelIndex !== undefined) {
      moveGrowth(model, program, memory, fuelIndex);
      run(model, program, memory);
    }
    return fuelPaths(model, program, memory);
  };
}

function run(model: Model, program: Program, memory: Float64Array): void {
  program.run(memory);
  const wrong = program.violations(memory).find(({ check }) => model.checks.get(check)?.severity === "error");
  if (wrong !== undefined) throw runError("check_fails", { check: wrong.check, year: wrong.year });
}

/** Moves every sector's growth by the step between the fuel asked for and the fuel of the run just made. */
function moveGrowth(model: Model, program: Program, memory: Float64Array, fuelIndex: readonly number[]): void {
  const given = program.parameterCells("growth_delta") as ParameterCells;
  const growth = variableOf(model, "activity_growth");
  const fuel = sumOfFuel(model, program, memory, fuelIndex.length);
  const factor = fuelIndex.map((index, year) => (index * fuel[0]) / fuel[year]);
  const burning = new Set(fuelCells(model).map(({ sector }) => sector));
  for (const [cell, [sector]] of cellNames(model, growth.over).entries()) {
    const used = fuelCells(model).filter((fuelCell) => fuelCell.sector === sector);
    if (!burning.has(sector) || used.every(({ cell: at }) => program.series(memory, "fuel_co2", at)[0] === 0)) continue;
    const rates = program.series(memory, "activity_growth", cell);
    for (let year = 1; year < fuelIndex.length; year++) {
      // Steel's growth is multiplied with what is added here, the others' is added to it.
      const scale = sector === "steel" ? 1 : 1 + rates[year];
      memory[given.offset + year * given.stride + cell] += scale * (factor[year] / factor[year - 1] - 1);
    }
  }
}

function sumOfFuel(model: Model, program: Program, memory: Float64Array, years: number): Float64Array {
  const sum = new Float64Array(years);
  const { over } = variableOf(model, "final_energy");
  for (const { sector, carrier } of fuelCells(model)) {
    const cell = cellIndex(model, over, [sector, carrier]) as number;
    for (const [year, value] of program.series(memory, "final_energy", cell).entries()) sum[year] += value;
  }
  return sum;
}

function fuelPaths(model: Model, program: Program, memory: Float64Array): FuelPath[] {
  const sectors = fuelCells(model).map(({ sector, carrier, cell }) => ({
    sector,
    carrier,
    values: program.series(memory, "fuel_co2", cell),
  }));
  const powerFuel = variableOf(model, "power_fuel");
  const power = cellNames(model, variableOf(model, "carbon_factor").over).map(([carrier], i) => {
    const factor = program.series(memory, "carbon_factor", i);
    const calibration = program.series(memory, "power_calibration", i);
    const fuel = program.series(memory, "power_fuel", cellIndex(model, powerFuel.over, ["coal", carrier]) as number);
    return { sector: powerSector, carrier, values: fuel.map((use, year) => use * factor[year] * calibration[year]) };
  });
  return [...sectors, ...power].filter(({ values }) => values.some((value) => value !== 0));
}

function fuelCells(model: Model): { sector: string; carrier: string; cell: number }[] {
  return cellNames(model, variableOf(model, "fuel_co2").over).map(([sector, carrier], cell) => ({
    sector,
    carrier,
    cell,
  }));
}

function variableOf(model: Model, name: string): Variable {
  const found = model.variables.get(name);
  if (found === undefined)
    throw new RangeError(`the model ${model.name} has no variable "${name}"; it cannot be reduced`);
  return found;
}

/** Emissions before any sink of regions of the `kaya` model that share base year and horizon, as one path each. */
export function kayaProjection(model: Model): (inputs: Inputs) => FuelPath[] {
  let compiled: { readonly program: Program; readonly memory: Float64Array } | undefined;
  return (inputs) => {
    if (compiled === undefined) {
      const program = compile(model, inputs, { touched: "all", outcomes: ["emissions"] });
      compiled = { program, memory: program.memory() };
    } else compiled.program.load(compiled.memory, inputs);
    const { program, memory } = compiled;
    run(model, program, memory);
    const { over } = variableOf(model, "emissions");
    const cell = cellIndex(model, over, ["gross"]) as number;
    return [{ sector: wholeSector, carrier: wholeSector, values: program.series(memory, "emissions", cell) }];
  };
}

/** Sector and carrier of an account that has neither. */
export const wholeSector = "total";
