import { z } from "zod";
import { modes } from "./levers/effect.ts";
import { families } from "./levers/lever.ts";
import { shapes } from "./levers/shape.ts";
import { levels as regionLevels } from "./region/region.ts";

/** Not imported by what reads scenarios: editors use it, the reader's own messages say more. */
const label = z
  .union([z.string(), z.strictObject({ en: z.string().optional(), zh: z.string().optional() })])
  .describe("A name, or one in each language: {en: …, zh: …}");

const quantity = z.union([z.number(), z.string()]).describe('A number with its unit, such as "5 %/yr"');

const share = z.union([z.number().min(0).max(1), z.string()]);

const year = z.number().int().min(1000).max(9999);

const details = {
  value: quantity.optional().describe("One value for all years"),
  unit: z.string().optional().describe("The unit of the numbers that carry none"),
  source: z.string().optional(),
  estimated: z.union([z.boolean(), z.string()]).optional().describe("The rule by which it was estimated"),
  low: quantity.optional(),
  high: quantity.optional(),
  doc: z.string().optional(),
};

const pathOf = (keys: z.ZodRawShape) =>
  z.union([
    z.null(),
    quantity,
    z
      .object({ ...details, between: z.enum(["linear", "step"]).optional(), ...keys })
      .catchall(z.union([z.null(), quantity, z.strictObject(details)])),
  ]);

const pathWords =
  "A value for all years, or values by year (2025) and range of years (2025-2030); null removes what a parent assumes";

const path = pathOf({}).describe(pathWords);

const assumedPath = pathOf({
  // biome-ignore lint/suspicious/noThenProperty: a key of the file, not a promise
  then: z
    .enum(["held", "as parent"])
    .optional()
    .describe(
      "After the last year: its number is held (as without it), or the parent's path goes on from its next year",
    ),
  hold: z.enum(["at least"]).optional().describe("From the first year on the larger of this and the parent's number"),
}).describe(pathWords);

export const scenarioLeverSchema = z.strictObject({
  strength: share.optional().describe("From 0 (nothing) to 1 (all the lever can do); 1 where nothing is said"),
  level: z.int().min(1).max(4).optional().describe("An ambition level 1 to 4, in place of strength"),
  start: year.optional().describe("The first year in which it acts"),
  full: year.optional().describe("The year in which it has come to its strength"),
  delay: z
    .union([z.int().min(0), z.string()])
    .optional()
    .describe("Years by which start, full and knots move"),
  shape: z.enum(shapes).optional(),
  knots: z.record(z.string(), share).optional().describe("Shares of the strength by year, for the shape knots"),
  source: z.string().optional(),
  doc: label.optional(),
});

export const peakTargetSchema = z.strictObject({
  boundary: z.string().optional().describe("The boundary whose peak is meant"),
  sector: z.string().optional().describe("The sector whose peak is meant"),
  variable: z.string().optional().describe("Any variable, such as capacity.coal"),
  by: year.describe("The latest year of the peak"),
  below: quantity.optional().describe("The highest level it may have"),
  label: label.optional(),
  source: z.string().optional(),
});

const condition = z.union([quantity, z.array(quantity), z.null()]);

export const valueTargetSchema = z
  .object({
    variable: z.string().optional().describe("The variable meant, where the target has a name of its own"),
    reduction_from: year.optional().describe("Makes it a reduction against this year"),
    increment_from: year.optional().describe("Makes it a rise since this year, in the variable's unit"),
    growth_from: year.optional().describe("Makes it a mean yearly growth since this year"),
    decline_from: year.optional().describe('Each year asks for "lower" than in this year'),
    hold_from: year.optional().describe('Each year asks for "not above" or "not below" this year'),
    plateau_by: year.optional().describe("The year by which the variable rises no more; without conditions"),
    than: z.string().optional().describe("With reduction_from: falls by more than this variable, by at least so much"),
    over: z.string().optional().describe("The ratio to this variable is meant, 1 where the two cross"),
    label: label.optional(),
    source: z.string().optional(),
  })
  .catchall(condition)
  .describe('Conditions by year, such as {2030: ">= 25 %"} or {2030: "25 to 28 %"}');

export const namedStatementSchema = z
  .strictObject({ statement: z.string().describe("The id of a statement of a plan, such as T0259") })
  .describe("What a plan asks, of this region, whichever it was written for");

export const indicatorSchema = z.strictObject({
  formula: z.string(),
  unit: z.string().optional(),
  label: label.optional(),
  doc: z.string().optional(),
});

const targets = z
  .object({ peak: z.union([z.null(), peakTargetSchema, z.array(peakTargetSchema)]).optional() })
  .catchall(z.union([z.null(), peakTargetSchema, namedStatementSchema, valueTargetSchema]));

const spread = {
  as: z.enum(["scale", "shift", "value"]).optional().describe("What the number does to the parameter; not for levers"),
  spread: z
    .enum(["uniform", "normal", "truncated_normal", "lognormal", "triangular", "beta", "discrete"])
    .optional()
    .describe("The distribution; a grid takes values, or low, high and steps"),
  low: quantity.optional(),
  high: quantity.optional(),
  mode: quantity.optional(),
  mean: quantity.optional(),
  median: quantity.optional(),
  deviation: quantity.optional(),
  a: z.number().optional(),
  b: z.number().optional(),
  values: z.array(quantity).optional(),
  weights: z.array(z.number()).optional(),
  steps: z.int().min(2).optional(),
  years: z
    .union([z.number(), z.string()])
    .optional()
    .describe("Such as 2026-2060; after the last observed year without it"),
  label: label.optional(),
  source: z.string().optional(),
  doc: z.string().optional(),
};

export const designSchema = z
  .strictObject({
    kind: z.enum(["grid", "list", "monte_carlo", "latin_hypercube", "quasi_monte_carlo", "sobol", "morris"]),
    runs: z.int().min(1).optional(),
    seed: z.int().min(0).optional(),
    inputs: z
      .union([z.literal("uncertain"), z.record(z.string(), z.strictObject(spread))])
      .describe(
        "levers.<lever>.strength, .start or .delay, or a parameter's path; uncertain: all with a low and a high",
      ),
    file: z.string().optional().describe("The CSV table of a list, beside this file: a column for each input"),
    correlations: z
      .array(
        z.strictObject({
          between: z.array(z.string()).length(2),
          rank: z.number().min(-1).max(1),
          source: z.string().optional(),
          doc: z.string().optional(),
        }),
      )
      .optional()
      .describe("Rank correlations between inputs"),
    outcomes: z.array(z.string()).optional().describe("Variables whose paths are kept"),
    doc: z.string().optional(),
  })
  .describe("What peakpath batch varies");

export const scenarioSchema = z
  .strictObject({
    model: z.string().optional().describe("The model it runs on, such as regional"),
    region: z.string().optional().describe("The region, as its file in data/regions is called"),
    regions: z.array(z.string()).min(2).optional().describe("In place of region: several that are run and summed"),
    each: z.string().optional().describe("The scenario that each of the regions runs, such as policy"),
    extends: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe("One parent, or several applied in order"),
    title: label.optional(),
    doc: z.string().optional(),
    assume: z
      .union([z.null(), z.record(z.string(), assumedPath)])
      .optional()
      .describe("Parameters of the model by path, such as full_load_hours.solar_*"),
    levers: z.union([z.null(), z.record(z.string(), z.union([z.null(), scenarioLeverSchema]))]).optional(),
    targets: z.union([z.null(), targets]).optional(),
    indicators: z
      .union([z.null(), z.record(z.string(), z.union([z.null(), z.string(), indicatorSchema]))])
      .optional()
      .describe("Formulas of your own over the model's variables"),
    design: z.union([z.null(), designSchema]).optional(),
  })
  .describe("A scenario of peakpath");

export const effectSchema = z.strictObject({
  path: z.string().describe("The parameter it acts on, such as planned_capacity.wind_offshore"),
  mode: z.enum(modes),
  amount: path.describe("At full strength; a factor where the mode is multiply"),
  source: z.string().optional(),
  doc: label.optional(),
});

const levels = z.strictObject({ "1": share, "2": share, "3": share, "4": share });

export const leverSchema = z.strictObject({
  label: label.optional(),
  family: z.enum(families).optional(),
  effects: z.array(effectSchema).optional(),
  start: year.optional().describe("The first year in which it acts"),
  full: year.optional().describe("The year in which it has come to full strength"),
  shape: z.enum(shapes).optional(),
  knots: z.record(z.string(), share).optional().describe("Shares of full strength by year, for the shape knots"),
  levels: levels.optional().describe("Strength at the ambition levels 1 to 4; 4 is what is physically possible"),
  potential: label.optional(),
  source: z.string().optional(),
  doc: label.optional(),
});

const levers = z.record(z.string(), z.union([z.null(), leverSchema]));

export const leverFileSchema = z
  .strictObject({ model: z.string(), levers: z.record(z.string(), leverSchema), doc: z.string().optional() })
  .describe("Levers of peakpath");

const names = z.union([z.string(), z.array(z.string())]);

export const regionSchema = z
  .strictObject({
    region: z.string().optional().describe("Its name; left out where the file only serves as a parent"),
    model: names.optional().describe("The model it has data for"),
    label: label.optional(),
    parent: z.string().optional().describe("The region it is a part of, such as the province of a city"),
    level: z.enum(regionLevels).optional(),
    plans: names.optional().describe("Titles of the plan documents that speak for it"),
    downscaled: label
      .optional()
      .describe("By what rule its numbers were taken from a larger region; runs say so first"),
    extends: names.optional().describe("Parents, such as national values"),
    base_year: year.optional(),
    last_observed: year.optional().describe("Levers act from the year after"),
    horizon: year.optional(),
    tables: names.optional().describe("CSV files of parameters, beside this file"),
    observed: names.optional().describe("CSV files of values imposed on variables"),
    history: names.optional().describe("CSV files of variables up to the base year"),
    parameters: z.union([z.null(), z.record(z.string(), path)]).optional(),
    levers: z
      .union([z.null(), levers])
      .optional()
      .describe("Levers of its own, and what differs in those of the library"),
    inventory_uncertainty: z
      .union([quantity, z.strictObject({ ...pick(details, ["value", "source", "estimated", "doc"]) })])
      .optional(),
    doc: z.string().optional(),
  })
  .describe("A region of peakpath");

function pick<T extends object, K extends keyof T>(all: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, all[key]])) as Pick<T, K>;
}

/** A schema as the text of a JSON schema file, for editors. */
export function jsonSchemaText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { target: "draft-7" }), null, 2)}\n`;
}
