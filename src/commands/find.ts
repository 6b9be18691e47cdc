import type { Model } from "../engine/language/model.ts";
import { installedLibrary } from "../files/installed.ts";
import { type Findable, type Found, type FoundKind, found, nearWord } from "../questions/found.ts";
import { quantityLabel } from "../report/text/names.ts";
import { textTable } from "../report/text/text-table.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { unitOrNone } from "../report/words/units.ts";
import { loadScenarios } from "../run/load.ts";
import { titleOf } from "../scenario/compose.ts";
import { listRegions, listScenarios, planScenarios } from "../scenario/head.ts";
import { leverEntries } from "../scenario/levers/lever-library.ts";
import { type ModelLibrary, modelNames, modelOf } from "../scenario/model-files.ts";
import { pulledIn } from "../scenario/paths/inputs.ts";
import { regionLabel } from "../scenario/region/region-label.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { chainScenario } from "../scenario/scenario-chain.ts";
import { readPlanQuantities } from "../scenario/targets/plan-targets.ts";
import { wordsOf } from "../text/names.ts";
import { InputError, type Label } from "../text/problems.ts";
import { field, isMap, labelAt } from "../text/reader.ts";
import { askedAs } from "./explain/lever.ts";
import { give } from "./question.ts";
import { command } from "./shell/command.ts";
import { flag, text, withLanguage } from "./shell/options.ts";
import { checkRegion } from "./shell/region-files.ts";

/** So many of a kind are shown where not all are asked for. */
const SHOWN = 8;

/** `peakpath find`: what bears a name that somebody knows, and the command that tells more of it. */
export const findCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("words", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "Words in English or Chinese, all of which stand in a name or an id",
      })
      .option("region", text("Levers, projects and scenarios of this region, with its scenario in the commands"))
      .option("all", flag(`All that is found, not only the first ${SHOWN} of each kind`))
      .example("$0 find heat pumps", "levers, parameters, variables, quantities, regions and scenarios called so")
      .example("$0 find 新能源 --region huzhou", "the same by a Chinese word, as Huzhou has it")
      .example("$0 find solar --all --lang zh", "all of them, with their Chinese names"),
  async (args, call) => {
    const words = await wordsIn(args.lang, args.units);
    const library = installedLibrary(call.terminal);
    const asked = args.words.join(" ");
    if (args.region !== undefined) checkRegion(library, args.region, "--region");
    const wanted = wordsOf(asked.normalize("NFKC"));
    const scenario = args.region === undefined ? undefined : scenarioOfRegion(library, args.region);
    const things = scenario === undefined ? allThings(library) : thingsOf(library, scenario);
    const all = found(wanted, things);
    const told = all.map((one) => ({ ...one, command: commandOf(one, scenario, words) }));
    const region = args.region === undefined ? "" : ` --region ${args.region}`;
    await give(call, args, {
      lines: () =>
        told.length === 0
          ? [words.find.nothing(asked, nearWord(wanted, things))]
          : foundLines(told, words, {
              most: args.all ? told.length : SHOWN,
              whole: `peakpath find ${asked}${region} --all`,
              example: scenario === undefined ? exampleOf(library) : undefined,
            }),
      json: () =>
        told.map(({ kind, id, label, model, quantity, command: next }) => ({
          ...{ kind, id, label, model: model?.name, unit: quantity?.unit.text, command: next },
        })),
    });
  },
);

/** The scenario of a region that commands are told with: what its plans come to, else its reference, else any. */
function scenarioIdOf(region: string, ids: readonly string[]): string | undefined {
  const own = ids.filter((id) => id.startsWith(`${region}/`));
  return [...planScenarios, "reference"].map((name) => `${region}/${name}`).find((id) => own.includes(id)) ?? own[0];
}

function scenarioOfRegion(library: ModelLibrary, region: string): Scenario | undefined {
  const id = scenarioIdOf(region, listScenarios(library));
  return id === undefined ? undefined : loadScenarios(library, [id])[0];
}

/** A scenario to fill in where none is named. */
function exampleOf(library: ModelLibrary): string {
  const ids = listScenarios(library);
  return ids.find((id) => id === "zhejiang/policy") ?? ids[0];
}

/** Everything with a name of all models, regions and scenarios. */
function allThings(library: ModelLibrary): Findable[] {
  const models = modelNames(library).map((name) => modelOf(library, name));
  models.sort((a, b) => b.variables.size - a.variables.size);
  const levers = models.flatMap((model) =>
    [...leverEntries(library, model, [])].flatMap(([id, at]): Findable[] => {
      const label = isMap(at) ? labelAt(field({ ...at, problems: [] }, "label")) : undefined;
      return [{ kind: "lever", id, label, model }];
    }),
  );
  const regions = listRegions(library).map((id): Findable => ({ kind: "region", id, label: regionLabel(library, id) }));
  const quantities = models.flatMap(quantitiesIn);
  return [...levers, ...quantities, ...planned(library), ...regions, ...scenarios(library, regions)];
}

/** The same of one region: its own levers and projects, its model, its scenarios. */
function thingsOf(library: ModelLibrary, scenario: Scenario): Findable[] {
  const { region, model } = scenario;
  const levers = [...region.levers.values()].map(({ id, label }): Findable => ({ kind: "lever", id, label, model }));
  const projects = [...pulledIn(scenario).values()].flatMap(({ lever: { id, label, project } }): Findable[] =>
    project === undefined ? [] : [{ kind: "project", id, label, model }],
  );
  const own: Findable = { kind: "region", id: region.id, label: region.label };
  return [...levers, ...projects, ...quantitiesIn(model), ...planned(library), own, ...scenarios(library, [own])];
}

function quantitiesIn(model: Model): Findable[] {
  const of =
    (kind: FoundKind) =>
    (quantity: NonNullable<Findable["quantity"]>): Findable => ({
      ...{ kind, id: quantity.name, label: quantityLabel(quantity), model, quantity },
    });
  return [...[...model.parameters.values()].map(of("parameter")), ...[...model.variables.values()].map(of("variable"))];
}

/** What the plans speak of. */
function planned(library: ModelLibrary): Findable[] {
  const quantities = [...readPlanQuantities(library, []).values()];
  return quantities.map(({ name, label }) => ({ kind: "quantity", id: name, label }));
}

/** The scenarios of the regions, called as their titles and regions are; those whose files cannot be read by their ids. */
function scenarios(library: ModelLibrary, regions: readonly Findable[]): Findable[] {
  const labels = new Map(regions.map(({ id, label }) => [id, label]));
  return listScenarios(library).flatMap((id): Findable[] => {
    const [folder] = id.split("/");
    if (regions.length === 1 && folder !== regions[0].id) return [];
    const region = labels.get(folder);
    const title = titled(library, id);
    if (title === undefined || region === undefined) return [{ kind: "scenario", id, label: title ?? region }];
    const joined = (key: keyof Label) =>
      title[key].includes(region[key]) ? title[key] : `${region[key]} · ${title[key]}`;
    return [{ kind: "scenario", id, label: { en: joined("en"), zh: joined("zh") } }];
  });
}

function titled(library: ModelLibrary, id: string): Label | undefined {
  try {
    return titleOf(chainScenario(library, id).chain.links, id);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** The command that tells more of what was found, or runs it. */
function commandOf({ kind, id, model }: Found, scenario: Scenario | undefined, words: Words): string {
  const about = scenario?.id ?? words.find.scenario;
  switch (kind) {
    case "lever":
    case "project":
      return `peakpath explain ${about} ${model === undefined ? id : askedAs(model, id)}`;
    case "parameter":
    case "variable":
      return `peakpath explain ${about} ${id.includes("*") ? `'${id}'` : id}`;
    case "quantity":
      return `peakpath targets ${about}`;
    case "region":
      return `peakpath run ${scenario?.id ?? `${id}/reference`}`;
    case "scenario":
      return `peakpath run ${id}`;
  }
}

interface Told extends Found {
  readonly command: string;
}

/** A table of what was found, the first of each kind, with what is left out and where commands have to be filled in. */
function foundLines(
  all: readonly Told[],
  words: Words,
  { most, whole, example }: { readonly most: number; readonly whole: string; readonly example: string | undefined },
): string[] {
  const { common: c, find: m, list: l } = words;
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const ofKind = (kind: FoundKind) => all.filter((one) => one.kind === kind);
  const rows = kinds.flatMap((kind) =>
    ofKind(kind)
      .slice(0, most)
      .map(({ id, label, quantity, command: next }) => [
        [m.kind, m.kinds[kind]] as const,
        [l.name, id] as const,
        [l.label, words.say(label)] as const,
        [c.unit, quantity === undefined ? "" : unitOrNone(quantity.unit.text, words)] as const,
        [m.goOn, next] as const,
      ]),
  );
  const left = kinds.flatMap((kind) => {
    const count = ofKind(kind).length - most;
    return count > 0 ? [m.more(count, m.kinds[kind], whole)] : [];
  });
  const open = example !== undefined && all.some(({ command: next }) => next.includes(` ${m.scenario}`));
  return [...textTable(rows, 0), ...left, ...(open ? ["", m.stands(example)] : [])];
}
