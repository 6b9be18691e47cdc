import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputError, likely, nearest, type Problem, problemLines, short } from "../../src/text/problems.ts";
import { quote } from "../../src/text/quote.ts";
import { listingOf } from "../../src/text/reader.ts";
import { english } from "../../src/text/sentences/english.ts";
import { guess, listing } from "../../src/text/sentences/templates.ts";

const at = { file: "a.yaml", line: 1, column: 2 };

test("whatever a message repeats, it repeats sixty characters of it, and no control character", () => {
  const secret = "s3cret ".repeat(100);
  expect(short(`"${secret}" is no number; did you mean "b"?`)).toBe(
    `"${secret.slice(0, 60)}…" is no number; did you mean "b"?`,
  );
  expect(short(`found the number ${"9".repeat(500)}`)).toBe(`found the number ${"9".repeat(60)}…`);
  expect(short(`"a" is none of ${"word, ".repeat(30)}or "b"`)).toBe(`"a" is none of ${"word, ".repeat(30)}or "b"`);
  expect(short(`${"word ".repeat(1000)}`)).toHaveLength(801);
  const { problems, message } = new InputError([
    { at, path: `levers.${"k".repeat(10_000)}.${"x.".repeat(5000)}`, message: `"${"v".repeat(10_000)}" is wrong` },
  ]);
  expect(problems[0].path).toMatch(/^levers\.k{60}…\.(x\.)*x?…$/);
  expect(message.length).toBeLessThan(300);
});

test("fifty mistakes are shown and the others counted", () => {
  const problems: Problem[] = Array.from({ length: 120 }, (_, i) => ({ at, path: "", message: `mistake ${i}` }));
  const lines = problemLines(problems, ({ message }) => message.toUpperCase());
  expect(lines).toHaveLength(51);
  expect(lines[0]).toBe("a.yaml:1:2  MISTAKE 0");
  expect(lines[50]).toBe("AND 70 MORE MISTAKES");
  expect(problemLines(problems.slice(0, 50))).toHaveLength(50);
  expect(problemLines(problems.slice(0, 51))[50]).toBe("a.yaml:1:2  mistake 50");
  expect(new InputError(problems).problems).toHaveLength(120);
});

test("neighbours are found as before, not for what is too long to be a name, and for as many mistakes as anybody reads", () => {
  expect(nearest("offshroe_wind", ["onshore_wind", "offshore_wind"])).toBe("offshore_wind");
  expect(nearest("ab", ["ba", "xy"])).toBe("ba");
  expect(nearest("kitten", ["sitting"])).toBeUndefined();
  expect(nearest("n".repeat(121), ["n".repeat(120)])).toBeUndefined();
  const mistake = { at, path: "", message: "" };
  expect(likely("aab", ["aaa"], Array(999).fill(mistake))).toBe("aaa");
  expect(likely("aab", ["aaa"], Array(1000).fill(mistake))).toBeUndefined();
  expect(guess(nearest("aab", ["aaa"]))).toBe('; did you mean "aaa"?');
});

test("of many names the first are listed", () => {
  expect(listing(listingOf(["a", "b"]))).toBe("a, b");
  expect(listing(listingOf(["a", "b", "c", "d"], 2))).toBe("a, b and 2 more");
  expect(listing(listingOf(["n".repeat(99)]))).toBe(`${"n".repeat(60)}…`);
});

test("a quotation cuts a long text after 60 characters, whole ones", () => {
  expect(quote("a".repeat(60))).toBe("a".repeat(60));
  expect(quote("a".repeat(61))).toBe(`${"a".repeat(60)}…`);
  expect(quote("𠮷".repeat(70))).toBe(`${"𠮷".repeat(60)}…`);
});

test("a quotation keeps control characters from the terminal", () => {
  expect(quote("red \u001b[31m\u0007\nnext\u009b2J\u2028line")).toBe("red  [31m next 2J line");
});

const folder = join(import.meta.dirname, "../../src/text/sentences");

test("no code stands in two tables of sentences, where the later would silently win", async () => {
  const codes: string[] = [];
  for (const file of readdirSync(folder)) {
    const tables = Object.entries(await import(join(folder, file)));
    for (const [name, table] of tables) if (name.endsWith("Sentences")) codes.push(...Object.keys(table as object));
  }
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  expect(codes.toSorted()).toEqual(Object.keys(english).toSorted());
});
