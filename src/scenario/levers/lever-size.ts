import { type Fields, label, number, required, text, year } from "../../text/fields.ts";
import { type Cursor, checkKeyAt, entriesAt, field, isMap, type MapCursor, textAt } from "../../text/reader.ts";
import type { Located } from "../../text/yaml.ts";

/** What a region says of the size of a lever beside its amount: what differs from the library. */
export const sizeFields = {
  start: year("The first year in which the lever acts here", "该措施在本地开始的年份"),
  full: year("The year in which it has come to its size here", "该措施在本地达到全力度的年份"),
  potential: label("How far it can go here", "本地潜力"),
} satisfies Fields;

/** The keys of an amount that stands for the region's size of the lever. */
export const sizedFields = {
  size: required(text("The region's size of the lever (sizes), in this unit", "取地区 sizes 中该措施的规模；此为单位")),
  scale: number("What the size is multiplied by", "规模所乘的倍数"),
} satisfies Fields;

/** A lever's size as a region gives it. */
export interface LeverSize {
  /** Where its amount stands: a quantity, or a path over years. */
  readonly amount: Cursor;
  /** The map that says more, where there is one. */
  readonly more?: MapCursor;
  readonly source?: string;
}

/** The size at the place: a quantity, or a map of a path's keys and those of `sizeFields`. */
export function sizeAt(at: Cursor): LeverSize {
  if (!isMap(at)) return { amount: at };
  const own = Object.keys(sizeFields);
  const kept = (wanted: boolean): MapCursor => {
    const entries = [...at.node.entries].filter(([key]) => own.includes(key) === wanted);
    return { ...at, node: { ...at.node, entries: new Map(entries) } };
  };
  const more = kept(true);
  for (const [key, place] of entriesAt(more)) checkKeyAt(key, place, own);
  return { amount: kept(false), more, source: textAt(field(at, "source")) };
}

/** The unit of the size that a lever takes from its region; undefined where its amounts stand in its own file. */
export function sizeUnit(lever: Located): string | undefined {
  if (lever.kind !== "map") return undefined;
  const effects = lever.entries.get("effects")?.value;
  if (effects?.kind !== "list") return undefined;
  for (const effect of effects.items) {
    const amount = effect.kind === "map" ? effect.entries.get("amount")?.value : undefined;
    const size = amount?.kind === "map" ? amount.entries.get("size")?.value : undefined;
    if (size?.kind === "scalar") return String(size.value);
  }
  return undefined;
}
