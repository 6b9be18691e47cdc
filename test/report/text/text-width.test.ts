import { expect, test } from "vitest";
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
