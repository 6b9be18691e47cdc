import type { LeverAttribution, MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { labelOfRegion, runColumns } from "../../report/tables/run-columns.ts";
import { emissionColumns } from "../../report/tables/run-files.ts";
import { en } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import { zh } from "../../report/words/zh.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type Columns, type CsvOptions, csvOf } from "../../text/csv.ts";

interface ShareRow {
  readonly run: ScenarioRun;
  readonly boundary: string;
  readonly player: string;
  readonly kind: string;
  readonly family: string;
  readonly counted: string;
  readonly change: MeasureChange;
  readonly censored: number;
}

const measureColumns = (years: readonly number[]): Columns<{ readonly change: MeasureChange }> => ({
  peak_year: ({ change }) => change.peak_year,
  peak_level: ({ change }) => change.peak_level,
  ...emissionColumns(years),
  cumulative: ({ change }) => change.cumulative,
});

const shareColumns = (years: readonly number[]): Columns<ShareRow> => ({
  ...runColumns(labelOfRegion),
  boundary: ({ boundary }) => boundary,
  player: ({ player }) => player,
  kind: ({ kind }) => kind,
  family: ({ family }) => family,
  counted: ({ counted }) => counted,
  unit: ({ run }) => run.layout.peak.unit.text,
  ...measureColumns(years),
  censored_runs: ({ censored }) => censored,
  label_en: (row) => playerLabel(row, en),
  label_zh: (row) => playerLabel(row, zh),
});

function playerLabel({ run, player, kind }: ShareRow, words: Words): string | undefined {
  const label = kind === "lever" ? run.scenario.levers.get(player)?.lever.label : undefined;
  return label === undefined ? (words.levers.families[player] ?? player) : words.say(label);
}

const pairColumns = (years: readonly number[]): Columns<PairRow> => ({
  ...runColumns(labelOfRegion),
  boundary: ({ boundary }) => boundary,
  first: ({ first }) => first,
  second: ({ second }) => second,
  unit: ({ run }) => run.layout.peak.unit.text,
  ...measureColumns(years),
});

interface PairRow extends Pick<ShareRow, "run" | "boundary" | "change"> {
  readonly first: string;
  readonly second: string;
}

/** The attribution as files: attribution.csv (one row a lever, boundary and way of counting) and interactions.csv. */
export function attributionFiles(
  run: ScenarioRun,
  { years, boundaries, method }: LeverAttribution,
  options: CsvOptions,
): Map<string, string> {
  const shares = boundaries.flatMap(({ boundary, shares: own, families, total, censored }) => {
    const counts = (
      { id: player, kind, family }: { readonly id: string; readonly kind: string; readonly family: string },
      changes: Readonly<Record<string, MeasureChange | undefined>>,
    ): ShareRow[] =>
      Object.entries(changes).flatMap(([counted, change]) =>
        change === undefined ? [] : [{ run, boundary, player, kind, family, counted, change, censored }],
      );
    return [
      ...own.flatMap(({ player, share, error, alone, in_package }) =>
        counts(player, { [method]: share, standard_error: error, alone, in_package }),
      ),
      ...families.flatMap(({ family, share, error }) =>
        counts({ id: family, kind: "family", family }, { [method]: share, standard_error: error }),
      ),
      ...counts({ id: "", kind: "all", family: "" }, { total }),
    ];
  });
  const pairs = boundaries.flatMap(({ boundary, pairs: own }) =>
    own.map(({ first, second, interaction: change }) => ({
      run,
      boundary,
      first: first.id,
      second: second.id,
      change,
    })),
  );
  return new Map([
    ["attribution.csv", csvOf(shareColumns(years), shares, options)],
    ["interactions.csv", csvOf(pairColumns(years), pairs, options)],
  ]);
}
