import type { BoundaryDifference, ScenarioDifference } from "../../questions/compare/difference.ts";
import { barChart } from "../../report/draw/bar-chart.ts";
import {
  boundaryLine,
  type ChangeMeasure,
  type ChangeSize,
  changeBar,
  changeLegend,
  changeMeasures,
  changePanel,
  changeSize,
  madeBy,
  observedEnd,
  placed,
  placeOf,
} from "../../report/draw/captions.ts";
import { seriesColour } from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { xyChart } from "../../report/draw/xy-chart.ts";
import { boundaryName } from "../../report/text/names.ts";
import { sizedLevels } from "../../report/text/sized.ts";
import type { Words } from "../../report/words/languages.ts";
import { drawnText } from "../../report/words/units.ts";
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
  const levels = sizedLevels(
    first,
    words,
    found.map((own) => own.result.peak?.level),
  );
  const places = new Set(runs.map((run) => placeOf(run, words)));
  return xyChart({
    title: placed(m.compared(drawnText(words.say(result.label))), words.commas([...places]), words),
    notes: [m.peakNote, madeBy(words, ...runs.map(({ scenario }) => scenario.id))],
    x: { label: words.common.year, years: true },
    y: levels.drawn,
    observed: observedEnd(first, words),
    lines: found.map((own, i) =>
      boundaryLine(own.result, drawnText(words.say(own.run.scenario.title)), seriesColour(i), levels, words),
    ),
  });
}

function sharePicture({ first, second }: ScenarioDifference, found: BoundaryDifference, words: Words): Picture {
  const m = words.picture;
  const shares = found.shares.map(({ share }) => share);
  const sizes = Object.fromEntries(
    changeMeasures.map((measure) => [measure, changeSize(first, words, measure, shares)]),
  ) as Record<ChangeMeasure, ChangeSize>;
  const bars = (measure: ChangeMeasure) => found.shares.map(({ share }) => changeBar(share[measure], sizes[measure]));
  const [before, after] = [first, second].map(({ scenario }) => drawnText(words.say(scenario.title)));
  return barChart({
    title: placed(m.difference({ first: before, second: after }), placeOf(first, words), words),
    subtitle: drawnText(boundaryName(first, found.boundary, words)),
    notes: [madeBy(words, first.scenario.id, second.scenario.id)],
    legend: changeLegend(m.lowers, m.raises),
    rows: found.shares.map(({ player }) => drawnText(inputName(first, second, player, words))),
    panels: changeMeasures.map((measure) => changePanel(first, words, measure, bars(measure))),
  });
}
