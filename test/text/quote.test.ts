import { expect, it } from "vitest";
import { quote } from "../../src/text/quote.ts";

it("cuts a long text after 60 characters, whole ones", () => {
  expect(quote("a".repeat(60))).toBe("a".repeat(60));
  expect(quote("a".repeat(61))).toBe(`${"a".repeat(60)}…`);
  expect(quote("𠮷".repeat(70))).toBe(`${"𠮷".repeat(60)}…`);
});

it("keeps control characters from the terminal", () => {
  expect(quote("red \u001b[31m\u0007\nnext\u009b2J\u2028line")).toBe("red  [31m next 2J line");
});
