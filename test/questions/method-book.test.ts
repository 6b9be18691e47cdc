import { expect, test } from "vitest";
import { packageFolder } from "../../src/files/installed.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import { methodBook } from "../../src/questions/method-book.ts";
import { bookBlocks } from "../../src/report/method/book-blocks.ts";
import { bookHtml } from "../../src/report/method/book-html.ts";
import { wordsIn } from "../../src/report/words/languages.ts";
import { loadScenarios } from "../../src/run/load.ts";

const [zhejiang] = loadScenarios(nodeLibrary(packageFolder(), packageFolder()), ["zhejiang/reference"]);
const book = methodBook(zhejiang);

test("every quantity and check of the model stands in the book once, each subject with a name and a word on it", () => {
  const { model } = zhejiang;
  const told = book.subjects.flatMap(({ variables, parameters, checks }) =>
    [...variables, ...parameters.map(({ parameter }) => parameter), ...checks].map(({ name }) => name),
  );
  const all = [model.variables, model.parameters, model.checks].flatMap((map) => [...map.keys()]);
  expect(told.toSorted()).toEqual(all.toSorted());
  expect(book.subjects.filter(({ doc, label }) => doc === undefined || label === model.label)).toEqual([]);
  expect(book.boundaries.filter(({ doc }) => doc === undefined)).toEqual([]);
});

test("a parameter's sources are those of its numbers, and each stands in the list once", () => {
  const factor = book.subjects
    .flatMap(({ parameters }) => parameters)
    .find(({ parameter }) => parameter.name === "gwp");
  expect(factor?.sources.map((place) => book.sources[place])).toEqual([
    ...new Set([...(zhejiang.given.get("gwp")?.values() ?? [])].map(({ constant }) => constant?.source)),
  ]);
  expect(new Set(book.sources).size).toBe(book.sources.length);
});

test("the page links names of formulas to entries that it has, and shows text as text", async () => {
  const words = await wordsIn("en");
  const title = { en: "<script>alert(1)</script>", zh: "“&”" };
  const html = bookHtml(bookBlocks(book, title, words), words.tag);
  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const targets = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(1000);
  expect(targets.filter((id) => !ids.has(id))).toEqual([]);
  expect(html).toContain('<a href="#co2_energy">co2_energy</a> + <a href="#co2_trade">co2_trade</a>');
});
