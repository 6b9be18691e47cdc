import { domainsOf } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Project } from "../../scenario/levers/lever.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import type { Label } from "../../text/problems.ts";
import type { Words } from "../words/languages.ts";

/** What reports call a boundary of a run. */
export function boundaryName({ boundaries }: ScenarioRun, boundary: string, words: Words): string {
  const label = boundaries.find(({ name }) => name === boundary)?.label;
  return label === undefined ? boundary : words.say(label);
}

/** What reports call a lever that the run pulls. */
export function leverName({ scenario }: ScenarioRun, lever: string, words: Words): string {
  const label = pulledIn(scenario).get(lever)?.lever.label;
  return label === undefined ? lever : words.say(label);
}

/** What a parameter or variable is called, or where it has no name what its doc says first. */
export function quantityLabel({ label, doc }: { readonly label?: Label; readonly doc: string }): Label {
  const said = (/^[^.:;(]*/.exec(doc)?.[0] ?? doc).trim();
  return label ?? { en: said, zh: said };
}

/** What a project is: its kind, and which plant, product or storage, or the regions at its ends. */
export function projectKind(
  { kind, of, from, to }: Project,
  { model, regionLabel }: { readonly model: Model; readonly regionLabel: (id: string) => Label | undefined },
  words: Words,
): string {
  const m = words.projects;
  const end = (id: string | undefined) => {
    if (id === undefined || id === "unknown") return m.unknownEnd;
    const label = regionLabel(id);
    return label === undefined ? id : words.say(label);
  };
  if (kind === "line") return `${m.kinds.line} ${end(from)} → ${end(to)}`;
  const fills = model.report?.projects?.[kind]?.fills;
  const set = fills && model.sets.get(domainsOf(model, fills.over)[0].parent);
  const label = set?.members.find(({ name }) => name === of)?.label;
  return `${m.kinds[kind]}${words.common.colon}${label === undefined ? of : words.say(label)}`;
}
