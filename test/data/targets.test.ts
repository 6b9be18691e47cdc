import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { readModel } from "../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import { readCsv } from "../../src/regions/csv.ts";
import { targetLines, targetsCsv, targetTables } from "../../src/regions/plans/targets-table.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { allPlanFormulas } from "../../src/scenario/targets/plan-formulas.ts";
import { planKinds, readWrittenQuantities } from "../../src/scenario/targets/plan-targets.ts";

// Reading the model takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const text = readFileSync("dist/targets.csv", "utf8");
const rows = readCsv(text);
const library = nodeLibrary(".", ".");
const tables = targetTables(library);
const stored = [
  ...["id", "jurisdiction", "document", "section", "indicator", "qualifier"],
  ...["year", "value", "value_high", "unit", "base_year", "role"],
];

test("the table of targets is what the rules make of the stored statements", () => {
  expect(text).toBe(targetsCsv(targetLines(tables)));
});

test("the stored statements are the ones that were read in the plans, to the letter", () => {
  // Hash over all fields of the 2,299 statements as they were extracted from the documents.
  const all = rows.map((row) => stored.map((column) => row[column]).join("|")).join("\n");
  expect(createHash("sha256").update(all).digest("hex")).toBe(
    "09429438e023e2b0435e21b334e6f84b5a209dc0264ba565a3ccd7d8b1693a52",
  );
});

test("every statement has its row, with a quantity of the model or the reason why there is none", () => {
  expect(rows.map(({ id }) => id)).toEqual(
    Array.from({ length: 2299 }, (_, i) => `T${String(i + 1).padStart(4, "0")}`),
  );
  for (const { id, kind, quantity, reason } of rows) {
    expect([id, kind === "", quantity === ""]).toEqual([id, reason !== "", reason !== ""]);
  }
  expect(rows.filter(({ kind }) => kind !== "").length).toBeGreaterThanOrEqual(700);
});

test("ten statements picked at random can be followed to document, section and number", () => {
  const found = new Map(
    rows.map(({ id, document, section, value, unit, year }) => [id, [document, section, year, value, unit]]),
  );
  for (const [id, ...where] of [
    ["T0768", "宁夏回族自治区碳达峰实施方案", "三(四)2 新建建筑", "2030", "35", "% (of new starts)"],
    ["T2168", "永城市“十四五”现代能源体系和碳达峰碳中和规划", "一(一)3 可再生能源", "2020", "6.1", "10^8 kWh"],
    ["T0352", "吉林省碳达峰实施方案", "三(三)3.石化化工", "2025", "1075", "10^4 t crude/yr"],
    [
      "T0929",
      "黑龙江省工业领域碳达峰实施方案",
      "三(二)4 节能降碳升级改造",
      "2025",
      "1.3",
      "PUE (new large and hyperscale)",
    ],
    ["T1490", "青海省碳达峰实施方案", "二(一)能源", "2025", "512", "10^8 kWh (clean power)"],
    [
      "T0104",
      "2030年前碳达峰行动方案",
      "(一)1.煤炭消费替代",
      "2025",
      "2025",
      "year (growth controlled 2021-2025, gradual decline 2026-2030)",
    ],
    [
      "T0160",
      "生态环境部等:减污降碳协同增效实施方案",
      "(十六)固废",
      "2025",
      "60",
      "% (newly generated bulk solid waste)",
    ],
    ["T1853", "新吴区电力能源双碳行动方案", "一、十三五实践", "2020", "270", "units (2016-2020)"],
    ["T1239", "海南省碳达峰实施方案", "二 总体目标", "2030", "65", "%"],
    ["T0208", "工信部等:工业领域碳达峰实施方案", "(十)1.钢铁", "2025", "15", "%"],
  ]) {
    expect(found.get(id)).toEqual(where);
  }
});

test("every kind of target occurs but none that the program does not know", () => {
  const kinds = new Set(rows.map(({ kind }) => kind).filter((kind) => kind !== ""));
  expect([...kinds].sort()).toEqual([...planKinds].sort());
});

test("the model can say every formula of the quantities, and every quantity stands in a rule", () => {
  const model = readModel(modelFiles(library, "regional"));
  const wrong = [...allPlanFormulas(model, readWrittenQuantities(library))].filter(
    ([, formula]) => typeof formula === "string",
  );
  expect(wrong).toEqual([]);
  const used = new Set(tables.rules.map(({ quantity }) => quantity));
  expect(tables.quantities.filter(({ quantity }) => !used.has(quantity))).toEqual([]);
});

test("of several documents on one quantity and year the later one's number is in force, and the other says by which", () => {
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  // Jilin: opinions of December 2021 (50 GW), plan of August 2022 (60 GW).
  expect(row("T0322")).toMatchObject({ version: "superseded", superseded_by: "T0340", asked: "50" });
  expect(row("T0340")).toMatchObject({ version: "in_force", asked: "60" });
  // The nation's peak in a decision of Jiangsu's congress is a quotation, though it is later.
  expect(row("T0566")).toMatchObject({ region: "china", version: "repeated" });
  const ids = new Set(rows.filter(({ version }) => version !== "").map(({ id }) => id));
  for (const { id, version, superseded_by } of rows) {
    if (version === "superseded") expect([id, ids.has(superseded_by)]).toEqual([id, true]);
  }
});

test("numbers assigned by the level above are inherited with their base year, or say that none is printed", () => {
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  expect(row("T0255")).toMatchObject({ value: "", asked: "0.18", from_year: "2020", inherited_from: "T0246" });
  // Yongcheng takes its province's number, not the nation's.
  expect(row("T2191")).toMatchObject({ asked: "0.15", inherited_from: "T0604" });
  expect(row("T0397")).toMatchObject({ kind: "", reason: "no_number" });
});

test("a rule that has both a kind and a reason, or names what is not there, is refused", () => {
  const printed = readFileSync("data/china/plans/rules.csv", "utf8");
  const broken = (change: (rules: string) => string) => () =>
    targetLines({ ...tables, rules: readCsv(change(printed)) });
  expect(broken((rules) => rules.replace("share,nonfossil_share,", "share,nonfossil_shares,"))).toThrow(
    'rules.csv, "nonfossil_share_primary": no quantity "nonfossil_shares"',
  );
  expect(broken((rules) => rules.replace("\n*,*,,,,,,,,,,,outside", "\n*,*,,,,,,,,,,,beyond"))).toThrow(
    'rules.csv, "*": no reason "beyond"',
  );
});
