import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportPage } from "../../src/commands/report.ts";
import { en } from "../../src/report/words/en.ts";
import { shippedRun } from "../shipped-runs.ts";
import { peakpath } from "./toy.ts";

const found = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, one]) => one);

test("what stands in a title is text, wherever the page has it, and nothing runs or is loaded", () => {
  const run = shippedRun("kaya/policy");
  const title = "<script>alert(\"1\")</script> & 'x' <img src=x onerror=alert(1)>\u202e";
  const scenario = { ...run.scenario, title: { en: title, zh: title } };
  const page = reportPage([{ run: { ...run, scenario }, peaksByLever: [] }], "peakpath report <b>", en);
  expect(page).toContain("&lt;script&gt;alert(\"1\")&lt;/script&gt; &amp; 'x' &lt;img");
  expect(page).not.toMatch(/<script|<img|<b>|<link|<iframe|\u202e/i);
  for (const tag of page.match(/<[a-z][^>]*>/gi) ?? []) expect(tag).not.toMatch(/\s(on\w+|src|srcset|style)=/i);
  expect(page).not.toMatch(/(url\(|@import|href="(?!#))/i);
});

test("the page has the parts of a run, each reached from the contents, tables with captions and pictures with names", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-report-"));
  try {
    const file = join(folder, "page.html");
    const { code, err } = await peakpath(`report toyland/reference toyland/policy --lang zh --out ${file}`);
    expect([code, err]).toEqual([0, `已写入网页 ${file}\n`]);
    const page = readFileSync(file, "utf8");
    // A page that stands there is written anew.
    expect((await peakpath(`report toyland/policy --out ${file}`)).code).toBe(0);
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="zh-CN">/);
    const ids = found(page, / id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const links = found(page, / href="#([^"]+)"/g);
    expect(links).toEqual(expect.arrayContaining(["s1", "s2", "s1-peaks", "s2-levers", "s2-method"]));
    for (const link of links) expect(ids).toContain(link);
    expect(found(page, /(<table>)/g).length).toBe(found(page, /(<table><caption>[^<]+<)/g).length);
    expect(found(page, /(<figure aria-label="[^"]+"><svg )/g).length).toBe(found(page, /(<svg )/g).length);
    expect(page.match(/<h2 /g)?.length).toBe(links.length - 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ["report toyland/policy --out page.docx", /--out takes the file of the page, such as report\.html/],
  ["report toyland/policy", /out/],
  ["run toyland/policy --svg x --size 10x10", /--size takes width and height from 300 to 8000/],
])("%s is refused", async (words, message) => {
  const { code, err } = await peakpath(words);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});
