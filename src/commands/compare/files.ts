import { type InputDifference, placeOfInput } from "../../questions/compare/comparison.ts";
import type { DifferenceShare } from "../../questions/compare/difference.ts";
import type { DifferencePlayer } from "../../questions/compare/difference-players.ts";
import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { summaryTables } from "../../report/tables/run-files.ts";
import type { ScenarioRun } from "../../run/scenario-run.ts";
import { type CsvCell, type CsvOptions, csvText } from "../../text/csv.ts";
import { type ComparedPair, inputName } from "./difference-text.ts";
import type { ComparedIndicator } from "./text.ts";

const indicatorColumns = ["indicator", "label_en", "label_zh", "scenario", "unit", "year", "value", "estimated"];

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
    ["indicators.csv", csvText(indicatorColumns, indicators.flatMap(indicatorRows), options)],
    [
      "inputs.csv",
      csvText(
        inputColumns,
        inputs.flatMap((input) => inputRows(runs, input)),
        options,
      ),
    ],
    ["difference.csv", differenceText(pairs, options)],
  ]);
}

function indicatorRows({ name, label, unit, of }: ComparedIndicator): CsvCell[][] {
  return of.flatMap(({ run, values }) =>
    values.map(({ year, value, estimated }) => [
      name,
      label.en,
      label.zh,
      run.scenario.id,
      unit,
      year,
      value,
      String(estimated),
    ]),
  );
}

const inputColumns = ["parameter", "members", "unit", "scenario", "year", "value", "file", "line", "column", "lever"];

function inputRows(runs: readonly ScenarioRun[], input: InputDifference): CsvCell[][] {
  const unit = runs[0].model.parameters.get(input.parameter)?.unit.text;
  return runs.flatMap(({ scenario }, i) => {
    const place = placeOfInput(scenario, input);
    return input.samples.map(({ year, values }) => [
      input.parameter,
      input.members.join("."),
      unit,
      scenario.id,
      year,
      values[i],
      place?.at.file,
      place?.at.line,
      place?.at.column,
      place?.lever,
    ]);
  });
}

function differenceText(pairs: readonly ComparedPair[], options: CsvOptions): string {
  const explained = pairs.flatMap(({ difference }) => (typeof difference === "string" ? [] : [difference]));
  const years = explained[0]?.years ?? [];
  const columns = [
    "first",
    "second",
    "boundary",
    "input",
    "kind",
    "counted",
    "unit",
    "peak_year",
    "peak_level",
    ...years.map((year) => `emissions_${year}`),
    "cumulative",
    "label_en",
    "label_zh",
  ];
  const rows = explained.flatMap(({ first, second, boundaries }) =>
    boundaries.flatMap(({ boundary, shares, total }) => {
      const row = (player: DifferencePlayer | undefined, counted: string, change: MeasureChange): CsvCell[] => [
        first.scenario.id,
        second.scenario.id,
        boundary,
        player?.id ?? "",
        player?.kind ?? "all",
        counted,
        first.layout.peak.unit.text,
        change.peak_year,
        change.peak_level,
        ...years.map((year) => change.emissions.get(year)),
        change.cumulative,
        ...(["en", "zh"] as const).map((own) => (player === undefined ? "" : inputName(first, second, player, own))),
      ];
      const ofShare = ({ player, share, alone, removed }: DifferenceShare) => [
        row(player, "shapley", share),
        row(player, "alone", alone),
        row(player, "removed", removed),
      ];
      return [...shares.flatMap(ofShare), row(undefined, "total", total)];
    }),
  );
  return csvText(columns, rows, options);
}
