import type { OutcomeColumn } from "../../batch/batch.ts";
import type { BatchInput } from "../../batch/design/batch-input.ts";
import type { BatchReport, TargetBoxes } from "../../batch/statistics/batch-statistics.ts";
import { percent, readable } from "../../report/text/number-text.ts";
import { batchReportMessages } from "../../report/words/batch-report-messages.ts";
import { type Language, say } from "../../report/words/messages.ts";
import { unitText } from "../../report/words/units.ts";
import type { Box, BoxLimit } from "../../statistics/prim.ts";

/** What quasi-p value a limit may have before it is called chance. */
const CHANCE = 0.05;
const DIGITS = 3;

/** A count with thousands apart. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A share as per cent: three digits are too many for runs, and what is rare still shows. */
export function sharePercent(share: number): string {
  if (share === 0 || share === 1) return percent(share, 0);
  const near = Math.min(share, 1 - share);
  return percent(share, near < 0.001 ? 2 : 1);
}

/** A target as a planner would say it. */
export function targetWords({ label, target }: OutcomeColumn, language: Language): string {
  const what = say(label, language);
  if (target === undefined) return what;
  const m = batchReportMessages[language];
  if (target.kind !== "peak")
    return m.inYear({ what, year: target.year, condition: target.text.replace(">=", "≥").replace("<=", "≤") });
  const { by: year, below, variable } = target;
  const unit = unitText(variable.unit.text, language);
  return m.peakBy({ what, year, below: below === undefined ? undefined : `${readable(below)} ${unit}` });
}

/** An outcome within a sentence. */
export function outcomeWords(column: OutcomeColumn, language: Language): string {
  const m = batchReportMessages[language];
  if (column.kind === "target") return m.targetMet(targetWords(column, language));
  const boundary = say(column.label, language);
  return column.kind === "peak_year" ? m.peakYear(boundary) : m.peakLevel(boundary);
}

/** An input; where it is a path, with the year in which its range is widest. */
export function inputWords(input: BatchInput, language: Language): string {
  const year = yearOf(input);
  const name = say(input.label, language);
  if (year === undefined) return name;
  return language === "en" ? `${name} (widest in ${year})` : `${name}（${year} 年范围最宽）`;
}

/** An input with the year of its number, where that stands for a path. */
function inputInYear(input: BatchInput, language: Language): string {
  const year = yearOf(input);
  const name = say(input.label, language);
  if (year === undefined) return name;
  return language === "en" ? `${name} (in ${year})` : `${name}（${year} 年）`;
}

function yearOf(input: BatchInput): number | undefined {
  return input.as === "within" ? input.uncertain.year : undefined;
}

/** A limit such as `GDP growth above 5.6 %/yr`. */
export function limitWords(input: BatchInput, { low, high, quasi_p }: BoxLimit, language: Language): string {
  const m = batchReportMessages[language];
  const words = m.limit({
    name: inputInYear(input, language),
    as: input.as,
    low: boundWords(input, low, language),
    high: boundWords(input, high, language),
  });
  return quasi_p > CHANCE ? `${words} ${m.byChance}` : words;
}

function boundWords({ as, unit }: BatchInput, bound: number | undefined, language: Language): string | undefined {
  if (bound === undefined) return undefined;
  switch (as) {
    case "scale":
    case "strength":
      return percent(bound, 0);
    case "start":
      return String(Math.round(bound));
    case "delay":
      return `${readable(bound, 2)} ${unitText("yr", language)}`;
    case "shift":
    case "value":
    case "within":
      if (unit === "1") return readable(bound, DIGITS);
      if (unit === "1/yr") return `${readable(100 * bound, DIGITS)} %/${unitText("yr", language)}`;
      return `${readable(bound, DIGITS)} ${unitText(unit, language)}`;
  }
}

/** The conditions of a box in one breath. */
export function conditionWords(inputs: readonly BatchInput[], { limits }: Box, language: Language): string {
  return batchReportMessages[language].and(limits.map((limit) => limitWords(inputs[limit.input], limit, language)));
}

/** Where a target is missed in some runs: the first box in words, and how many more there are. */
export function boxLines({ batch }: BatchReport, found: TargetBoxes, language: Language): string[] {
  const m = batchReportMessages[language];
  const { column, runs, missed, boxes } = found;
  if (missed === 0 || missed === runs) return [];
  const target = targetWords(column, language);
  const share = sharePercent(missed / runs);
  const [box, ...more] = boxes;
  if (box === undefined) return [m.noBox(target, share)];
  const shares = [
    m.boxShares({ mass: sharePercent(box.mass), coverage: sharePercent(box.coverage) }),
    ...(more.length > 0 ? [m.moreBoxes(more.length)] : []),
  ];
  return [
    m.box({ target, share, density: sharePercent(box.density) }),
    ...box.limits.map((limit) => `  - ${limitWords(batch.inputs[limit.input], limit, language)}`),
    shares.join(language === "zh" ? "" : " "),
  ];
}
