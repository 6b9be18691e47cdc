import type { LeverAttribution, MeasureChange } from "../../questions/levers/lever-attribution.ts";
import type { LeverPlayer } from "../../questions/levers/lever-players.ts";
import { changeColumns, columnsOf, constant } from "../../report/tables/run-columns.ts";
import { en } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import { zh } from "../../report/words/zh.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type CsvOptions, csvOf, named } from "../../text/csv.ts";

/** The attribution as files: attribution.csv (one row a lever, boundary and way of counting) and interactions.csv. */
export function attributionFiles(
  run: ScenarioRun,
  { years, boundaries, method }: LeverAttribution,
  options: CsvOptions,
): Map<string, string> {
  const shares = boundaries.flatMap(({ boundary, shares: own, families, total, censored }) => {
    const counts = (
      { id: player, kind, family }: Pick<LeverPlayer, "id" | "family"> & { readonly kind: string },
      changes: Readonly<Record<string, MeasureChange | undefined>>,
    ) =>
      Object.entries(changes).flatMap(([counted, change]) =>
        change === undefined ? [] : [{ boundary, player, kind, family, counted, change, censored }],
      );
    return [
      ...own.flatMap(({ player, share, error }) => counts(player, { [method]: share, standard_error: error })),
      ...families.flatMap(({ family, share, error }) =>
        counts({ id: family, kind: "family", family }, { [method]: share, standard_error: error }),
      ),
      ...counts({ id: "", kind: "all", family: "" }, { total }),
    ];
  });
  const pairs = boundaries.flatMap(({ boundary, pairs: own }) =>
    own.map(({ first, second, interaction: change }) => ({ boundary, first, second, change })),
  );
  const unit = run.layout.peak.unit.text;
  const labelOf = ({ player, kind }: (typeof shares)[number], words: Words) => {
    const label = kind === "lever" ? run.scenario.levers.get(player)?.lever.label : undefined;
    const groups: Readonly<Record<string, string>> = kind === "basis" ? words.common.bases : words.levers.families;
    return label === undefined ? (groups[player] ?? player) : words.say(label);
  };
  const attribution = csvOf(
    {
      ...columnsOf(run),
      ...named("boundary", "player", "kind", "family", "counted"),
      ...constant({ unit }),
      ...changeColumns(years),
      censored_runs: ({ censored }) => censored,
      label_en: (row) => labelOf(row, en),
      label_zh: (row) => labelOf(row, zh),
    },
    shares,
    options,
  );
  const interactions = csvOf(
    {
      ...columnsOf(run),
      ...named("boundary"),
      first: ({ first }) => first.id,
      second: ({ second }) => second.id,
      ...constant({ unit }),
      ...changeColumns(years),
    },
    pairs,
    options,
  );
  return new Map([
    ["attribution.csv", attribution],
    ["interactions.csv", interactions],
  ]);
}
