import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { peakpath } from "./toy.ts";

// Small regions on `kaya` whose emissions are 0, come to 0 or pass it: 10 million people, 50,000 a head, 2 MJ and 60 kg a
// GJ make 60 Mt a year before the sink.
const folder = mkdtempSync(join(tmpdir(), "peakpath-signs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const here = { workingFolder: folder, packageFolder: process.cwd(), columns: 300 };

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function region(id: string, { people = 10, gain = "0 %/yr", sink = "0 ha", history = "" } = {}): void {
  put(
    `data/regions/${id}.yaml`,
    `region: ${id}
model: kaya
label: {en: ${id}, zh: ${id}}
base_year: 2020
horizon: 2050
inventory_uncertainty: 5 %
${history}
parameters:
  base_population: ${people} Mperson
  base_income: 50000 CNY/person
  base_energy_intensity: 2 MJ/CNY
  base_carbon_intensity: 60 kgCO2/GJ
  population_growth: 0 %/yr
  income_growth: 0 %/yr
  energy_intensity_gain: ${gain}
  carbon_intensity_gain: {value: 0 %/yr, low: -1 %/yr, high: 1 %/yr}
  sink_area: ${sink}
  uptake: 5 tCO2/ha
`,
  );
  put(`scenarios/${id}/reference.yaml`, `model: kaya\nregion: ${id}\n`);
}

const scenario = (id: string, text: string) => put(`scenarios/${id}.yaml`, `extends: reference\n${text}`);

region("empty", { people: 0 });
region("ending", { gain: "{2020-2034: 0 %/yr, 2035-2050: 100 %/yr, between: step}" });
region("sinking", { sink: "{2020: 2000000 ha, 2050: 32000000 ha}" });
region("sink", {
  sink: "{2020: 14000000 ha, 2050: 20000000 ha}",
  history: "history: [sink/history.csv]",
});
put(
  "data/regions/sink/history.csv",
  "id,members,year,value,unit,source\nemissions,net,2018,-8,MtCO2/yr,A\nemissions,net,2019,-9,MtCO2/yr,A\n",
);
const all = ["empty", "ending", "sinking", "sink"];
for (const id of all)
  put(`scenarios/${id}/changed.yaml`, "extends: reference\nassume: {carbon_intensity_gain: 1 %/yr}\n");

describe("targets across zero", () => {
  scenario(
    "sinking/aims",
    `targets:
  rate: {variable: emissions.net, growth_from: 2020, 2050: "<= 1 %"}
  lower: {variable: emissions.net, decline_from: 2020, 2050: lower}
`,
  );
  test("a yearly rate to below zero is not computable in text, JSON and CSV, and no target met", async () => {
    const { code, out } = await peakpath("run sinking/aims --out aims --strict", here);
    expect(code).toBe(3);
    expect(out).toMatch(/growth from 2020 ≤ 1\.0 % +- +- +not computable +- +falls below 0/);
    expect(out).toMatch(/falling from 2020 .* met/);
    const [rate, lower] = JSON.parse((await peakpath("run sinking/aims --json", here)).out)[0].targets;
    expect(rate).toMatchObject({ status: "not_computable", reason: "crosses_zero", actual: null, margin: null });
    expect(Object.keys(lower)).toEqual(Object.keys(rate));
    const row = readFileSync(join(folder, "aims/targets.csv"), "utf8").split("\r\n")[1];
    expect(row).toContain(",<=,0.01,,,,1,not_computable,crosses_zero,");
  });

  test("net exports that grow are not above and lower, whatever their sign", async () => {
    scenario(
      "sink/aims",
      `targets:
  kept: {variable: emissions.net, hold_from: 2020, 2050: not above}
  less: {variable: emissions.net, decline_from: 2020, 2050: lower}
  cut: {variable: emissions.net, reduction_from: 2020, 2050: ">= 10 %"}
`,
    );
    const { out } = await peakpath("run sink/aims --json", here);
    const found = JSON.parse(out)[0].targets.map(({ status, reason, terms }: Record<string, string>) => [
      status,
      reason,
      terms,
    ]);
    expect(found).toEqual([
      ["met", null, "unit"],
      ["met", null, "unit"],
      ["not_computable", "base_negative", "share"],
    ]);
  });
});

describe("why at zero", () => {
  test("years after emissions came to zero say nothing", async () => {
    const { code, out } = await peakpath("why ending/reference --svg drawn", here);
    expect(code).toBe(0);
    expect(out).toMatch(/Sum +0\.00 +0\.00 +-20\.00 +- +- +-\n/);
    expect(readdirSync(join(folder, "drawn"))).toEqual(["ending-reference-drivers.svg"]);
  });

  test("where nothing is emitted there is nothing to draw", async () => {
    const { code, out, err } = await peakpath("why empty/reference --svg none", here);
    expect(code).toBe(0);
    expect(out).toContain("Emissions are 0 throughout");
    expect(err).toContain("there is nothing to draw of: Before the sink");
    expect((await peakpath("why empty/reference --svg none --lang zh", here)).err).toContain("没有可绘制的内容");
  });
});

describe("indicators that divide by nothing", () => {
  scenario(
    "ending/ratios",
    `indicators:
  carbon: emissions[gross] / energy
  head: energy / population
`,
  );
  test("are not computable in the years in which they do, with their place, and everything else goes on", async () => {
    const { code, out } = await peakpath("run ending/ratios --out ratios", here);
    expect(code).toBe(0);
    expect(out).toMatch(/carbon, .*: 60, 60, -/);
    expect(out).toContain("not computable in 2035-2050");
    expect(out).toContain("scenarios/ending/ratios.yaml:3:11");
    const [{ indicators }] = JSON.parse((await peakpath("run ending/ratios --json", here)).out);
    expect(indicators[0].values.slice(13, 16)).toEqual([60, 60, null].map((value) => value && expect.closeTo(60, 9)));
    expect(indicators[0].not_computable).toMatchObject({ reason: "not_finite", years: { length: 16 } });
    expect(indicators[1].not_computable).toBeNull();
    expect((await peakpath("explain ending/ratios carbon --year 2040", here)).out).toContain("= not computable");
    const explained = await peakpath("explain ending/ratios carbon --year 2040 --json", here);
    expect(JSON.parse(explained.out).node.trace).toMatchObject({ value: null, reason: "not_finite" });
  });
});

test("history that ends below zero has no step in per cent to the base year", async () => {
  const { out } = await peakpath("run sink/reference --json", here);
  const net = JSON.parse(out)[0].boundaries.find(({ name }: { name: string }) => name === "net");
  expect(net.splice).toMatchObject({ from: 2019, to: 2020, step: null, one_series: false });
  expect(net.peak).toMatchObject({ decline_10yr: null, rebound: null });
});

test("no command prints or writes what is no number", async () => {
  const words = ["run ID/reference", "why ID/reference --boundary all", "tornado ID/reference --boundary all"];
  words.push("budget ID/reference --budget 100Mt", "compare ID/reference ID/changed", "batch ID/reference --runs 16");
  for (const id of all) {
    for (const [i, command] of words.entries()) {
      const out = `files/${id}-${i}`;
      const said = await peakpath(`${command.replaceAll("ID", id)} --out ${out}`, here);
      const json = await peakpath(`${command.replaceAll("ID", id)} --json`, here);
      const files = readdirSync(join(folder, out), { withFileTypes: true }).filter((entry) => entry.isFile());
      const written = files.map(({ name }) => readFileSync(join(folder, out, name), "utf8"));
      for (const text of [said.out, said.err, json.out, json.err, ...written])
        expect([
          id,
          command,
          /NaN|Infinity|undefined|internal error|(?<=^|[\s,:>(|])-0(\.0+)?(?=[\s,%<)]|$)/m.exec(text)?.[0],
        ]).toEqual([id, command, undefined]);
      expect([id, command, said.code, json.code]).toEqual([id, command, 0, 0]);
    }
  }
}, 60_000);

test("a batch of which every run fails exits with 1 and says why; its tables are written", async () => {
  put(
    "designs/far.yaml",
    `design:
  kind: monte_carlo
  runs: 8
  inputs:
    income_growth: {as: scale, spread: uniform, low: 1, high: 2}
    base_income: {as: scale, spread: uniform, low: 1e101 %, high: 2e101 %}
    base_population: {as: scale, spread: uniform, low: 1e101 %, high: 2e101 %}
`,
  );
  const { code, out, err } = await peakpath("batch ending/reference --design designs/far.yaml --out far", here);
  expect(code).toBe(1);
  expect(out).toContain("Failed and left out: 8 (100.00 %)");
  expect(err).toMatch(/No run came to a result\. run 0: .*\n/);
  const outcomes = readFileSync(join(folder, "far/outcomes.csv"), "utf8").trimEnd().split("\r\n");
  expect(outcomes).toHaveLength(9);
  expect(readFileSync(join(folder, "far/report.json"), "utf8")).toContain('"failed": 8');
  const json = await peakpath("batch ending/reference --design designs/far.yaml --json --svg far", here);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out).failures[0].reason).not.toBe("");
});
