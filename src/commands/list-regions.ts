import type { Coverage } from "../questions/coverage.ts";
import { percent } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { coverageMessages } from "../report/words/coverage-messages.ts";
import { type Language, messages } from "../report/words/messages.ts";
import { libraryOf } from "../run/load.ts";
import { listRegions } from "../scenario/list.ts";
import { type QualityCheck, readQuality } from "../scenario/region/region-quality.ts";
import { jsonText } from "../text/json.ts";
import { runAll } from "./run/all.ts";
import { coverageJson, coverageLines } from "./run/coverage.ts";
import { progressOn } from "./shell/progress.ts";
import type { Terminal } from "./shell/terminal.ts";

/** The table of all regions, from runs made for it, so that nothing in it can be out of date. */
export async function listCoverage(terminal: Terminal, language: Language, json: boolean): Promise<void> {
  const library = libraryOf(terminal);
  const checks = readQuality(library);
  const none = { wide: false, excel: false, levers: false, command: "", folder: undefined };
  const { coverage } = await runAll(library, none, progressOn(terminal), (id) =>
    terminal.err(`${id} ${messages[language].failed}; peakpath run ${id}\n`),
  );
  if (json) {
    terminal.out(jsonText(coverageJson(coverage, checks)));
    return;
  }
  terminal.out(`${coverageLines(coverage, language, checks).join("\n")}\n`);
  const idle = withoutRuns(listRegions(library), coverage);
  if (idle.length > 0)
    terminal.out(`${coverageMessages[language].withoutRuns}${messages[language].colon}${idle.join(", ")}\n`);
}

function withoutRuns(regions: readonly string[], coverage: readonly Coverage[]): string[] {
  return regions.filter((id) => !coverage.some(({ region }) => region === id));
}

/** Calibration factors, cross-checks and estimated shares of every region as the data step wrote them. */
export function listQuality(terminal: Terminal, language: Language, json: boolean): void {
  const checks = readQuality(libraryOf(terminal));
  if (json) {
    terminal.out(jsonText(checks));
    return;
  }
  const m = coverageMessages[language];
  const end = "end" as const;
  const columns = [
    { title: messages[language].region },
    { title: m.qualityCheck },
    { title: m.computed, align: end },
    { title: m.published, align: end },
    { title: messages[language].unit },
    { title: "", align: end },
    { title: m.reason },
  ];
  const rows = checks.map((row: QualityCheck, i) => [
    i > 0 && checks[i - 1].region === row.region ? "" : row.region,
    row.check,
    row.computed,
    row.published,
    row.unit === "1" ? "" : row.unit,
    row.difference === undefined ? "" : `${row.difference > 0 ? "+" : ""}${percent(row.difference)}`,
    row.reason,
  ]);
  terminal.out(`${textTable(columns, rows, 0).join("\n")}\n`);
}
