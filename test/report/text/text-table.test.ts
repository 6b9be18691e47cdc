import { expect, test } from "vitest";
import { right, textTable } from "../../../src/report/text/text-table.ts";
import { textWidth } from "../../../src/report/text/text-width.ts";

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
