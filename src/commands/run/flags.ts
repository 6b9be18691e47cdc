import { percent, readable, yearSpans } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import { type Language, messages, say } from "../../report/words/messages.ts";
import { unitText } from "../../report/words/units.ts";
import { labelOfCell, memberLabels } from "../../run/cell-label.ts";
import { estimatedShares } from "../../run/estimated-share.ts";
import type { ObservationGap, ScenarioRun } from "../../run/scenario-run.ts";

/** What lies further off is no share of what was observed. */
const MOST_RATIO = 1e6;

const SHOWN_GAPS = 6;
/** Smaller amounts, in the variable's unit, are rounding and raise no flag. */
const ROUNDING = 1e-9;
const GAP_WORTH_A_LINE = 0.005;

/** What a reader must know before trusting the run: limits that bound, remarks, estimates, model against observation. */
export function flagLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  const flags = [...limitLines(run, language), ...highlightLines(run, language)];
  const lines = [`${m.flags}${flags.length === 0 ? `${m.colon}${m.noFlags}` : ""}`, ...flags];
  return [...lines, ...noteLines(run, language), ...gapLines(run, language), ...estimateLines(run, language)];
}

function limitLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  return run.limits.map(({ label, years }) => `  ${say(label, language)}${m.colon}${yearSpans(years)}`);
}

function highlightLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  return run.layout.highlights.flatMap(({ variable, cell }) => {
    const values = run.values(variable.name, cell);
    if (values === undefined) return [];
    const years = Array.from(values.keys())
      .filter((i) => Math.abs(values[i]) > ROUNDING)
      .map((i) => run.scenario.baseYear + i);
    if (years.length === 0) return [];
    const most = values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const label = say(labelOfCell(run.model, variable, cell), language);
    return [
      `  ${label}${m.colon}${most < 0 ? "≥" : "≤"} ${readable(most)} ${unitText(variable.unit.text, language)}, ${yearSpans(years)}`,
    ];
  });
}

function noteLines(run: ScenarioRun, language: Language): string[] {
  const { notes } = run.scenario;
  if (notes.length === 0) return [];
  const m = messages[language];
  return [
    m.notes,
    ...notes.map(({ at, path, message }) => `  ${path}${m.colon}${say(message, language)} (${at.file}:${at.line})`),
  ];
}

function gapLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  const gaps = run.gaps
    .map((gap) => ({ ...gap, size: gapSize(gap) }))
    .filter(({ size }) => size >= GAP_WORTH_A_LINE)
    .sort((a, b) => (b.size === a.size ? 0 : b.size - a.size))
    .slice(0, SHOWN_GAPS);
  if (gaps.length === 0) return [];
  const columns = [
    { title: m.indicator },
    { title: m.year },
    { title: m.observed, align: "end" as const },
    { title: m.modelled, align: "end" as const },
    { title: m.unit },
    { title: "", align: "end" as const },
  ];
  const rows = gaps.map(({ variable, label, year, observed, modelled }) => [
    say(label, language),
    String(year),
    readable(observed),
    readable(modelled),
    unitText(variable.unit.text, language),
    // Nothing is a share of what was observed as 0 or negative.
    observed > 0 && Math.abs(modelled) < MOST_RATIO * observed
      ? `${modelled > observed ? "+" : ""}${percent(modelled / observed - 1)}`
      : "-",
  ]);
  return [m.gaps(run.gaps.length), ...textTable(columns, rows)];
}

/** How far the model lies off, beside what was observed: infinite where that was 0 and the model has more than rounding. */
function gapSize({ observed, modelled }: ObservationGap): number {
  const off = Math.abs(modelled - observed);
  return off <= ROUNDING ? 0 : off / Math.abs(observed);
}

function estimateLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  const parameter = run.layout.estimatedShare;
  if (parameter === undefined) return [];
  const { shares, whole } = estimatedShares(run.scenario, parameter);
  const named = [...shares]
    .filter(([, share]) => share > 0)
    .map(([ordinal, share]) => {
      const [label] = memberLabels(run.model, parameter.over.slice(0, 1), ordinal);
      return `${label === undefined ? parameter.name : say(label, language)} ${percent(share, 0)}`;
    });
  const list = named.length === 0 ? "" : ` (${named.join(", ")})`;
  return [`${m.estimatedShare}${m.colon}${percent(whole, 0)}${list}`];
}
