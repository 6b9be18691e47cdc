import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText, numberText } from "../../src/text/csv.ts";

test("RFC 4180: CRLF, quotes only where needed, quotes doubled", () => {
  expect(
    csvText(
      ["name", "value"],
      [
        ["a,b", 1],
        ['say "no"', -2.5],
        ["two\nlines", undefined],
      ],
    ),
  ).toBe('name,value\r\n"a,b",1\r\n"say ""no""",-2.5\r\n"two\nlines",\r\n');
});

test("the byte-order mark is put only where it is asked for", () => {
  expect(csvText(["地区"], [["浙江"]], { excel: true })).toBe("\ufeff地区\r\n浙江\r\n");
  expect(csvText(["地区"], [["浙江"]])).toBe("地区\r\n浙江\r\n");
});

test("a text that a spreadsheet would run is escaped, a negative number is not", () => {
  const text = csvText(["a"], [["=1+1"], ["+1"], ["-1"], ["@x"], [-1], ["plain"]]);
  expect(text).toBe("a\r\n'=1+1\r\n'+1\r\n'-1\r\n'@x\r\n-1\r\nplain\r\n");
});

test("a word of the program's own stands as it is, whatever it begins with", () => {
  const cells = ["=", "-", "+x", "a,b"].map((word) => ({ word }));
  expect(csvText(["a", "b", "c", "d"], [cells])).toBe('a,b,c,d\r\n=,-,+x,"a,b"\r\n');
});

test("numbers read back as they were", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (numbers) => {
      const [, ...rows] = parse(
        csvText(
          ["value"],
          numbers.map((value) => [value]),
        ),
      ) as string[][];
      expect(rows.map(([text]) => Number(text))).toEqual(numbers.map((value) => (value === 0 ? 0 : value)));
    }),
  );
});

test("texts read back as they were, whatever they hold", () => {
  // A leading sign of a formula is escaped on purpose, so every text starts with a letter here.
  const text = fc
    .string({ unit: fc.constantFrom("a", "浙", ",", '"', "\n", "\r", " ", "=") })
    .map((rest) => `x${rest}`);
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (texts) => {
      const [, ...rows] = parse(
        csvText(
          ["text", "n"],
          texts.map((text) => [text, 1]),
        ),
      ) as string[][];
      expect(rows.map(([text]) => text)).toEqual(texts);
    }),
  );
});

test("what no table can hold is refused", () => {
  expect(() => numberText(Number.POSITIVE_INFINITY)).toThrow("Infinity cannot stand in a table");
  expect(() => csvText(["a"], [[Number.NaN]])).toThrow("NaN cannot stand in a table");
  expect(() => csvText(["a", "b"], [["x"]])).toThrow("row 1 has 1 cells, not 2 (a,b)");
  expect(numberText(-0)).toBe("0");
  expect(numberText(0.1 + 0.2)).toBe("0.30000000000000004");
});

test("control characters have no place in a cell; tabs and line ends stay", () => {
  expect(csvText(["a", "b"], [["x\u001b[2J\u0000\u0085", "1\t2\n3"]])).toBe('a,b\r\nx[2J,"1\t2\n3"\r\n');
  expect(csvText(["a"], [["\u0007=1+1"]])).toBe("a\r\n'=1+1\r\n");
});
