import type { Model, Variable } from "../../engine/language/model.ts";
import { InputError, type Label, type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import {
  asLabel,
  asMap,
  asText,
  checkKeys,
  choice,
  describe,
  isNothing,
  itemsOf,
  join,
  nodeAt,
  nothingAt,
  textOf,
} from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { variableAddress } from "../paths/address.ts";
import type { ReportLayout } from "./report-layout.ts";

/** One summand of a level. */
export interface LevelPart {
  readonly sign: 1 | -1;
  readonly variable: Variable;
  readonly cell: number;
}

/** A level of a chain: a sum of variables, or the level before it times one variable (over another). */
export type Level =
  | { readonly kind: "sum"; readonly parts: readonly LevelPart[] }
  | { readonly kind: "scaled"; readonly by: LevelPart; readonly over?: LevelPart };

/** A part of emissions as a chain of levels, each reached from the one before through one driver. */
export interface DriverTerm {
  readonly name: string;
  /** -1 for what is taken off, such as sinks and exports. */
  readonly sign: 1 | -1;
  /** Who emits it: a sector of the report, or an emitter of its own. */
  readonly emitter: string;
  readonly boundaries: readonly string[];
  readonly links: readonly { readonly driver: string; readonly level: Level }[];
}

export interface Driver {
  readonly id: string;
  readonly label: Label;
  /** A fall through it counts as made, not suffered: efficiency, mix and grid. */
  readonly active: boolean;
}

/** What moves the emissions of a model, as the `why` part of its report section declares it. */
export interface DriverChains {
  readonly drivers: readonly Driver[];
  readonly emitters: ReadonlyMap<string, Label>;
  readonly terms: readonly DriverTerm[];
  /** For years before the base year, where less is known. */
  readonly history: readonly DriverTerm[];
}

const known = new WeakMap<Model, DriverChains | undefined>();

/**
 * The chains of the model, or undefined where it declares none.
 *
 * @throws InputError where the declaration names what the model does not have.
 */
export function driverChains(model: Model, layout: ReportLayout): DriverChains | undefined {
  if (!known.has(model)) known.set(model, readChains(model, layout));
  return known.get(model);
}

function readChains(model: Model, layout: ReportLayout): DriverChains | undefined {
  const node = model.report?.kind === "map" ? nodeAt(model.report, "why") : undefined;
  if (node === undefined) return undefined;
  const problems: Problem[] = [];
  const map = asMap(node, "report.why", "{drivers: {...}, terms: [...]}", problems);
  if (map === undefined) throw new InputError(problems);
  checkKeys(map, ["drivers", "active", "emitters", "terms", "history"], "report.why", problems);
  const active = new Set(
    itemsOf(nodeAt(map, "active") ?? emptyList(map)).flatMap(
      (item) => asText(item, "report.why.active", problems) ?? [],
    ),
  );
  const drivers = labels(map, "drivers", problems).map(([id, label]) => ({ id, label, active: active.has(id) }));
  for (const id of active) {
    if (drivers.some((driver) => driver.id === id)) continue;
    const message = `unknown driver "${quote(id)}"${suggestion(
      id,
      drivers.map((driver) => driver.id),
    )}`;
    problems.push({ at: map.at, path: "report.why.active", message });
  }
  const emitters = new Map(labels(map, "emitters", problems));
  const context = { model, layout, drivers, emitters, problems };
  const terms = itemsOf(nodeAt(map, "terms") ?? emptyList(map)).flatMap((item) => readTerm(item, "terms", context));
  const history = itemsOf(nodeAt(map, "history") ?? emptyList(map)).flatMap((item) =>
    readTerm(item, "history", context),
  );
  if (problems.length > 0) throw new InputError(problems);
  return { drivers, emitters, terms, history };
}

function emptyList({ at }: LocatedMap): Located {
  return { kind: "list", at, items: [] };
}

function labels(map: LocatedMap, key: string, problems: Problem[]): [string, Label][] {
  const node = nodeAt(map, key);
  const entries =
    node === undefined ? undefined : asMap(node, `report.why.${key}`, "{name: {en: .., zh: ..}}", problems);
  return [...(entries?.entries ?? [])].map(([id, { keyAt, value }]) => {
    const path = join(`report.why.${key}`, id);
    if (isNothing(value)) problems.push(nothingAt(keyAt, path));
    return [id, (isNothing(value) ? undefined : asLabel(value, path, problems)) ?? { en: id, zh: id }];
  });
}

interface Context {
  readonly model: Model;
  readonly layout: ReportLayout;
  readonly drivers: readonly Driver[];
  readonly emitters: ReadonlyMap<string, Label>;
  readonly problems: Problem[];
}

/** One entry, as many terms as the sets it stands over have members; `{member}` stands for each in turn. */
function readTerm(item: Located, section: string, context: Context): DriverTerm[] {
  const { model, layout, problems } = context;
  const path = `report.why.${section}`;
  const map = asMap(item, path, "{name: fuel, boundaries: [energy], emitter: .., chain: [..]}", problems);
  if (map === undefined) return [];
  checkKeys(map, ["name", "over", "sign", "emitter", "boundaries", "chain"], path, problems);
  const name = textOf(map, "name", path, problems) ?? "";
  const overNode = nodeAt(map, "over");
  const members =
    overNode === undefined ? [undefined] : itemsOf(overNode).flatMap((node) => membersOf(node, path, context));
  const sign = choice(map, "sign", ["plus", "minus"], path, problems) === "minus" ? -1 : 1;
  const boundaries = itemsOf(nodeAt(map, "boundaries") ?? emptyList(map)).flatMap(
    (node) => asText(node, `${path}.boundaries`, problems) ?? [],
  );
  for (const boundary of boundaries) checkPath(`${layout.peak.name}.${boundary}`, map, context);
  return members.map((member) => {
    const filled = (text: string) => (member === undefined ? text : text.replaceAll("{member}", member));
    const emitter = filled(textOf(map, "emitter", path, problems) ?? name);
    if (!context.emitters.has(emitter) && section === "terms") {
      const sectors = layout.sectors;
      if (sectors === undefined || typeof variableAddress(model, `${sectors.name}.${emitter}`) === "string")
        problems.push({
          at: map.at,
          path: `${path}.emitter`,
          message: `"${quote(emitter)}" is neither a sector nor an emitter`,
        });
    }
    const links = itemsOf(nodeAt(map, "chain") ?? emptyList(map)).flatMap((node) => {
      const link = asMap(node, `${path}.chain`, "{activity: gdp}", problems);
      return [...(link?.entries ?? [])].flatMap(([driver, { keyAt, value }]) => {
        if (!context.drivers.some(({ id }) => id === driver)) {
          const ids = context.drivers.map(({ id }) => id);
          problems.push({
            at: keyAt,
            path: `${path}.chain`,
            message: `unknown driver "${quote(driver)}"${suggestion(driver, ids)}`,
          });
        }
        const text = asText(value, `${path}.chain.${driver}`, problems);
        const level = text === undefined ? undefined : readLevel(filled(text), value, context);
        return level === undefined ? [] : [{ driver, level }];
      });
    });
    if (links.length === 0)
      problems.push({ at: map.at, path: `${path}.chain`, message: `the chain is missing; found ${describe(map)}` });
    return { name, sign, emitter, boundaries, links };
  });
}

/** The members of the set that a text names. */
function membersOf(node: Located, path: string, { model, problems }: Context): string[] {
  const name = asText(node, `${path}.over`, problems);
  const domain = name === undefined ? undefined : model.domains.get(name);
  if (name !== undefined && domain === undefined) {
    const message = `unknown set "${quote(name)}"${suggestion(name, model.domains.keys())}`;
    problems.push({ at: node.at, path: `${path}.over`, message });
  }
  return (domain?.positions ?? []).map(
    (position) => model.sets.get(domain?.parent ?? "")?.members[position].name as string,
  );
}

/** `a + b - c`, or `* a` or `* a / b` for the level before times a (over b). */
function readLevel(text: string, at: Located, context: Context): Level | undefined {
  const scaled = /^\*\s*([\w.]+)(?:\s*\/\s*([\w.]+))?$/.exec(text.trim());
  if (scaled !== null) {
    const by = checkPath(scaled[1], at, context);
    const over = scaled[2] === undefined ? undefined : checkPath(scaled[2], at, context);
    if (by === undefined || (scaled[2] !== undefined && over === undefined)) return undefined;
    return { kind: "scaled", by: { sign: 1, ...by }, ...(over === undefined ? {} : { over: { sign: 1, ...over } }) };
  }
  const parts = [...text.matchAll(/([+-]?)\s*([\w.]+)/g)].map(([, sign, path]) => {
    const found = checkPath(path, at, context);
    return found === undefined ? undefined : { sign: sign === "-" ? (-1 as const) : (1 as const), ...found };
  });
  return parts.some((part) => part === undefined) ? undefined : { kind: "sum", parts: parts as LevelPart[] };
}

function checkPath(
  path: string,
  { at }: Pick<Located, "at">,
  { model, problems }: Context,
): { variable: Variable; cell: number } | undefined {
  const address = variableAddress(model, path);
  if (typeof address !== "string") return address;
  problems.push({ at, path: "report.why", message: address });
  return undefined;
}
