import { expect, test } from "vitest";
import { modelFromJson, modelToJson } from "../../../src/engine/language/model-json.ts";
import { reportOf } from "../../../src/engine/report/read-report.ts";
import { toyModel } from "../../run/toy-runs.ts";
import { shippedRun } from "../../shipped-runs.ts";

test("reads what the model declares", () => {
  const layout = reportOf(toyModel());
  expect(layout.peak.name).toBe("emissions");
  expect(layout.defaultCell).toBe(1);
  expect(layout.sectors?.name).toBe("co2");
  expect([...layout.notComputed].map(([cell, check]) => [cell, check.name])).toEqual([[2, "sink_known"]]);
  expect(layout.estimatedShare?.name).toBe("base_activity");
  expect(layout.plan.map(({ variable, cell, unit }) => [variable.name, cell, unit.text])).toEqual([
    ["population", 0, "万人"],
    ["co2", 0, "万吨"],
    ["clean_share", 0, "%"],
  ]);
  expect(layout.highlights.map(({ variable }) => variable.name)).toEqual(["shortfall"]);
});

test.each([
  ["peak: emissions", "peak: emisions", 'report.peak: unknown variable "emisions"; did you mean "emissions"?'],
  ["default_boundary: traded", "default_boundary: trade", "report.default_boundary: "],
  ["sectors: co2", "sectors: population", '"population" must stand over one set, not over 0'],
  [
    "net: sink_known",
    "net: sink_knwn",
    'report.not_computed.net: unknown check "sink_knwn"; did you mean "sink_known"?',
  ],
  ["net: sink_known", "nett: sink_known", "report.not_computed.nett: "],
  ["estimated_share: base_activity", "estimated_share: co2", 'report.estimated_share: unknown parameter "co2"'],
  [
    "show: population, unit: 万人",
    "show: population, unit: 万吨",
    'report.plan[1].unit: "万吨" does not fit "population"',
  ],
  ["show: population, unit: 万人", "show: population, unit: 万", "report.plan[1].unit: unknown unit"],
  ["show: population, unit: 万人", "show: co2, unit: 万吨", "report.plan[1].show: "],
  [
    "highlights: [shortfall]",
    "pollutants: {amounts: polution}",
    'report.pollutants.amounts: unknown variable "polution"',
  ],
  [
    "highlights: [shortfall]",
    "pollutants: {amounts: population}",
    'report.pollutants: "population" must stand over one set, not over 0',
  ],
  ["highlights: [shortfall]", "pollutants: {published: base_activity}", "report.pollutants.amounts: "],
  [
    "highlights: [shortfall]",
    "pollutants: {amounts: emissions, published: base_activity}",
    'report.pollutants.published: "base_activity" must stand over the sets of "emissions"',
  ],
  ["highlights: [shortfall]", "allocate: {economy: population}", "report.allocate.residents: the variable is missing"],
  ["highlights: [shortfall]", "highlights: [short]", "report.highlights: "],
  ["highlights: [shortfall]", "highlight: [shortfall]", "report.highlight: unknown key"],
])("%s as %s is refused at its place", (right, wrong, message) => {
  const read = () => toyModel((text) => text.replace(right, wrong));
  expect(read).toThrow(message);
  expect(read).toThrow(/src\/model\/toy\.yaml:\d+:\d+ {2}report/);
});

test("a model without the section, or without a peak in it, is refused", () => {
  const { report: _, ...bare } = toyModel();
  expect(() => reportOf(bare)).toThrow("report: the section is missing");
  expect(() => toyModel((text) => text.replace("  peak: emissions\n", ""))).toThrow(
    "report.peak: the variable over boundaries whose peaks are found is missing",
  );
});

test("a layout comes back from the kept copy of its model, naming that model's own quantities", () => {
  for (const model of [toyModel(), shippedRun("zhejiang/reference").scenario.model]) {
    const copy = modelFromJson(modelToJson(model), model.files) ?? expect.fail();
    expect(copy.report).toEqual(model.report);
    expect(copy.report?.peak).toBe(copy.variables.get(model.report?.peak.name ?? ""));
  }
});
