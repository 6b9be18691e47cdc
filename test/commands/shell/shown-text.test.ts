import { expect, test } from "vitest";
import { shownText } from "../../../src/commands/shell/terminal.ts";

test("nothing that a terminal obeys gets through, and everything that people write does", () => {
  expect(shownText("a\u001b[31mb\u0007\r\u007f")).toBe("a␛[31mb␇␍␡");
  expect(shownText("\u009b2J \u202e\u2066x")).toBe("\ufffd2J \ufffd\ufffdx");
  const written = "浙江 · é – “x”\tשלום 😀\n";
  expect(shownText(written)).toBe(written);
});

test("the program itself may empty its line of progress, and what follows is text again", () => {
  expect(shownText("\r\u001b[2K12 \u001b[2K")).toBe("\r\u001b[2K12 ␛[2K");
});
