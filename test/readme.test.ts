import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { peakpath } from "./cli/toy.ts";

const readme = readFileSync("README.md", "utf8");
const shipped = { workingFolder: process.cwd(), packageFolder: process.cwd() };

/** The commands of a section, each with the lines that are quoted below it. */
function quoted(section: string): { words: string; lines: string[] }[] {
  const from = readme.indexOf(`## ${section}\n`);
  const text = readme.slice(from, readme.indexOf("\n## ", from));
  return [...text.matchAll(/```\n\$ peakpath (.+)\n([^`]*)```/g)].map(([, words, body]) => ({
    words,
    lines: body.split("\n").filter((line) => line !== "" && line !== "..."),
  }));
}

/** Numbers move with the data; the words and columns around them must be those that are printed. */
function withoutNumbers(line: string): string {
  return line
    .replace(/[~≥≈±]? ?[+-]?\d[\d,.]*( %)?/g, "#")
    .replace(/[ #]+/g, " ")
    .trim();
}

/** Whether a line was printed; `…` stands for what was cut out of it. */
function isPrinted(line: string, printed: readonly string[]): boolean {
  const parts = line.split("…").map(withoutNumbers);
  return printed.some((candidate) => {
    let rest = withoutNumbers(candidate);
    if (!rest.startsWith(parts[0])) return false;
    for (const part of parts) {
      const at = rest.indexOf(part);
      if (at < 0) return false;
      rest = rest.slice(at + part.length);
    }
    return line.includes("…") || rest === "";
  });
}

describe("a planner's afternoon", () => {
  const commands = quoted("A planner's afternoon");

  test("goes through run, why, levers, seek, delay and compare", () => {
    expect(commands.map(({ words }) => words.split(" ")[0])).toEqual([
      "run",
      "why",
      "levers",
      "seek",
      "delay",
      "compare",
    ]);
  });

  test.each(commands)(
    "peakpath $words prints what is quoted",
    async ({ words, lines }) => {
      const { code, out } = await peakpath(words, shipped);
      expect(code).toBe(0);
      const printed = out.split("\n");
      expect(lines.length).toBeGreaterThan(2);
      expect(lines.filter((line) => !isPrinted(line, printed))).toEqual([]);
    },
    120_000,
  );

  test("the check of quoted lines finds a column that is gone, and takes a cut line", () => {
    const printed = ["  Boundary  Peak  Band", "  Energy  2025  2024-2026"];
    expect(isPrinted("  Energy  2027  2023-2029", printed)).toBe(true);
    expect(isPrinted("  Boundary  Peak…", printed)).toBe(true);
    expect(isPrinted("  Boundary  Peak", printed)).toBe(false);
    expect(isPrinted("  Boundary  Year  Band", printed)).toBe(false);
  });
});
