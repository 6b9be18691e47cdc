import { cellNames } from "../engine/language/cells.ts";
import type { Model } from "../engine/language/model.ts";
import { modelSchema } from "../engine/language/model-fields.ts";
import { described, objectSchema, orNull, ref, type Schema } from "../text/fields.ts";
import type { Library } from "../text/library.ts";
import type { Label } from "../text/problems.ts";
import { type Cursor, entriesAt, field, isMap, labelAt } from "../text/reader.ts";
import { readYamlAt } from "./chain.ts";
import { listRegions } from "./head.ts";
import { indicatorSchema } from "./indicators.ts";
import { leverFields } from "./levers/lever.ts";
import { leverEntries, leverFileSchema } from "./levers/lever-library.ts";
import { sizeFields } from "./levers/lever-size.ts";
import { projectFields } from "./levers/project.ts";
import { reachSchema } from "./levers/reach.ts";
import { scenarioLeverSchema } from "./levers/scenario-levers.ts";
import { pathSchema } from "./paths/read-path.ts";
import { regionSchema } from "./region/region.ts";
import { regionFileNames, regionPath } from "./region/region-path.ts";
import { scenarioSchema } from "./scenario-chain.ts";
import { statementSchema } from "./targets/plan-targets.ts";
import { targetsSchema } from "./targets/read-targets.ts";
import { peakFields } from "./targets/target-measures.ts";

/** Names of the shipped library that editors offer, with what they are called. */
type Names = ReturnType<typeof namesOf>;

/**
 * The JSON schemas of the files that people write, by the file's kind (`scenario`, `region`, `levers`, `model`, `design`),
 * printed from the tables by which the files are read, with the names of the library's models. `design` is the schema of
 * a batch's design, which stands above this room.
 */
export function fileSchemas(library: Library, models: readonly Model[], design: Schema): Map<string, Schema> {
  const definitions = definitionsOf(namesOf(library, models), design);
  const file = (schema: Schema) => wholeSchema(schema, definitions);
  return new Map([
    ["scenario", file(scenarioSchema)],
    ["region", file(regionSchema)],
    ["levers", file(leverFileSchema)],
    ["model", modelSchema()],
    ["design", file(objectSchema({ design: { read: (at) => at, schema: ref("design"), required: true } }))],
  ]);
}

function definitionsOf(names: Names, design: Schema): Readonly<Record<string, Schema>> {
  const oneOf = (known: readonly string[]): Schema => ({
    anyOf: [{ enum: known }, { type: "string", pattern: "^[a-z]" }],
  });
  const keyed = (known: ReadonlyMap<string, Label>, schema: Schema): Schema => ({
    type: "object",
    properties: Object.fromEntries([...known].map(([name, label]) => [name, { ...schema, ...described(label) }])),
    // Members behind a point, globs, and names of one's own.
    patternProperties: { "^[^\\s]+$": schema },
    additionalProperties: false,
  });
  return {
    label: {
      anyOf: [
        { type: ["string", "number"] },
        { type: "object", properties: { en: { type: "string" }, zh: { type: "string" } }, additionalProperties: false },
      ],
    },
    quantity: {
      type: ["number", "string"],
      description: 'A number with its unit, such as "5 %/yr"\n带单位的数值，例如 "5 %/yr"',
    },
    path: pathSchema(false),
    assumedPath: pathSchema(true),
    parameter: oneOf([...names.parameters.keys()]),
    region: oneOf(names.regions),
    boundary: oneOf(names.boundaries),
    sector: oneOf(names.sectors),
    assume: keyed(names.parameters, ref("assumedPath")),
    parameters: keyed(names.parameters, ref("path")),
    lever: objectSchema(leverFields),
    scenarioLever: scenarioLeverSchema,
    reach: { ...keyed(names.variables, reachSchema), minProperties: 1, maxProperties: 1 },
    levers: keyed(new Map([...names.levers, ...names.projects]), orNull(ref("scenarioLever"))),
    project: objectSchema(projectFields),
    projects: keyed(names.projects, orNull(ref("project"))),
    sizes: keyed(names.levers, pathSchema(false, sizeFields)),
    ownLevers: keyed(names.levers, orNull(ref("lever"))),
    targets: targetsSchema(),
    peakTarget: objectSchema(peakFields),
    statement: statementSchema,
    indicators: { type: "object", additionalProperties: indicatorSchema },
    design,
  };
}

/** The schema of a file with the definitions that it uses, and those use. */
function wholeSchema(schema: Schema, all: Readonly<Record<string, Schema>>): Schema {
  const used = new Map<string, Schema>();
  const gather = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/definitions\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.set(name, all[name]);
      gather(all[name]);
    }
  };
  gather(schema);
  const definitions = Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { $schema: "http://json-schema.org/draft-07/schema#", ...schema, definitions };
}

function namesOf(library: Library, models: readonly Model[]) {
  const named = (name: string, label?: Label): [string, Label] => [name, label ?? { en: name, zh: name }];
  const all = (key: "parameters" | "variables") =>
    models.flatMap((model) => [...model[key].values()].map(({ name, label }) => named(name, label)));
  const labelled = (all: readonly [string, Cursor][]) =>
    new Map(all.map(([id, at]) => named(id, isMap(at) ? labelAt(field(at, "label")) : undefined)));
  const levers = models.flatMap((model) => [...leverEntries(library, model, [])]);
  const members = (key: "peak" | "sectors") => [
    ...new Set(models.flatMap((model) => cellNames(model, model.report?.[key]?.over ?? []).flat())),
  ];
  return {
    parameters: new Map(all("parameters")),
    variables: new Map(all("variables")),
    levers: labelled([...levers, ...ofRegions(library, "levers")]),
    projects: labelled(ofRegions(library, "projects")),
    regions: listRegions(library),
    boundaries: members("peak"),
    sectors: members("sectors"),
  };
}

/** The levers that region files add to those of the library, or their projects. */
function ofRegions(library: Library, key: "levers" | "projects"): [string, Cursor][] {
  const files = regionFileNames(library).filter((file) => file.endsWith(".yaml"));
  return files.flatMap((file) => {
    const root = readYamlAt(library, library.read(regionPath(library, file)) ?? "", file, []);
    const section = root !== undefined && isMap(root) ? field(root, key) : undefined;
    return section !== undefined && isMap(section) ? entriesAt(section) : [];
  });
}
