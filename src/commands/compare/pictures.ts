import type { BoundaryDifference, ScenarioDifference } from "../../questions/compare/difference.ts";
import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { barChart, type RowBar } from "../../report/draw/bar-chart.ts";
import { boundaryLine, madeBy } from "../../report/draw/captions.ts";
import { lessColour, moreColour, seriesColour } from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { xyChart } from "../../report/draw/xy-chart.ts";
import { signed } from "../../report/text/number-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { drawnText, drawnUnit, summedUnit } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type ComparedPair, inputName } from "./difference-text.ts";

/** The pictures of a comparison: each boundary's lines together, and for each pair what explains it. */
export function comparePictures(
  runs: readonly ScenarioRun[],
  boundaries: readonly string[],
  pairs: readonly ComparedPair[],
  words: Words,
): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const name of boundaries) pictures.set(`compare-${name}.svg`, linesPicture(runs, name, words));
  for (const { difference } of pairs) {
    if (typeof difference === "string") continue;
    const { first, second } = difference;
    for (const found of difference.boundaries) {
      const ids = [first, second].map(({ scenario }) => scenario.id.replaceAll("/", "-"));
      pictures.set(`difference-${ids.join("-to-")}-${found.boundary}.svg`, sharePicture(difference, found, words));
    }
  }
  return pictures;
}

function linesPicture(runs: readonly ScenarioRun[], name: string, words: Words): Picture {
  const m = words.picture;
  const found = runs.flatMap((run) => {
    const result = run.boundaries.find((boundary) => boundary.name === name && boundary.peak !== undefined);
    return result === undefined ? [] : [{ run, result }];
  });
  const [{ run: first, result }] = found;
  return xyChart({
    title: m.compared(drawnText(words.say(result.label))),
    notes: [m.peakNote, madeBy(words, ...runs.map(({ scenario }) => scenario.id))],
    x: { label: words.common.year, years: true },
    y: { label: drawnUnit(first.layout.peak.unit.text, words), fromZero: true },
    lines: found.map((own, i) =>
      boundaryLine(own.result, drawnText(words.say(own.run.scenario.title)), seriesColour(i), words),
    ),
  });
}

function sharePicture(difference: ScenarioDifference, found: BoundaryDifference, words: Words): Picture {
  const m = words.picture;
  const { first, second } = difference;
  const unit = first.layout.peak.unit.text;
  const panel = (label: string, decimals: number, pick: (change: MeasureChange) => number) => ({
    label,
    reference: 0,
    bars: found.shares.map(({ share }): RowBar => {
      const value = pick(share);
      const colour = value > 0 ? moreColour : lessColour;
      return { parts: [{ from: 0, to: value, colour }], text: signed(value, decimals).replace("-", "−") };
    }),
  });
  const { baseYear: from, horizon: to } = first.scenario;
  const [before, after] = [first, second].map(({ scenario }) => drawnText(words.say(scenario.title)));
  return barChart({
    title: m.difference({ first: before, second: after }),
    subtitle: drawnText(
      words.say(first.boundaries.find(({ name }) => name === found.boundary)?.label ?? { en: "", zh: "" }),
    ),
    notes: [madeBy(words, first.scenario.id, second.scenario.id)],
    legend: [
      { label: m.lowers, colour: lessColour },
      { label: m.raises, colour: moreColour },
    ],
    rows: found.shares.map(({ player }) => drawnText(inputName(first, second, player, words))),
    panels: [
      panel(m.yearsEarlier, 2, (change) => change.peak_year),
      panel(m.peakLevel(drawnUnit(unit, words)), 1, (change) => change.peak_level),
      panel(m.cumulative({ unit: drawnUnit(summedUnit(unit), words), from, to }), 0, (change) => change.cumulative),
    ],
  });
}
