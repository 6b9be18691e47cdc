import type { LeverAttribution, MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { leversMessages } from "../../report/words/levers-messages.ts";
import type { Language } from "../../report/words/messages.ts";
import type { ScenarioRun } from "../../run/scenario-run.ts";
import { type CsvCell, type CsvOptions, csvText } from "../../text/csv.ts";

const head = ["model", "scenario", "region", "boundary"] as const;

/** The attribution as files: attribution.csv (one row a lever, boundary and way of counting) and interactions.csv. */
export function attributionFiles(
  run: ScenarioRun,
  attribution: LeverAttribution,
  options: CsvOptions,
): Map<string, string> {
  const { years, boundaries, method } = attribution;
  const measures = ["peak_year", "peak_level", ...years.map((year) => `emissions_${year}`), "cumulative"];
  const cells = ({ peak_year, peak_level, cumulative, emissions }: MeasureChange): CsvCell[] => [
    peak_year,
    peak_level,
    ...years.map((year) => emissions.get(year)),
    cumulative,
  ];
  const labelOf = (player: string, kind: string): [string, string] => {
    const label = run.scenario.levers.get(player)?.lever.label;
    if (kind === "lever" && label !== undefined) return [label.en, label.zh];
    const name = (language: Language) => leversMessages[language].families[player] ?? player;
    return player === "" ? ["", ""] : [name("en"), name("zh")];
  };
  const start = (boundary: string) => [run.model.name, run.scenario.id, run.scenario.region.label.en, boundary];
  const unit = run.layout.peak.unit.text;
  const shares = boundaries.flatMap(({ boundary, shares: own, families, total, censored }) => {
    const row = (player: string, kind: string, family: string, counted: string, change: MeasureChange): CsvCell[] => [
      ...start(boundary),
      player,
      kind,
      family,
      counted,
      unit,
      ...cells(change),
      censored,
      ...labelOf(player, kind),
    ];
    return [
      ...own.flatMap(({ player, share, error, alone, in_package }) => {
        const as = (counted: string, change: MeasureChange | undefined) =>
          change === undefined ? [] : [row(player.id, player.kind, player.family, counted, change)];
        return [
          ...as(method, share),
          ...as("standard_error", error),
          ...as("alone", alone),
          ...as("in_package", in_package),
        ];
      }),
      ...families.flatMap(({ family, share, error }) => [
        row(family, "family", family, method, share),
        ...(error === undefined ? [] : [row(family, "family", family, "standard_error", error)]),
      ]),
      row("", "all", "", "total", total),
    ];
  });
  const pairs = boundaries.flatMap(({ boundary, pairs: own }) =>
    own.map(({ first, second, interaction }) => [...start(boundary), first.id, second.id, unit, ...cells(interaction)]),
  );
  return new Map([
    [
      "attribution.csv",
      csvText(
        [...head, "player", "kind", "family", "counted", "unit", ...measures, "censored_runs", "label_en", "label_zh"],
        shares,
        options,
      ),
    ],
    ["interactions.csv", csvText([...head, "first", "second", "unit", ...measures], pairs, options)],
  ]);
}
