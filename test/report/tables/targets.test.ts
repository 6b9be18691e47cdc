import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { peakpath } from "../../commands/toy.ts";

test("the operator of a target stands in its column as it is; a source that begins like a formula is kept from being one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-operators-"));
  try {
    mkdirSync(join(folder, "scenarios/kaya"), { recursive: true });
    writeFileSync(
      join(folder, "scenarios/kaya/signs.yaml"),
      'extends: policy\ntargets:\n  emissions.gross: {2032: "= 480 MtCO2/yr", 2040: "<= 500 MtCO2/yr", source: "=1+1"}\n',
    );
    const own = { workingFolder: folder, packageFolder: process.cwd() };
    expect(await peakpath("run kaya/signs --levers=false --out o", own)).toMatchObject({ code: 0 });
    const text = readFileSync(join(folder, "o/targets.csv"), "utf8");
    const rows: Record<string, string>[] = parse(text, { columns: true });
    const asked = rows.filter(({ variable, target }) => variable === "emissions" && target === "emissions.gross");
    expect(asked.map(({ year, operator }) => [year, operator])).toEqual([
      ["2032", "="],
      ["2040", "<="],
    ]);
    expect(new Set(asked.map(({ source }) => source))).toEqual(new Set(["'=1+1"]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("statements that nothing is computed for show the sign that their document gives", async () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-signs-"));
  try {
    const own = { workingFolder: folder, packageFolder: process.cwd() };
    await peakpath("targets zhejiang/reference --all --out o", own);
    const rows: Record<string, string>[] = parse(readFileSync(join(folder, "o/targets.csv"), "utf8"), {
      columns: true,
    });
    const signs = new Set(rows.filter(({ status }) => status === "not_mapped").map(({ operator }) => operator));
    expect(signs).toContain("=");
    expect([...signs].filter((sign) => sign.startsWith("'"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
