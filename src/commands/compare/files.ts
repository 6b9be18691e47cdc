import { type InputDifference, placeOfInput } from "../../questions/compare/comparison.ts";
import type { DifferencePlayer } from "../../questions/compare/difference-players.ts";
import { changeColumns } from "../../report/tables/run-columns.ts";
import { summaryTables } from "../../report/tables/run-files.ts";
import { en } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import { zh } from "../../report/words/zh.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type CsvOptions, csvOf, csvText, named } from "../../text/csv.ts";
import { type ComparedPair, inputName } from "./difference-text.ts";
import type { ComparedIndicator, Comparison } from "./text.ts";

/** The tables of a comparison: peaks, targets, indicators, differing inputs with their places, and what explains what. */
export function compareFiles(
  { reported, indicators, inputs = [], pairs }: Comparison,
  options: CsvOptions,
): Map<string, string> {
  const runs = reported.map(({ run }) => run);
  return new Map([
    ...summaryTables(runs).map(({ name, columns, rows }) => [name, csvText(columns, rows, options)] as const),
    ["indicators.csv", indicatorsFile(indicators, options)],
    ["inputs.csv", inputsFile(runs, inputs, options)],
    ["difference.csv", differenceFile(pairs, options)],
  ]);
}

function indicatorsFile(indicators: readonly ComparedIndicator[], options: CsvOptions): string {
  const rows = indicators.flatMap((indicator) =>
    indicator.of.flatMap(({ run, values }) => values.map((value) => ({ ...indicator, ...value, run }))),
  );
  return csvOf(
    {
      indicator: ({ name }) => name,
      label_en: ({ label }) => label.en,
      label_zh: ({ label }) => label.zh,
      scenario: ({ run }) => run.scenario.id,
      ...named("unit", "year", "value", "estimated"),
    },
    rows,
    options,
  );
}

function inputsFile(runs: readonly ScenarioRun[], inputs: readonly InputDifference[], options: CsvOptions): string {
  const rows = inputs.flatMap((input) =>
    runs.flatMap((run, i) => {
      const place = placeOfInput(run.scenario, input);
      return input.samples.map(({ year, values }) => ({ ...input, run, year, value: values[i], place }));
    }),
  );
  return csvOf(
    {
      parameter: ({ parameter }) => parameter,
      members: ({ members }) => members.join("."),
      unit: ({ run, parameter }) => run.model.parameters.get(parameter)?.unit.text,
      scenario: ({ run }) => run.scenario.id,
      ...named("year", "value"),
      file: ({ place }) => place?.at.file,
      line: ({ place }) => place?.at.line,
      column: ({ place }) => place?.at.column,
      lever: ({ place }) => place?.lever,
    },
    rows,
    options,
  );
}

function differenceFile(pairs: readonly ComparedPair[], options: CsvOptions): string {
  const explained = pairs.flatMap(({ difference }) => (typeof difference === "string" ? [] : [difference]));
  const rows = explained.flatMap(({ first, second, boundaries }) =>
    boundaries.flatMap(({ boundary, shares, total }) => [
      ...shares.flatMap(({ player, share, alone, removed }) =>
        Object.entries({ shapley: share, alone, removed }).map(([counted, change]) => {
          return { first, second, boundary, player, counted, change };
        }),
      ),
      // All inputs together.
      { first, second, boundary, player: undefined, counted: "total", change: total },
    ]),
  );
  const labelOf = (row: { first: ScenarioRun; second: ScenarioRun; player?: DifferencePlayer }, words: Words) =>
    row.player && inputName(row.first, row.second, row.player, words);
  return csvOf(
    {
      first: ({ first }) => first.scenario.id,
      second: ({ second }) => second.scenario.id,
      boundary: ({ boundary }) => boundary,
      input: ({ player }) => player?.id,
      kind: ({ player }) => player?.kind ?? "all",
      counted: ({ counted }) => counted,
      unit: ({ first }) => first.layout.peak.unit.text,
      ...changeColumns(explained[0]?.years ?? []),
      label_en: (row) => labelOf(row, en),
      label_zh: (row) => labelOf(row, zh),
    },
    rows,
    options,
  );
}
