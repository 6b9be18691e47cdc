import { domainsOf } from "../engine/language/cells.ts";
import type { Model, Parameter, Variable } from "../engine/language/model.ts";
import { fitIn, fitOf, type Named, textsOf } from "../text/names.ts";
import type { Label } from "../text/problems.ts";
import { nearest } from "../text/problems.ts";

/** What `find` tells apart, in the order in which finds stand. */
const foundKinds = ["lever", "project", "parameter", "variable", "quantity", "region", "scenario"] as const;
export type FoundKind = (typeof foundKinds)[number];

/** A thing that can be found by its names. */
export interface Findable extends Named {
  readonly kind: FoundKind;
  /** The model that it belongs to, where it belongs to one. */
  readonly model?: Model;
  /** The parameter or variable that it is, whose members are looked at too. */
  readonly quantity?: Parameter | Variable;
}

/** What was found: of a parameter or variable the path of the cells whose members were named. */
export interface Found {
  readonly kind: FoundKind;
  readonly id: string;
  readonly label: Label;
  readonly model?: Model;
  readonly quantity?: Parameter | Variable;
  /** How well its names fit, lower is better. */
  readonly fit: number;
}

/** What a name in a member, and each set of which any member is meant, takes from the fit of one in the quantity itself. */
const IN_MEMBER = 0.2;
const ANY_MEMBER = 0.5;

/** All things in whose names, in either language, every word stands, kind by kind and the best of each first. */
export function found(words: readonly string[], things: readonly Findable[]): Found[] {
  if (words.length === 0) return [];
  const all = things.flatMap((thing) => foundIn(words, thing));
  const order = new Map(foundKinds.map((kind, i) => [kind, i]));
  return all.sort(
    (a, b) => (order.get(a.kind) as number) - (order.get(b.kind) as number) || a.fit - b.fit || rarity(a) - rarity(b),
  );
}

/** Of what fits equally well, what is set year by year and what is given on under a name of exchange stand first. */
function rarity({ quantity }: Found): number {
  if (quantity === undefined) return 0;
  if ("formula" in quantity) return quantity.iamc === undefined ? 1 : 0;
  return (quantity.structural ? 4 : 0) + (quantity.yearly ? 0 : 2) + (quantity.label === undefined ? 1 : 0);
}

function foundIn(words: readonly string[], thing: Findable): Found[] {
  const { kind, id, label = { en: id, zh: id }, model, quantity } = thing;
  const texts = textsOf(thing);
  const fit = fitOf(words, texts);
  if (fit !== undefined) return [{ kind, id, label, model, quantity, fit }];
  if (model === undefined || quantity === undefined) return [];
  const own = words.filter((word) => fitOf([word], texts) !== undefined);
  const rest = words.filter((word) => !own.includes(word));
  const ownFit = fitOf(own, texts) ?? 0;
  return withMembers(model, quantity.over, rest).map((of) => ({
    kind,
    id: [id, ...of.members.map((member) => member?.id ?? "*")].join("."),
    label: memberLabel(label, of.members),
    model,
    quantity,
    fit: ownFit + of.fit + IN_MEMBER,
  }));
}

/** Members along some domains, undefined where any of them is meant. */
interface Members {
  readonly members: readonly (Named | undefined)[];
  readonly fit: number;
}

/** All ways in which members of the domains take up the words, each of the members named one at least. */
function withMembers(model: Model, over: readonly string[], words: readonly string[]): Members[] {
  const [first, ...others] = over;
  if (first === undefined) return words.length === 0 ? [{ members: [], fit: 0 }] : [];
  const open = withMembers(model, others, words).map(({ members, fit }) => ({
    members: [undefined, ...members],
    fit: fit + ANY_MEMBER,
  }));
  if (words.length === 0) return open;
  const [domain] = domainsOf(model, [first]);
  const set = model.sets.get(domain.parent);
  const named = domain.positions.flatMap((position): Members[] => {
    const member = set?.members[position];
    if (member === undefined || set?.numeric) return [];
    const one = { id: member.name, label: member.label };
    const texts = textsOf(one);
    const fits = words.map((word) => Math.min(...texts.flatMap((text) => fitIn(word, text) ?? [])));
    const left = words.filter((_, i) => fits[i] === Number.POSITIVE_INFINITY);
    if (left.length === words.length) return [];
    const sum = fits.reduce((all, fit) => (Number.isFinite(fit) ? all + fit : all), 0);
    return withMembers(model, others, left).map(({ members, fit }) => ({ members: [one, ...members], fit: fit + sum }));
  });
  return [...named, ...open];
}

function memberLabel(label: Label, members: Members["members"]): Label {
  const named = members.flatMap((member) => member?.label ?? []);
  if (named.length === 0) return label;
  return {
    en: `${label.en}: ${named.map(({ en }) => en).join(", ")}`,
    zh: `${label.zh}：${named.map(({ zh }) => zh).join("、")}`,
  };
}

/** The word of any name that one is spelt like, for a word that stands in none; undefined where there is none. */
export function nearWord(words: readonly string[], things: readonly Findable[]): string | undefined {
  const known = new Set(things.flatMap((thing) => textsOf(thing).flat()));
  const near = words.map((word) => (known.has(word) ? word : nearest(word, known)));
  return near.includes(undefined) || near.join(" ") === words.join(" ") ? undefined : near.join(" ");
}
