import fc from "fast-check";
import { expect, test } from "vitest";
import { textExtent, wrapText } from "../../../src/report/draw/text-extent.ts";

test("Chinese characters take a full square, the small figures of CO₂ less than others", () => {
  expect(textExtent("碳达峰", 10).width / textExtent("碳", 10).width).toBeCloseTo(3, 10);
  expect(textExtent("碳", 10).width).toBeGreaterThanOrEqual(10);
  expect(textExtent("CO₂", 10).width).toBeLessThan(textExtent("CO2", 10).width);
});

// Helvetica's own widths (Adobe Font Metrics, recalled): in thousandths of the size.
test.each([
  ["Peak", 667 + 556 + 556 + 500],
  ["2030", 4 * 556],
  ["million", 833 + 222 + 222 + 222 + 222 + 556 + 556],
])("%s is estimated on the safe side, by no more than a tenth", (text, thousandths) => {
  const real = (thousandths / 1000) * 14;
  const { width } = textExtent(text, 14);
  expect(width).toBeGreaterThanOrEqual(real);
  expect(width).toBeLessThan(1.1 * real);
});

test("bold text is wider, and reaches as far up and down", () => {
  expect(textExtent("Peak", 10, true).width).toBeGreaterThan(textExtent("Peak", 10).width);
});

test("lines break at spaces and between Chinese characters, never before a closing mark", () => {
  expect(wrapText("Energy and net imported electricity", 10, 100)).toEqual(["Energy and net", "imported electricity"]);
  expect(wrapText("辖区能源，与工业过程", 10, 44)).toEqual(["辖区能", "源，与工", "业过程"]);
  expect(wrapText("", 10, 50)).toEqual([""]);
});

test("wrapping loses nothing, and only single words are wider than asked", () => {
  const words = fc.array(fc.constantFrom("coal", "gas-fired", "煤电", "in 2030", "，", "W"), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 30, max: 300 }), (parts, width) => {
      const text = parts.join(" ");
      const lines = wrapText(text, 12, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) {
        if (textExtent(line, 12).width > width) expect(wrapText(line, 12, width)).toEqual([line]);
      }
    }),
    { seed: 5 },
  );
});
