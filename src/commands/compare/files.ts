import { type InputDifference, placeOfInput } from "../../questions/compare/comparison.ts";
import type { DifferencePlayer } from "../../questions/compare/difference-players.ts";
import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { truth } from "../../report/tables/run-columns.ts";
import { emissionColumns, summaryTables } from "../../report/tables/run-files.ts";
import { en } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import { zh } from "../../report/words/zh.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type Columns, type CsvOptions, csvOf, csvText } from "../../text/csv.ts";
import { type ComparedPair, inputName } from "./difference-text.ts";
import type { ComparedIndicator } from "./text.ts";

/** The tables of a comparison: peaks, targets, indicators, differing inputs with their places, and what explains what. */
export function compareFiles(
  runs: readonly ScenarioRun[],
  indicators: readonly ComparedIndicator[],
  inputs: readonly InputDifference[],
  pairs: readonly ComparedPair[],
  options: CsvOptions,
): Map<string, string> {
  const summary = summaryTables(runs).map(
    ({ name, columns, rows }) => [name, csvText(columns, rows, options)] as const,
  );
  return new Map([
    ...summary,
    ["indicators.csv", csvOf(indicatorColumns, indicators.flatMap(indicatorRows), options)],
    [
      "inputs.csv",
      csvOf(
        inputColumns,
        inputs.flatMap((input) => inputRows(runs, input)),
        options,
      ),
    ],
    ["difference.csv", differenceText(pairs, options)],
  ]);
}

type IndicatorRow = {
  readonly indicator: ComparedIndicator;
  readonly run: ScenarioRun;
} & ComparedIndicator["of"][number]["values"][number];

const indicatorColumns: Columns<IndicatorRow> = {
  indicator: ({ indicator }) => indicator.name,
  label_en: ({ indicator }) => indicator.label.en,
  label_zh: ({ indicator }) => indicator.label.zh,
  scenario: ({ run }) => run.scenario.id,
  unit: ({ indicator }) => indicator.unit,
  year: ({ year }) => year,
  value: ({ value }) => value,
  estimated: ({ estimated }) => truth(estimated),
};

function indicatorRows(indicator: ComparedIndicator): IndicatorRow[] {
  return indicator.of.flatMap(({ run, values }) => values.map((value) => ({ indicator, run, ...value })));
}

interface InputRow {
  readonly input: InputDifference;
  readonly run: ScenarioRun;
  readonly year: number | undefined;
  readonly value: number | undefined;
  readonly place: ReturnType<typeof placeOfInput>;
}

const inputColumns: Columns<InputRow> = {
  parameter: ({ input }) => input.parameter,
  members: ({ input }) => input.members.join("."),
  unit: ({ run, input }) => run.model.parameters.get(input.parameter)?.unit.text,
  scenario: ({ run }) => run.scenario.id,
  year: ({ year }) => year,
  value: ({ value }) => value,
  file: ({ place }) => place?.at.file,
  line: ({ place }) => place?.at.line,
  column: ({ place }) => place?.at.column,
  lever: ({ place }) => place?.lever,
};

function inputRows(runs: readonly ScenarioRun[], input: InputDifference): InputRow[] {
  return runs.flatMap((run, i) => {
    const place = placeOfInput(run.scenario, input);
    return input.samples.map(({ year, values }) => ({ input, run, year, value: values[i], place }));
  });
}

interface DifferenceRow {
  readonly difference: Exclude<ComparedPair["difference"], string>;
  readonly boundary: string;
  /** Without it the row is of all inputs together. */
  readonly player?: DifferencePlayer;
  readonly counted: "shapley" | "alone" | "removed" | "total";
  readonly change: MeasureChange;
}

const differenceColumns = (years: readonly number[]): Columns<DifferenceRow> => ({
  first: ({ difference }) => difference.first.scenario.id,
  second: ({ difference }) => difference.second.scenario.id,
  boundary: ({ boundary }) => boundary,
  input: ({ player }) => player?.id,
  kind: ({ player }) => player?.kind ?? "all",
  counted: ({ counted }) => counted,
  unit: ({ difference }) => difference.first.layout.peak.unit.text,
  peak_year: ({ change }) => change.peak_year,
  peak_level: ({ change }) => change.peak_level,
  ...emissionColumns(years),
  cumulative: ({ change }) => change.cumulative,
  label_en: (row) => playerLabel(row, en),
  label_zh: (row) => playerLabel(row, zh),
});

function playerLabel({ difference: { first, second }, player }: DifferenceRow, words: Words): string | undefined {
  return player === undefined ? undefined : inputName(first, second, player, words);
}

function differenceText(pairs: readonly ComparedPair[], options: CsvOptions): string {
  const explained = pairs.flatMap(({ difference }) => (typeof difference === "string" ? [] : [difference]));
  const rows = explained.flatMap((difference) =>
    difference.boundaries.flatMap(({ boundary, shares, total }): DifferenceRow[] => [
      ...shares.flatMap(({ player, share, alone, removed }): DifferenceRow[] => [
        { difference, boundary, player, counted: "shapley", change: share },
        { difference, boundary, player, counted: "alone", change: alone },
        { difference, boundary, player, counted: "removed", change: removed },
      ]),
      { difference, boundary, counted: "total", change: total },
    ]),
  );
  return csvOf(differenceColumns(explained[0]?.years ?? []), rows, options);
}
