import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../../src/report/words/en.ts";
import { languages, type Words } from "../../../src/report/words/languages.ts";
import { answerOf, repository } from "../../answers/answer.ts";
import { peakpath, toyProject } from "../../commands/toy.ts";

/** English with every word in marks. */
function marked(value: unknown): unknown {
  if (typeof value === "string") return value === "" ? "" : `⟦${value}⟧`;
  if (typeof value === "function") return (...args: unknown[]) => marked(value(...args));
  if (Array.isArray(value)) return value.map(marked);
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, marked(inner)]));
}

const registered: Record<string, () => Promise<Words>> = languages;
const pseudo = marked(en) as Words;
beforeAll(() => {
  registered.pseudo = async () => pseudo;
});
afterAll(() => {
  delete registered.pseudo;
});

/** What stands outside the marks; a name that is cut has lost its end. */
function unmarked(text: string): string {
  let depth = 0;
  let outside = "";
  for (const sign of text) {
    if (sign === "…") depth = 0;
    else if (sign === "⟦") depth++;
    else if (sign === "⟧") depth--;
    else if (depth === 0) outside += sign;
    else if (sign === "\n") outside += "\n";
  }
  expect(depth, `marks that stay open in ${text.slice(0, 200)}`).toBe(0);
  return outside;
}

function textsBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(yaml|csv)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}
const flat = (text: string) => text.replace(/[\s"]+/g, " ");
const statements = readFileSync(join(repository, "dist/targets.csv"), "utf8")
  .split("\n")
  .filter((line) => line.includes(",huzhou,"));
const data = flat(
  [
    join(repository, "src/model"),
    join(repository, "dist/regions/huzhou"),
    join(repository, "dist/regions/zhejiang"),
    toyProject,
  ]
    .map(textsBelow)
    .concat(statements, statements.join("\n").replaceAll(",", ", "))
    .join("\n"),
);
/** Names of regions, scenarios and things of the toy project, and the words of formulas and levers. */
const names = "toyland toy wind clean invented reference policy add set min".split(" ");
const ids = new Set([...readdirSync(join(repository, "dist/regions")), ...names]);
const units = new Set(["Mt", "GW", "TWh", "Mtce", "count", "t", "yr"]);

/** A name of a file, scenario, variable or option, a unit, a number or a formula's sign: what no language words. */
function isName(token: string): boolean {
  const name = token.replace(/^[("'[]+|[)"',.:;\]]+$/g, "");
  return !/[A-Za-z]/.test(name) || /[/_.\d^%=@{}#$*(-]/.test(name) || ids.has(name) || units.has(name);
}

/** The words of a report that stand in no mark and in no data. */
function unworded(text: string): string[] {
  // Behind its name, a scenario that is printed speaks its own language.
  return (
    unmarked(text.split(/# yaml-language-server|extends:/)[0])
      .replace(/peakpath [a-z].*/g, "")
      .split(/\n| {2,}|; /)
      .filter((piece) => !piece.trim().split(/\s+/).every(isName))
      .filter((piece) => piece.trim().split(/\s+/).length < 3 || !data.includes(flat(piece).trim()))
      // A number that a document prints stands with the words of its unit, as the statement has them.
      .filter((piece) => {
        const unit = flat(piece).replace(/^ *[<>]?=? *(?:[\d.-]+ )?/, "");
        return unit.trim() === "" || !data.includes(unit.trim());
      })
  );
}

describe("a language made of English in marks words all that the toy project answers", () => {
  test.each(
    [
      "run toyland/policy toyland/reference",
      "run toyland/policy --table plan",
      "levers toyland/policy",
      "levers toyland/policy --method shapley --by family",
      "seek toyland/policy --peak-by 2030",
      "delay toyland/policy --years 3",
      "budget toyland/policy --budget 900Mt",
      "tornado toyland/policy",
      "compare toyland/policy toyland/reference",
      "explain toyland/policy co2.power --year 2030",
      "explain toyland/policy growth.power --year 2030",
      "check toyland/policy",
    ].map((words) => [words]),
  )("%s", async (words) => {
    const { code, out, err } = await peakpath(`${words} --lang pseudo`);
    expect(code, err).toBe(0);
    expect(unworded(out)).toEqual([]);
    expect(unworded(err)).toEqual([]);
  });
});

test.each(["scenarios", "levers", "variables", "targets", "regions"])(
  "list %s has its columns worded",
  async (what) => {
    const { out } = await peakpath(`list ${what} --lang pseudo`);
    expect(unworded(out.split("\n")[0])).toEqual([]);
  },
);

describe("a language made of English in marks words all that shipped regions answer", () => {
  test.each(
    [
      "run huzhou/policy --out out --svg svg",
      "run yangtze_delta/policy",
      "levers huzhou/policy --svg svg --out out",
      "levers kaya/policy --method shapley --svg svg",
      "why huzhou/policy --svg svg --out out",
      "seek kaya/policy --peak-by 2030 --smallest-set --out out",
      "delay kaya/policy --years 3 --svg svg --out out",
      "cost-curve huzhou/policy --pairs 2 --from 2026 --to 2035 --svg svg",
      "tornado kaya/policy --svg svg --out out",
      "compare kaya/policy kaya/reference --svg svg --out out",
      "targets huzhou/policy --all --formulas",
      "explain huzhou/policy emissions.assessed",
      "backtest zhejiang",
      "batch kaya/policy --design design.yaml --runs 64 --workers 1 --out out --svg svg",
      "batch kaya/policy --design design.yaml --runs 64 --workers 1 --out s1 --shard 1/2",
      "batch france/policy --design morris.yaml --workers 1",
      "new dali --parent yunnan --from dali.csv",
      "rebase yunnan --balance balance_2023.csv",
    ].map((words) => [words]),
  )("%s", async (words) => {
    for (const [name, bytes] of await answerOf({ id: words, words: `${words} --lang pseudo` })) {
      const text = Buffer.from(bytes, "latin1").toString("utf8");
      if (name === "exit") expect(text).toBe("0\n");
      else if (name.endsWith(".svg")) {
        const said = [...text.matchAll(/<(?:text|title)\b[^>]*>([^<]*)/g)].map(([, own]) => own);
        expect(unworded(said.join("\n")), name).toEqual([]);
      } else if (name === "stdout" || name === "stderr") expect(unworded(text), name).toEqual([]);
      // Tables are the same in every language, but for the one that offices lay before others.
      else if (name.endsWith("/plan.csv")) expect(text.split(",", 3).every((title) => title.includes("⟦"))).toBe(true);
      else expect(text.includes("⟦"), name).toBe(false);
    }
  });
});

test("a language without a name of its own for a thing says the English one", () => {
  expect(pseudo.say({ en: "Coal", zh: "煤" })).toBe("⟦Coal⟧");
});
