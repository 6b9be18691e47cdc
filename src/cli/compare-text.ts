import { differingInputs, type InputDifference } from "../analysis/comparison.ts";
import type { ScenarioRun } from "../analysis/scenario-run.ts";
import { valueIn } from "../analysis/series.ts";
import { type Language, messages, say } from "./messages.ts";
import { percent, readable } from "./number-text.ts";
import type { ReportedRun } from "./output-files.ts";
import { rollUpMessages } from "./roll-up-messages.ts";
import { headJson, peakJson } from "./run-json.ts";
import { LEVER_YEARS } from "./run-text.ts";
import { summaryLines } from "./summary-text.ts";
import { targetLabel } from "./targets-text.ts";
import { textTable } from "./text-table.ts";

/** Peaks side by side, emissions of the default boundary, targets, levers, and the inputs that differ. */
export function compareLines(reported: readonly ReportedRun[], language: Language): string[] {
  const runs = reported.map(({ run }) => run);
  return [
    ...summaryLines(reported, language),
    "",
    ...emissionLines(runs, language),
    ...targetSection(runs, language),
    ...leverSection(runs, language),
    "",
    ...(reported.some(({ rollUp }) => rollUp !== undefined)
      ? memberInputLines(reported, language)
      : inputLines(runs, language)),
  ];
}

export function compareJson(reported: readonly ReportedRun[]): unknown {
  const runs = reported.map(({ run }) => run);
  return {
    scenarios: runs.map((run) => ({ ...headJson(run), boundaries: run.boundaries.map(peakJson) })),
    differing_inputs: reported.some(({ rollUp }) => rollUp !== undefined) ? undefined : differences(runs),
  };
}

function differences(runs: readonly ScenarioRun[]): InputDifference[] {
  const [{ model }] = runs;
  return differingInputs(
    model,
    runs.map(({ inputs }) => inputs),
    LEVER_YEARS,
  );
}

function emissionLines(runs: readonly ScenarioRun[], language: Language): string[] {
  const [{ boundaries, layout, scenario }] = runs;
  const [first] = boundaries;
  const years = LEVER_YEARS.filter((year) => year <= scenario.horizon);
  const columns = [
    { title: messages[language].scenario },
    ...years.map((year) => ({ title: String(year), align: "end" as const })),
  ];
  const rows = runs.map((run) => [
    run.scenario.id,
    ...years.map((year) => {
      const value = valueIn(run.boundaries[0].series, year);
      return value === undefined ? "-" : readable(value);
    }),
  ]);
  return [`${say(first.label, language)} (${layout.peak.unit.text})`, ...textTable(columns, rows)];
}

function targetSection(runs: readonly ScenarioRun[], language: Language): string[] {
  const m = messages[language];
  const keys = new Map<string, string[]>();
  runs.forEach((run, i) => {
    for (const judged of run.targets) {
      const { target, result } = judged;
      const year = target.kind === "peak" ? target.by : target.year;
      const label = say(targetLabel(run, judged), language);
      const key = `${label} ${year} (${target.text})`;
      const cells = keys.get(key) ?? runs.map(() => "-");
      cells[i] = m.verdicts[result.status];
      keys.set(key, cells);
    }
  });
  const columns = [{ title: m.target }, ...runs.map((run) => ({ title: run.scenario.id }))];
  const rows = [...keys].map(([key, cells]) => [key, ...cells]);
  return rows.length === 0 ? [] : ["", m.targets, ...textTable(columns, rows)];
}

function leverSection(runs: readonly ScenarioRun[], language: Language): string[] {
  const m = messages[language];
  const ids = [...new Set(runs.flatMap((run) => [...run.scenario.levers.keys()]))];
  const rows = ids.flatMap((id) => {
    const pulled = runs.map((run) => run.scenario.levers.get(id));
    const cells = pulled.map((lever) =>
      lever === undefined ? "-" : `${percent(lever.strength, 0)} ${lever.start}-${lever.full}`,
    );
    if (cells.every((cell) => cell === cells[0])) return [];
    const label = pulled.find((lever) => lever !== undefined)?.lever.label;
    return [[label === undefined ? id : say(label, language), ...cells]];
  });
  const columns = [{ title: m.lever }, ...runs.map((run) => ({ title: run.scenario.id }))];
  return rows.length === 0 ? [] : ["", ...textTable(columns, rows)];
}

/** How many inputs differ in each region of the sums, and how to see which. */
function memberInputLines(reported: readonly ReportedRun[], language: Language): string[] {
  const m = rollUpMessages[language];
  const colon = messages[language].colon;
  const regions = reported.map(({ rollUp }) => rollUp?.members.map(({ scenario }) => scenario.region.id) ?? []);
  const [first, ...others] = regions;
  if (others.some((names) => names.join() !== first.join())) return [m.otherMembers];
  return [
    `${m.inputs}${colon}`,
    ...first.map((id, i) => {
      const found = differences(reported.flatMap(({ rollUp }) => rollUp?.members[i] ?? []));
      const each = reported.map(({ rollUp }) => `${id}/${rollUp?.rollUp.each}`);
      return `  ${id}${colon}${found.length}   peakpath compare ${[...new Set(each)].join(" ")}`;
    }),
  ];
}

function inputLines(runs: readonly ScenarioRun[], language: Language): string[] {
  const m = messages[language];
  const found = differences(runs);
  if (found.length === 0) return [m.noDifferences];
  const columns = [
    { title: m.input },
    { title: m.unit },
    { title: m.year },
    ...runs.map((run) => ({ title: run.scenario.id, align: "end" as const })),
  ];
  const rows = found.flatMap(({ parameter, members, samples }) => {
    const unit = runs[0].model.parameters.get(parameter)?.unit.text ?? "";
    return samples.map(({ year, values }, i) => [
      i === 0 ? [parameter, ...members].join(".") : "",
      i === 0 ? unit : "",
      year === undefined ? m.allYears : String(year),
      ...values.map((value) => (value === undefined ? "-" : readable(value))),
    ]);
  });
  return [`${m.differences} (${found.length})`, ...textTable(columns, rows)];
}
