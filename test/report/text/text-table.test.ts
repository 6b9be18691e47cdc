import { expect, test } from "vitest";
import { right, textTable } from "../../../src/report/text/text-table.ts";
import { cutText, padText, textWidth } from "../../../src/report/text/text-width.ts";

test("Chinese characters and full-width signs take two columns, combining marks none", () => {
  expect(textWidth("policy")).toBe(6);
  expect(textWidth("浙江：峰值")).toBe(10);
  expect(textWidth("CO2 排放")).toBe(8);
  expect(textWidth("e\u0301")).toBe(1);
  expect(textWidth("▲ ━ ─ ●")).toBe(7);
  expect(textWidth("🌊")).toBe(2);
});

test("pads and cuts by columns, not by characters", () => {
  expect(padText("风电", 6)).toBe("风电  ");
  expect(padText("风电", 6, "end")).toBe("  风电");
  expect(padText("wide already", 4)).toBe("wide already");
  expect(cutText("海上风电装机", 7)).toBe("海上风…");
  expect(cutText("short", 7)).toBe("short");
});

test("columns line up, also in Chinese", () => {
  const lines = textTable([
    [["部门", "工业"], right("峰值", "125.2"), ["状态", "已达峰"]],
    ["Power", "9", "x"],
  ]);
  expect(lines).toEqual(["  部门    峰值  状态", "  工业   125.2  已达峰", "  Power      9  x"]);
  expect(textWidth(lines[0].slice(0, lines[0].indexOf("状态")))).toBe(16);
});

test("no rows, no lines; no titles, no title line", () => {
  expect(textTable([])).toEqual([]);
  expect(textTable([[["", "x"]]], 0)).toEqual(["x"]);
});
