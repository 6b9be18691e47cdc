import { basename, dirname, resolve } from "node:path";
import { writeFiles } from "../../files/files.ts";
import { checkFolder } from "../../files/folders.ts";
import type { SeekAnswer } from "../../questions/seek/seek.ts";
import { answerPlace } from "../../questions/seek/seek-answer.ts";
import { columnsOf } from "../../report/tables/run-columns.ts";
import { leverName } from "../../report/text/names.ts";
import type { Words } from "../../report/words/languages.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { type CsvOptions, csvOf } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import { refuseStanding } from "../shell/region-files.ts";
import { withSchemaLines } from "../shell/schema-lines.ts";
import type { Terminal } from "../shell/terminal.ts";

/** What answers have in common, whatever they were asked for. */
type Answer = Pick<SeekAnswer, "kind" | "possible" | "value" | "settings" | "monotone" | "proven" | "atFullStrength">;

/** Whether an answer may be written as a scenario of this name; throws where it may not. */
export function checkPlace(
  terminal: Terminal,
  library: Library,
  scenario: Scenario,
  { save, force }: { readonly save?: string; readonly force: boolean },
): void {
  if (save === undefined) return;
  const { file } = answerPlace(scenario, save);
  checkFolder(dirname(resolve(terminal.workingFolder, file)));
  if (!force) refuseStanding(library, terminal.workingFolder, [file]);
}

/** Writes an answer beside the scenario that was asked about, where it is to be kept. */
export async function saveAnswer(
  terminal: Terminal,
  scenario: Scenario,
  name: string | undefined,
  written: string,
): Promise<void> {
  if (name === undefined) return;
  const { file } = answerPlace(scenario, name);
  // A scenario that is named by its file has its answer in that very folder, wherever it lies.
  const place = resolve(terminal.workingFolder, file);
  const [folder, saved] = scenario.id.endsWith(".yaml")
    ? [dirname(place), basename(place)]
    : [terminal.workingFolder, file];
  await writeFiles(folder, withSchemaLines(new Map([[saved, written]]), folder, terminal));
  terminal.err(`${file}\n`);
}

export function impossibleLines({ kind }: Answer, { seek: m }: Words): string[] {
  return [`  ${kind === "lever" || kind === "latest_start" ? m.impossibleLever : m.impossible}`];
}

/** What it takes. */
export function answerLines(run: ScenarioRun, { kind, value = 0, settings }: Answer, words: Words): string[] {
  const m = words.seek;
  const kept = [...settings].filter(([, { strength }]) => strength > 0);
  const named = kept.map(([lever]) => leverName(run, lever, words));
  if (value === 0 && (kind === "ambition" || kind === "least_effort")) return [`  ${m.nothingNeeded}`];
  return [
    `  ${m.answers[kind](String(Number(value.toFixed(4))))}`,
    ...(kind === "smallest_set" ? [`  ${m.these(named)}`] : []),
  ];
}

/** What is to be known of how it was found. */
export function remarkLines({ kind, monotone, proven, atFullStrength }: Answer, { seek: m }: Words): string[] {
  return [
    ...(monotone ? [] : [`  ${m.notMonotone}`]),
    ...(proven === undefined ? [] : [`  ${proven ? m.proven : m.notProven}`]),
    ...(atFullStrength ? [`  ${m.fullStrength}`] : []),
    ...(kind === "least_effort" ? [`  ${m.goodMix}`] : []),
  ];
}

/** The answer as a scenario's file. */
export function fileLines(file: string, text: string, { seek: m }: Words): string[] {
  const shown = text.trimEnd().split("\n");
  return [`  ${m.verified(file)}`, "", m.file, ...shown.map((line) => `  ${line}`)];
}

/** Every lever before and then. */
export function leversCsv(run: ScenarioRun, { settings }: Answer, options: CsvOptions): string {
  return csvOf(
    {
      ...columnsOf(run),
      lever: ({ applied }) => applied.lever.id,
      label_en: ({ applied }) => applied.lever.label.en,
      label_zh: ({ applied }) => applied.lever.label.zh,
      family: ({ applied }) => applied.lever.family,
      strength_before: ({ applied }) => applied.strength,
      strength: ({ setting }) => setting?.strength ?? 0,
      delay: ({ applied, setting }) => applied.delay + (setting?.delay ?? 0),
    },
    [...run.scenario.levers].map(([id, applied]) => ({ applied, setting: settings.get(id) })),
    options,
  );
}
