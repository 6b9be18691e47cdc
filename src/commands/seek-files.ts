import type { SeekAnswer } from "../questions/seek/seek.ts";
import type { Peak } from "../run/peak/peak.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { type CsvCell, type CsvOptions, csvText } from "../text/csv.ts";

const answerColumns = [
  ...["model", "scenario", "region", "boundary", "peak_by", "below", "unit", "asked", "possible", "value", "monotone"],
  ...["proven", "at_full_strength", "setting", "year", "year_continuous", "band_from", "band_to", "level", "status"],
];

const leverColumns = [
  ...["model", "scenario", "region", "lever", "label_en", "label_zh", "family"],
  ...["strength_before", "strength", "delay"],
];

/** The answer as files: seek.csv (the peak before and with the answer) and seek_levers.csv (every lever before and then). */
export function seekFiles(run: ScenarioRun, answer: SeekAnswer, options: CsvOptions): Map<string, string> {
  const { scenario, model, layout } = run;
  const start = [model.name, scenario.id, scenario.region.label.en];
  const { goal, kind, possible, value, monotone, proven, atFullStrength } = answer;
  const truth = (flag: boolean | undefined) => (flag === undefined ? undefined : String(flag));
  const row = (setting: string, peak: Peak): CsvCell[] => [
    ...[...start, goal.boundary, goal.by, goal.below, layout.peak.unit.text, kind, String(possible), value],
    ...[String(monotone), truth(proven), truth(atFullStrength), setting],
    ...[peak.year, peak.year_continuous, peak.band.from, peak.band.to, peak.level, peak.status],
  ];
  const levers = [...scenario.levers].map(([id, { lever, strength, delay: own }]): CsvCell[] => {
    const found = answer.settings.get(id);
    return [
      ...[...start, id, lever.label.en, lever.label.zh, lever.family],
      ...[strength, found?.strength ?? 0, own + (found?.delay ?? 0)],
    ];
  });
  return new Map([
    ["seek.csv", csvText(answerColumns, [row("before", answer.peak_before), row("answer", answer.peak)], options)],
    ["seek_levers.csv", csvText(leverColumns, levers, options)],
  ]);
}
