import { type Label, type Place, type Problem, suggestion } from "../../text/problems.ts";
import { asMap, readLabel, scalarText } from "../../text/read-fields.ts";
import { type Located, readYaml } from "../../text/yaml.ts";
import type { ModelFile } from "./model.ts";

export interface Entry {
  readonly name: string;
  readonly at: Place;
  readonly value: Located;
  readonly subject: string;
}

export interface Sections {
  name: string;
  label: Label;
  report?: Located;
  readonly units: Entry[];
  readonly sets: Entry[];
  readonly parameters: Entry[];
  readonly variables: Entry[];
  readonly checks: Entry[];
}

const sectionNames = ["units", "sets", "parameters", "variables", "checks"] as const;

export function gatherSections(files: readonly ModelFile[], problems: Problem[]): Sections {
  const sections: Sections = {
    name: "",
    label: { en: "", zh: "" },
    units: [],
    sets: [],
    parameters: [],
    variables: [],
    checks: [],
  };
  for (const file of files) {
    const root = readYaml(file.text, file.name);
    const map = asMap(root, "", problems);
    if (map === undefined) continue;
    const subject = file.name.replace(/^.*\//, "").replace(/\.yaml$/, "");
    for (const [key, { keyAt, value }] of map.entries) {
      if (key === "model") {
        sections.name = scalarText(value, key, problems) ?? "";
      } else if (key === "label") {
        sections.label = readLabel(value, key, problems);
      } else if (key === "report") {
        sections.report = value;
      } else if ((sectionNames as readonly string[]).includes(key)) {
        const entries = asMap(value, key, problems)?.entries ?? new Map();
        const section = sections[key as (typeof sectionNames)[number]];
        for (const [name, entry] of entries) {
          const twin = section.find((other) => other.name === name);
          if (twin !== undefined) {
            problems.push({
              at: entry.keyAt,
              path: `${key}.${name}`,
              message: `declared already at ${twin.at.file}:${twin.at.line}`,
            });
          }
          section.push({ name, at: entry.keyAt, value: entry.value, subject });
        }
      } else {
        problems.push({
          at: keyAt,
          path: key,
          message: `unknown section${suggestion(key, sectionNames)}; a model has model, label, report, ${sectionNames.join(", ")}`,
        });
      }
    }
  }
  return sections;
}
