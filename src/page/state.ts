import type { Moves } from "../scenario/moved.ts";

/**
 * How plans are delivered: as planned, as earlier ones were, or to a part of what they say, in hundredths. It moves how
 * sure a peak is and no path.
 */
export type Delivery = "planned" | "before" | number;

/** A scenario and what is moved of it; plain data, which an address can carry. */
export interface Moved {
  readonly scenario: string;
  /** Strength from 0 to 1, and the years where they are moved: `[0.6]` or `[0.6, 2027, 2040]`. */
  readonly levers: Readonly<Record<string, readonly number[]>>;
  /** Added to the growth of the economy in every year ahead, in hundredths of a percentage point. */
  readonly growth: number;
  /** Without it as the scenario's own design says, or what is usual side by side. */
  readonly delivery?: Delivery;
}

export function untouched(scenario: string): Moved {
  return { scenario, levers: {}, growth: 0 };
}

export function isTouched({ levers, growth, delivery }: Moved): boolean {
  return growth !== 0 || delivery !== undefined || Object.keys(levers).length > 0;
}

/** The same as the engine takes it. */
export function movesOf({ levers, growth, delivery }: Moved): Moves {
  const entries = Object.entries(levers).map(
    ([id, [strength, start, full]]) => [id, start === undefined ? { strength } : { strength, start, full }] as const,
  );
  const delivered = typeof delivery === "number" ? delivery / 100 : delivery && (`as ${delivery}` as const);
  return { levers: new Map(entries), growth: growth / 10000, delivery: delivered };
}

const name = /^[a-z][a-z0-9_]{0,79}$/;
const scenarioName = /^[a-z][a-z0-9_]{0,79}\/[a-z][a-z0-9_-]{0,79}$/;
const MOST_LEVERS = 1000;
/** Hundredths of a percentage point that growth may be moved by, either way. */
export const MOST_GROWTH = 300;
/** Hundredths of what is planned that may be said to come: no more than a batch draws (`STRONGEST`). */
export const MOST_DELIVERY = 300;

/** The part of an address behind `#` that carries what is moved. */
export function fragmentOf({ scenario, levers, growth, delivery }: Moved): string {
  const parts = Object.entries(levers).map(([id, numbers]) => `${id}=${numbers.join("_")}`);
  const assumed = [...(growth === 0 ? [] : [`g=${growth}`]), ...(delivery === undefined ? [] : [`d=${delivery}`])];
  return [`s=${scenario}`, ...assumed, ...parts].join("&");
}

/** What an address carries, or undefined where any part of it is not as `fragmentOf` writes it. */
export function movedOf(fragment: string): Moved | undefined {
  const [first = "", ...rest] = fragment.replace(/^#/, "").split("&");
  const scenario = first.startsWith("s=") ? first.slice(2) : "";
  if (!scenarioName.test(scenario) || rest.length > MOST_LEVERS) return undefined;
  let growth = 0;
  let delivery: Delivery | undefined;
  const levers = new Map<string, readonly number[]>();
  for (const part of rest) {
    const [key, value = "", ...more] = part.split("=");
    if (more.length > 0) return undefined;
    if (key === "g" && growth === 0 && /^-?[1-9]\d{0,2}$/.test(value) && Math.abs(Number(value)) <= MOST_GROWTH) {
      growth = Number(value);
      continue;
    }
    if (key === "d" && delivery === undefined) {
      delivery = deliveryOf(value);
      if (delivery === undefined) return undefined;
      continue;
    }
    const numbers = value.split("_");
    const [strength, ...years] = numbers;
    const isLever = name.test(key) && !levers.has(key) && /^(?:0|1|0\.\d{1,4})$/.test(strength);
    const areYears = (years.length === 0 || years.length === 2) && years.every((year) => /^[12]\d{3}$/.test(year));
    if (!isLever || !areYears || Number(years[0] ?? 0) > Number(years[1] ?? 0)) return undefined;
    levers.set(key, numbers.map(Number));
  }
  return { scenario, levers: Object.fromEntries(levers), growth, ...(delivery === undefined ? {} : { delivery }) };
}

function deliveryOf(value: string): Delivery | undefined {
  if (value === "planned" || value === "before") return value;
  return /^(?:0|[1-9]\d{0,2})$/.test(value) && Number(value) <= MOST_DELIVERY ? Number(value) : undefined;
}
