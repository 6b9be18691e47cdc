import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type Delivered,
  deliveries,
  deliveryCsv,
  deliveryReport,
  deliveryRulesCsv,
  keptTogether,
  plansLeftOut,
  readDelivered,
  strengthQuantile,
} from "../../../src/regions/certainty/delivery-rules.ts";
import { readCsv } from "../../../src/regions/csv.ts";
import { families, projectStatuses } from "../../../src/scenario/levers/lever.ts";

const root = join(import.meta.dirname, "../../../data");
const read = (file: string): string => readFileSync(join(root, "certainty", file), "utf8");
const facts = readDelivered(read("delivered.csv"), "delivered.csv");

function fact(ratio: number, rest: Partial<Delivered> = {}): Delivered {
  return { plan: "13", region: "china", promise: "a", family: "nuclear", basis: "register", ratio, ...rest };
}

test("delivery.csv, its rules and the tables of the README are what delivered.csv gives", () => {
  expect(deliveryCsv(facts, read("delivery.csv"))).toBe(read("delivery.csv"));
  expect(deliveryRulesCsv(facts, read("delivery_rules.csv"))).toBe(read("delivery_rules.csv"));
  const lines = read("README.md").split("\n");
  expect(deliveryReport(facts).filter((line) => !lines.includes(line))).toEqual([]);
});

test("every family of levers, levers without a number and every status of projects have one row that can be drawn", () => {
  const rows = readCsv(read("delivery.csv"));
  const ofLevers = families.filter((family) => family !== "projects");
  const asked = [...ofLevers, "no_number", ...projectStatuses.map((status) => `project_${status}`)];
  expect(rows.map(({ family }) => family).sort()).toEqual(asked.sort());
  for (const row of rows) {
    const delays = [0, 1, 2, 3, 4, 5].map((years) => Number(row[`delay_${years}`]));
    if (row.family !== "no_number") expect(delays.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    if (row.spread !== "beta") continue;
    const middle = strengthQuantile({ mean: Number(row.mean), deviation: Number(row.deviation) }, 0.5);
    expect(middle, row.family).toBeCloseTo(Number(row.median), 2);
  }
});

test("facts name regions and sources that exist, and no promise twice", () => {
  const known = new Set(readCsv(readFileSync(join(root, "china/provinces.csv"), "utf8")).map(({ id }) => id));
  const statements = new Set(
    readCsv(readFileSync(join(root, "china/plans/statements.csv"), "utf8")).map(({ id }) => id),
  );
  const rows = readCsv(read("delivered.csv"));
  expect(rows.filter(({ region }) => !known.has(region)).map(({ region }) => region)).toEqual([]);
  const cited = rows.flatMap(({ source }) => source.match(/\bT\d{4}\b/g) ?? []);
  expect(cited.filter((id) => !statements.has(id))).toEqual([]);
  expect(cited.length).toBeGreaterThan(20);
  const allowed: readonly string[] = [...families, "all", "none"];
  expect(rows.filter(({ family }) => !allowed.includes(family))).toEqual([]);
  expect(new Set(rows.map(({ plan, region, promise }) => `${plan} ${region} ${promise}`)).size).toBe(rows.length);
});

test("a ratio that is not that of its numbers is refused at its line", () => {
  const wrong = read("delivered.csv").replace("6.85,10,10.82,GW,1.260", "6.85,10,10.82,GW,1.160");
  expect(() => readDelivered(wrong, "delivered.csv")).toThrow(/delivered\.csv:\d+: the ratio of 6\.85, 10 and 10\.82/);
});

test("a late promise is whole and late, any other its ratio; thirty provinces weigh as one promise", () => {
  const nation = [fact(0.4), fact(1, { promise: "b" }), fact(0.5, { promise: "c", late: 2 })];
  const { pooled } = deliveries(nation);
  expect(pooled.n).toBe(3);
  expect(pooled.mean).toBeCloseTo((0.4 + 1 + 1) / 3, 12);
  expect(pooled.deviation).toBeCloseTo(Math.sqrt((0.4 ** 2 + 0.2 ** 2 + 0.2 ** 2) / 2), 12);
  expect(pooled.delays).toEqual([0, 0, 1, 0, 0, 0]);
  const provinces = Array.from({ length: 30 }, (_, i) => fact(0.4, { region: `r${i}` }));
  expect(deliveries([...provinces, ...nation.slice(1)]).pooled.mean).toBeCloseTo(pooled.mean, 12);
  // What a promise's own office reports, and what rests on several families, make no distribution.
  const told = [fact(3, { promise: "d", basis: "reported" }), fact(3, { promise: "e", family: "all" })];
  expect(deliveries([...nation, ...told])).toEqual(deliveries(nation));
});

test("families are drawn to the pooled one, wind and solar neither to it nor it to them", () => {
  const { families: found, pooled } = deliveries(facts);
  const without = deliveries(facts.filter(({ family }) => family !== "renewables"));
  expect(without.pooled).toEqual(pooled);
  const steel = facts.filter(({ family, basis }) => family === "industry_process" && basis === "register");
  const own = steel.reduce((sum, { ratio }) => sum + Math.max(0, ratio), 0) / steel.length;
  const mean = found.get("industry_process")?.mean ?? 0;
  expect(mean).toBeGreaterThan(own);
  expect(mean).toBeLessThan(pooled.mean);
  expect(found.get("renewables")?.mean).toBeGreaterThan(1.4);
});

test("a plan left out is judged by the other plans alone", () => {
  const before = plansLeftOut(facts);
  const moved = facts.map((one) => (one.plan === "14" ? { ...one, ratio: 50, late: undefined } : one));
  const after = plansLeftOut(moved);
  expect(after.find(({ plan }) => plan === "14")?.above).toBeCloseTo(1, 10);
  expect(before.find(({ plan }) => plan === "14")?.above).toBeLessThan(0.3);
  for (const { inside90, below, above } of before) expect(inside90 + below + above).toBeCloseTo(1, 10);
});

test("what is kept together is 1 for promises of one order, and the common part 1 where provinces agree", () => {
  const ratios = [0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5];
  const rows = (promise: string, plan: string, family: string, shift = 0, times = 1): Delivered[] =>
    ratios.map((ratio, i) => fact(shift + times * ratio, { promise, plan, family, region: `r${i}` }));
  const same = keptTogether([...rows("a", "13", "nuclear"), ...rows("b", "13", "storage")]);
  const scores = keptTogether([...rows("a", "13", "nuclear"), ...rows("b", "13", "storage", 2, -1)]);
  expect(same.acrossFamilies).toBeGreaterThan(0.8);
  expect(scores.acrossFamilies).toBeCloseTo(-same.acrossFamilies, 12);
  expect(
    keptTogether([...rows("a", "12", "nuclear", 0, 1e-6), ...rows("a", "13", "nuclear", 1, 1e-6)]).common,
  ).toBeCloseTo(1, 6);
});
