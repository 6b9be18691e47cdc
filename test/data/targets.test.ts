import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { nodeLibrary } from "../../src/files/library.ts";
import { readCsv } from "../../src/regions/csv.ts";
import { targetLines, targetsCsv, targetTables } from "../../src/regions/plans/targets-table.ts";
import { allPlanFormulas } from "../../src/scenario/targets/plan-formulas.ts";
import { planKinds, readWrittenQuantities } from "../../src/scenario/targets/plan-targets.ts";
import { shippedModel } from "../shipped-runs.ts";

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
  // Hash over all fields of the statements as they were extracted from the documents.
  const all = rows.map((row) => stored.map((column) => row[column]).join("|")).join("\n");
  expect(createHash("sha256").update(all).digest("hex")).toBe(
    "c1ac09ff0043428c538a6ad903403fd184d1e56f9152bd9cd2223653207b37ba",
  );
});

test("every statement has its row, with a quantity of the model or the reason why there is none", () => {
  const ids = rows.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => !/^T\d{4}$/.test(id))).toEqual([]);
  for (const { id, kind, quantity, reason } of rows) {
    expect([id, kind === "", quantity === ""]).toEqual([id, reason !== "", reason !== ""]);
  }
  expect(rows.filter(({ kind }) => kind !== "").length).toBeGreaterThanOrEqual(700);
});

test("a quantity that counts purchased electricity and heat says so in both languages", () => {
  const quantities = readCsv(readFileSync("data/china/plans/quantities.csv", "utf8"));
  const bought = quantities.filter(({ formula }) => formula.includes("co2_with_purchased"));
  for (const { label_en, label_zh } of bought) {
    expect(label_en).toMatch(/with (purchased )?electricity/);
    expect(label_zh).toMatch(/含(外购电力热力|用电)/);
  }
  for (const { label_en, label_zh } of quantities)
    expect([label_zh, label_en.includes("purchased electricity and heat")]).toEqual([
      label_zh,
      label_zh.includes("外购电力热力"),
    ]);
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
      "2030",
      "2026",
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

const read = readCsv(library.read("data/china/plans/numbers_read.csv") ?? "");

test("the plans read in full: every number has its statement or a reason, and every statement its number", () => {
  const heading = /^(?:#.*\n)+/.exec(library.read("data/china/plans/numbers_read.csv") ?? "")?.[0] ?? "";
  const reasons = new Set([...heading.matchAll(/^# (\w+): /gm)].map(([, code]) => code));
  expect(new Set(read.map(({ reason }) => reason).filter((reason) => reason !== ""))).toEqual(reasons);
  const statements = new Map(rows.map((row) => [row.id, row]));
  const counted = new Map<string, number>();
  for (const { document, section, n, value, unit, statement, reason } of read) {
    const place = `${document}, ${section}`;
    counted.set(place, (counted.get(place) ?? 0) + 1);
    expect([place, Number(n)]).toEqual([place, counted.get(place)]);
    expect([place, n, (statement === "") === (reason === "")]).toEqual([place, n, false]);
    if (statement === "") continue;
    const row = statements.get(statement);
    expect([place, n, row?.document]).toEqual([place, n, document]);
    // A word says all or none; a numeral in words, or an hour, is read by eye.
    if (/^[\d.]+$/.test(value))
      expect(said(row), `${place}, ${n}`).toContainEqual(expect.closeTo(amount(value, unit), 3));
  }
  const documents = new Set(read.map(({ document }) => document));
  expect(documents.size).toBe(3);
  const used = new Set(read.map(({ statement }) => statement));
  expect(rows.filter(({ id, document }) => documents.has(document) && !used.has(id)).map(({ id }) => id)).toEqual([]);
});

/** A printed number in single units. */
function amount(value: string, unit: string): number {
  return Number(value) * (unit.startsWith("万") ? 1e4 : unit.startsWith("亿") ? 1e8 : 1);
}

const scales: Readonly<Record<string, number>> = {
  GW: 1e6,
  "10^4": 1e4,
  "10^6": 1e6,
  "10^8": 1e8,
  "10^9": 1e9,
  Mt: 1e6,
};

/** What a statement says in the same: its number or the end of its range, its year where it says all by that. */
function said(row: (typeof rows)[number] | undefined): number[] {
  if (row === undefined) return [];
  const { value, value_high, year, unit } = row;
  const scale = scales[unit.split(" ")[0]] ?? 1;
  return value === ""
    ? [Number(year)]
    : [value, value_high].filter((text) => text !== "").map((text) => Number(text) * scale);
}

test("numbers of one document at odds with each other are named there and at the promise, and nothing else is", () => {
  const odds = new Map(rows.filter(({ at_odds }) => at_odds !== "").map(({ id, at_odds }) => [id, at_odds]));
  // Zhejiang's forest stock of 2020 in the text and in table 1, with the promises on it; its natural coast.
  for (const id of ["T0041", "T2340", "T0043", "T0258", "T0263"]) expect(odds.get(id), id).toBe("T0041 T2340");
  for (const id of ["T2331", "T2342", "T2343"]) expect(odds.get(id), id).toBe("T2331 T2342");
  // Wind that is ensured and wind that is strived for; a generation of 6.1 and of 6.09366; islands beside the mainland.
  for (const id of ["T0065", "T0066", "T2160", "T2168", "T2332", "T2364"]) expect(odds.has(id), id).toBe(false);
});

test("every kind of target occurs but none that the program does not know", () => {
  const kinds = new Set(rows.map(({ kind }) => kind).filter((kind) => kind !== ""));
  // A mean yearly growth is asked by tables of a user's own alone.
  expect([...kinds, "growth"].sort()).toEqual([...planKinds].sort());
});

test("the model can say every formula of the quantities, and every quantity stands in a rule", () => {
  const model = shippedModel();
  const wrong = [...allPlanFormulas(model, readWrittenQuantities(library))].filter(
    ([, formula]) => typeof formula === "string",
  );
  expect(wrong).toEqual([]);
  // A sector's other account stands beside the one that a rule names.
  const named = tables.rules.map(({ quantity }) => quantity);
  const used = new Set(named.flatMap((name) => [name, `${name}_direct`, name.replace(/_direct$/, "")]));
  expect(tables.quantities.filter(({ quantity }) => !used.has(quantity))).toEqual([]);
});

test("what may be below 0, or is no part of a whole, says so in its range", () => {
  expect([...new Set(tables.quantities.map(({ range }) => range))].sort()).toEqual(["", "ratio", "signed"]);
  const isDifference = (formula: string) => /- (?:sum\()?base_|\[net\]/.test(formula);
  const named = (wanted: (row: (typeof tables.quantities)[number]) => boolean) =>
    tables.quantities.filter(wanted).map(({ quantity }) => quantity);
  const signed = named(({ range }) => range === "signed");
  expect(signed).toEqual(named(({ formula }) => isDifference(formula)));
  // A ratio in another unit than 1 would say nothing.
  expect(named(({ range, unit }) => range === "ratio" && unit !== "1")).toEqual([]);
});

test("capacity at benchmark efficiency is computed for a branch, and what the region has no data of says what is missing", () => {
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  expect(row("T1191")).toMatchObject({ quantity: "benchmark_share_steel", asked: "1", year: "2030" });
  expect(row("T1215")).toMatchObject({ quantity: "benchmark_share_nonferrous", asked: "0.7" });
  // Ferroalloys, one product of chemicals, flat glass alone, "key industries".
  for (const id of ["T1193", "T0943", "T0519", "T1902"]) expect(row(id)).toMatchObject({ kind: "", reason: "finer" });
  expect(row("T0745")).toMatchObject({ kind: "", reason: "group" });
  const said = { T0134: "waste_routes", T0130: "solid_waste", T1893: "national_mean", T1114: "national_mean" };
  const more = { T0156: "own_supply", T0216: "secondary_metal", T1169: "industry_capacity", T1382: "norm" };
  for (const [id, reason] of Object.entries({ ...said, ...more, T1839: "national_mean", T1705: "public_institutions" }))
    expect([id, row(id)?.reason]).toEqual([id, reason]);
});

test("of several documents on one quantity and year the later one's number is in force, and the other says by which", () => {
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  // Jilin: opinions of December 2021 (50 GW), plan of August 2022 (60 GW).
  expect(row("T0322")).toMatchObject({ version: "superseded", superseded_by: "T0340", asked: "50" });
  expect(row("T0340")).toMatchObject({ version: "in_force", asked: "60" });
  // The nation's peak in a decision of Jiangsu's congress is a quotation, though it is later.
  expect(row("T0566")).toMatchObject({ region: "china", kind: "", reason: "restated" });
  const byIndicator = tables.rules.filter(({ indicator }) => !indicator.startsWith("T"));
  const quoted = targetLines({ ...tables, rules: byIndicator }).find(({ id }) => id === "T0566");
  expect(quoted).toMatchObject({ region: "china", version: "repeated" });
  const ids = new Set(rows.filter(({ version }) => version !== "").map(({ id }) => id));
  for (const { id, version, superseded_by } of rows) {
    if (version === "superseded") expect([id, ids.has(superseded_by)]).toEqual([id, true]);
  }
});

test("a document for a part of the economy, a draft or a slip never takes the place of a promise for the whole", () => {
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  // The State Council's action plan, then the ministry of science ten months later.
  expect(row("T0102")).toMatchObject({ version: "in_force", superseded_by: "" });
  expect(row("T0088")).toMatchObject({ version: "repeated", superseded_by: "T0102" });
  expect(row("T0248")).toMatchObject({ kind: "", reason: "restated" });
  // Of neutrality in Hunan and of a fiscal system that is to support it.
  expect(row("T0404")).toMatchObject({ version: "in_force" });
  expect(row("T0497")).toMatchObject({ kind: "", reason: "restated" });
  // What Hunan's plan leaves to the state is what its opinions print, not the nation's mean.
  expect(row("T0408")).toMatchObject({ asked: "0.14", inherited_from: "T0393", version: "repeated" });
  expect(row("T0812")).toMatchObject({ kind: "early", year: "", version: "in_force" });
  // Guyuan's 2040, which is a slip for 2030, beside a 2030 of another document.
  const heldBeside = (role: string) => {
    const guyuan = tables.statements.filter(({ id }) => id === "T2255" || id === "T0812");
    const statements = guyuan.map((one) => (one.id === "T2255" ? { ...one, role } : { ...one, year: "2030" }));
    return targetLines({ ...tables, statements }).map(({ version }) => version);
  };
  expect(tables.statements.find(({ id }) => id === "T2255")?.role).toBe("slip");
  expect(heldBeside("slip")).toEqual(["in_force", ""]);
  expect(heldBeside("target")).toEqual(["superseded", "in_force"]);
});

test("the later day decides, and an issued document before a draft", () => {
  const holding = (issued: readonly [string, string], stage = "") => {
    const documents = tables.documents.map((row) => {
      if (row.document === "吉林省委省政府:碳达峰碳中和实施意见") return { ...row, issued: issued[0] };
      return row.document === "吉林省碳达峰实施方案" ? { ...row, issued: issued[1], stage } : row;
    });
    const statements = tables.statements.filter(({ jurisdiction }) => jurisdiction === "Jilin");
    const lines = targetLines({ ...tables, documents, statements });
    const of = ["T0322", "T0340"].map((id) => lines.find((line) => line.id === id) as (typeof lines)[number]);
    return of.find(({ version }) => version === "in_force")?.id;
  };
  expect(holding(["2022-08-01", "2022-08-02"])).toBe("T0340");
  expect(holding(["2022-08-02", "2022-08-01"])).toBe("T0322");
  // One of them is known to the month: the one further down.
  expect(holding(["2022-08-02", "2022-08"])).toBe("T0340");
  expect(holding(["2022-08-01", "2022-08-02"], "draft")).toBe("T0322");
});

test("a promise said twice counts once, and of two numbers of one document the one it is sure of", () => {
  const words = ["region", "quantity", "kind", "year", "from_year", "asked", "asked_high", "operator"];
  const counted = rows.filter(({ version, role }) => version === "in_force" && role === "target");
  const said = counted.map((row) => words.map((word) => row[word]).join(" "));
  expect(said.filter((text, i) => said.indexOf(text) !== i)).toEqual([]);
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  for (const [id, of] of [
    ["T2092", "T2079"],
    ["T1945", "T1887"],
    ["T1946", "T1888"],
  ]) {
    expect([row(id)?.version, row(id)?.superseded_by, row(of)?.version]).toEqual(["repeated", of, "in_force"]);
  }
  for (const [id, of] of [
    ["T0066", "T0065"],
    ["T1497", "T1496"],
  ]) {
    expect([row(id)?.version, row(id)?.superseded_by, row(of)?.version]).toEqual(["beside", of, "in_force"]);
  }
});

test("documents stand once, each with its day and where the seed prints it, and are all used", () => {
  const names = tables.documents.map(({ document }) => document);
  expect([...new Set(names)]).toEqual(names);
  expect(names.filter((name) => !tables.statements.some(({ document }) => document === name))).toEqual([]);
  const undated = tables.documents.filter(({ issued, basis }) => {
    const isDay = /^20\d\d-\d\d-\d\d$/.test(issued) && /^(?:text|address|table at the end)/.test(basis);
    return !isDay && basis !== "recalled; the seed prints no date";
  });
  expect(undated).toEqual([]);
});

test("numbers assigned by the level above are inherited with their base year, or say that none is printed", () => {
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  expect(row("T0255")).toMatchObject({ value: "", asked: "0.18", from_year: "2020", inherited_from: "T0100" });
  // Yongcheng takes its province's number, not the nation's.
  expect(row("T2191")).toMatchObject({ asked: "0.15", inherited_from: "T0604" });
  expect(row("T0397")).toMatchObject({ kind: "", reason: "no_number" });
});

test("a statement that its indicator does not tell apart is told by its id, and a standing rule is checked in a year", () => {
  const row = (id: string) => rows.find((candidate) => candidate.id === id);
  // Of all transport that serves for hire, and of trucks and buses alone.
  expect(row("T0122")).toMatchObject({ kind: "", reason: "mode_split" });
  expect(row("T0780")).toMatchObject({ quantity: "truck_co2_per_service" });
  expect(row("T0461")).toMatchObject({ year: "", checked: "2030", quantity: "added_import_clean_share" });
  expect(row("T0068")).toMatchObject({ year: "", checked: "2030", quantity: "storage_ratio_central" });
  expect(row("T1735")).toMatchObject({ year: "", checked: "2030", from_year: "2021", kind: "hold" });
  // As early as possible: a kind of its own.
  for (const id of ["T1331", "T0812"]) expect([id, row(id)?.kind, row(id)?.year]).toEqual([id, "early", ""]);
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
