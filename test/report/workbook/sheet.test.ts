import { expect, test } from "vitest";
import { tableText } from "../../../src/files/workbook/workbook.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { peaksSheet } from "../../../src/report/workbook/run-sheets.ts";
import { amount, amounts, printedCell } from "../../../src/report/workbook/sheet.ts";
import { workbookBytes } from "../../../src/report/workbook/workbook-bytes.ts";
import { readPlainRows } from "../../../src/text/table.ts";
import { shippedRun } from "../../shipped-runs.ts";

test.each([
  ["", undefined],
  ["-", undefined],
  ["2030", 2030],
  ["8.0 %", { value: 0.08, format: "0.0%" }],
  ["-11.2 个百分点", { value: -11.2, format: '0.0" 个百分点"' }],
  ["+2.2 points", { value: 2.2, format: '+0.0" points";-0.0" points"' }],
  ["55,553 万吨二氧化碳", { value: 55553, format: '#,##0" 万吨二氧化碳"' }],
  ["2029-2041", "2029-2041"],
  ["≥ 18.0 %", "≥ 18.0 %"],
  ["2025 (2025-2027)", "2025 (2025-2027)"],
  ["67.2 % met", "67.2 % met"],
])("what is printed as %j stands in a cell as a number where it is one", (text, cell) => {
  expect(printedCell(text)).toEqual(cell);
});

test("numbers of a row share the digits of its largest", () => {
  expect(amounts([1234.5, 0.01234, undefined, 1e-15])).toEqual([
    { value: 1234.5, format: "0" },
    { value: 0.01234, format: "0" },
    undefined,
    { value: 0, format: "0" },
  ]);
  expect(amount(12_345.678, 1)).toEqual({ value: 12_345.678, format: "#,##0.0" });
});

test("emissions stand in the unit of plans under Chinese headings", () => {
  const run = shippedRun("kaya/policy");
  const { headings, rows } = peaksSheet([run], zh);
  expect(headings).toEqual(["类别", "名称", "达峰年", "平台期", "峰值", "单位", "状态", "十年后"]);
  const { year = 0, level = 0 } = run.boundaries[0].peak ?? {};
  expect(rows[0].slice(2, 6)).toMatchObject([
    year,
    expect.stringMatching(/^\d{4}/),
    { value: 100 * level },
    "万吨二氧化碳",
  ]);
});

test("texts stand in a workbook as texts, whatever they begin with or hold", async () => {
  const texts = ["=1+1", "+cmd|' /C calc'!A0", "@x", 'a<b>&"c"', "_x0041_", "浙江 \u0007\u001b[31m"];
  const sheet = {
    name: "[a]:b",
    title: "t",
    headings: ["h"],
    rows: texts.map((text) => [text]),
    fixed: 0,
    notes: ["n"],
  };
  const read = readPlainRows(tableText(await workbookBytes([sheet]), { file: "t.xlsx" }), "t.xlsx", "first", []);
  expect(read.map(({ fields: [text] }) => text)).toEqual(["t", "h", ...texts.slice(0, -1), "浙江 [31m", "n"]);
});
