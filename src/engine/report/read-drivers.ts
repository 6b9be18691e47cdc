import { isFault, type Label } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import {
  asLabel,
  asMap,
  asText,
  checkKeys,
  choice,
  describe,
  isNothing,
  join,
  nodeAt,
  nothingAt,
  textOf,
} from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { variableAddress } from "../language/address.ts";
import type {
  Driver,
  DriverChains,
  DriverTerm,
  Level,
  LevelPart,
  Model,
  ReportLayout,
  VariableCell,
} from "../language/model.ts";
import { itemsAt, type ReportContext, unknown } from "./report-context.ts";

/** The `why` part of a report section; undefined where there is none. */
export function readDriverChains(
  report: LocatedMap,
  reported: Pick<ReportLayout, "peak" | "sectors">,
  { model, problems }: ReportContext,
): DriverChains | undefined {
  const node = nodeAt(report, "why");
  const map = node === undefined ? undefined : asMap(node, "report.why", "{drivers: {...}, terms: [...]}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, ["drivers", "active", "emitters", "terms", "history"], "report.why", problems);
  const active = new Set(itemsAt(map, "active").flatMap((item) => asText(item, "report.why.active", problems) ?? []));
  const labels = (key: string): [string, Label][] => readLabels(map, key, { model, problems });
  const drivers = labels("drivers").map(([id, label]) => ({ id, label, active: active.has(id) }));
  const ids = drivers.map(({ id }) => id);
  for (const id of active)
    if (!ids.includes(id))
      problems.push({ at: map.at, path: "report.why.active", message: unknown("driver", id, ids) });
  const context = { model, problems, reported, drivers, emitters: new Map(labels("emitters")) };
  const terms = (section: string) => itemsAt(map, section).flatMap((item) => readTerm(item, section, context));
  return { drivers, emitters: context.emitters, terms: terms("terms"), history: terms("history") };
}

function readLabels(map: LocatedMap, key: string, { problems }: ReportContext): [string, Label][] {
  const node = nodeAt(map, key);
  const entries =
    node === undefined ? undefined : asMap(node, `report.why.${key}`, "{name: {en: .., zh: ..}}", problems);
  return [...(entries?.entries ?? [])].map(([id, { keyAt, value }]) => {
    const path = join(`report.why.${key}`, id);
    if (isNothing(value)) problems.push(nothingAt(keyAt, path));
    return [id, (isNothing(value) ? undefined : asLabel(value, path, problems)) ?? { en: id, zh: id }];
  });
}

interface TermContext extends ReportContext {
  readonly reported: Pick<ReportLayout, "peak" | "sectors">;
  readonly drivers: readonly Driver[];
  readonly emitters: ReadonlyMap<string, Label>;
}

/** One entry, as many terms as the sets it stands over have members; `{member}` stands for each in turn. */
function readTerm(item: Located, section: string, context: TermContext): DriverTerm[] {
  const { model, problems, reported, drivers } = context;
  const path = `report.why.${section}`;
  const map = asMap(item, path, "{name: fuel, boundaries: [energy], emitter: .., chain: [..]}", problems);
  if (map === undefined) return [];
  checkKeys(map, ["name", "over", "sign", "emitter", "boundaries", "chain"], path, problems);
  const name = textOf(map, "name", path, problems) ?? "";
  const members =
    nodeAt(map, "over") === undefined
      ? [undefined]
      : itemsAt(map, "over").flatMap((node) => membersOf(node, path, context));
  const sign = choice(map, "sign", ["plus", "minus"], path, problems) === "minus" ? -1 : 1;
  const boundaries = itemsAt(map, "boundaries").flatMap((node) => asText(node, `${path}.boundaries`, problems) ?? []);
  for (const boundary of boundaries) cellOf(`${reported.peak.name}.${boundary}`, map, context);
  return members.map((member) => {
    const filled = (text: string) => (member === undefined ? text : text.replaceAll("{member}", member));
    const emitter = filled(textOf(map, "emitter", path, problems) ?? name);
    if (section === "terms" && !context.emitters.has(emitter) && !isSector(model, reported, emitter)) {
      const message = `"${quote(emitter)}" is neither a sector nor an emitter`;
      problems.push({ at: map.at, path: `${path}.emitter`, message });
    }
    const links = itemsAt(map, "chain").flatMap((node) => {
      const link = asMap(node, `${path}.chain`, "{activity: gdp}", problems);
      return [...(link?.entries ?? [])].flatMap(([driver, { keyAt, value }]) => {
        const ids = drivers.map(({ id }) => id);
        if (!ids.includes(driver))
          problems.push({ at: keyAt, path: `${path}.chain`, message: unknown("driver", driver, ids) });
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

function isSector(model: Model, { sectors }: TermContext["reported"], emitter: string): boolean {
  return sectors !== undefined && typeof variableAddress(model, `${sectors.name}.${emitter}`) !== "string";
}

/** The members of the set that a text names. */
function membersOf(node: Located, path: string, { model, problems }: ReportContext): string[] {
  const name = asText(node, `${path}.over`, problems);
  const domain = name === undefined ? undefined : model.domains.get(name);
  if (name !== undefined && domain === undefined)
    problems.push({ at: node.at, path: `${path}.over`, message: unknown("set", name, model.domains.keys()) });
  const members = model.sets.get(domain?.parent ?? "")?.members ?? [];
  return (domain?.positions ?? []).map((position) => members[position].name);
}

/** `a + b - c`, or `* a` or `* a / b` for the level before times a (over b). */
function readLevel(text: string, node: Located, context: ReportContext): Level | undefined {
  const scaled = /^\*\s*([\w.]+)(?:\s*\/\s*([\w.]+))?$/.exec(text.trim());
  if (scaled !== null) {
    const by = cellOf(scaled[1], node, context);
    const over = scaled[2] === undefined ? undefined : cellOf(scaled[2], node, context);
    if (by === undefined || (scaled[2] !== undefined && over === undefined)) return undefined;
    return { kind: "scaled", by: { sign: 1, ...by }, ...(over === undefined ? {} : { over: { sign: 1, ...over } }) };
  }
  const summands = [...text.matchAll(/([+-]?)\s*([\w.]+)/g)];
  const parts = summands.flatMap(([, sign, path]): LevelPart[] => {
    const cell = cellOf(path, node, context);
    return cell === undefined ? [] : [{ sign: sign === "-" ? -1 : 1, ...cell }];
  });
  return parts.length < summands.length ? undefined : { kind: "sum", parts };
}

function cellOf(
  path: string,
  { at }: Pick<Located, "at">,
  { model, problems }: ReportContext,
): VariableCell | undefined {
  const address = variableAddress(model, path);
  if (!isFault(address)) return address;
  problems.push({ at, path: "report.why", ...address });
  return undefined;
}
