import type { ScenarioRun } from "../../run/run.ts";
import { judgeIn, runScenario } from "../../run/scenario-run.ts";
import type { SharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { scenarioFolder } from "../../scenario/scenario-chain.ts";
import type { Library } from "../../text/library.ts";
import type { SeekAnswer } from "./seek.ts";
import { meetsGoal, type PeakGoal, type TargetGoal } from "./seek-goal.ts";

/** The answer as a scenario file: the scenario it was asked of, with those levers changed that the answer changes. */
export function answerFile(
  run: ScenarioRun,
  answer: Pick<SeekAnswer, "settings">,
  title: { en: string; zh: string },
): string {
  const { scenario } = run;
  const parent = nameOf(scenario.id);
  const lines = [
    "# yaml-language-server: $schema=../../dist/schemas/scenario.json",
    "# Written by peakpath seek.",
    `extends: ${yamlText(parent)}`,
    `title: {en: ${JSON.stringify(title.en)}, zh: ${JSON.stringify(title.zh)}}`,
  ];
  const changes = [...scenario.levers].flatMap(([id, pulled]) => {
    const own = answer.settings.get(id);
    if (own === undefined) return [`  ${id}: null`];
    const parts: string[] = [];
    // What was found for a number is found anew beside other levers: it stands as it is.
    if (own.strength !== pulled.strength || pulled.reach !== undefined)
      parts.push(`strength: ${Number(own.strength.toPrecision(12))}`);
    if (pulled.reach !== undefined && pulled.ramp.knots !== undefined)
      parts.push(`knots: {${[...pulled.ramp.knots].map(([year, share]) => `${year}: ${share}`).join(", ")}}`);
    if ((own.delay ?? 0) !== 0) parts.push(`delay: ${pulled.delay + (own.delay ?? 0)}`);
    return parts.length === 0 ? [] : [`  ${id}: {${parts.join(", ")}}`];
  });
  if (changes.length > 0) lines.push("levers:", ...changes);
  return `${lines.join("\n")}\n`;
}

/** A scenario's own name: `policy` of `zhejiang/policy` and of `scenarios/zhejiang/policy.yaml`. */
export function nameOf(id: string): string {
  return (id.split("/").at(-1) as string).replace(/\.yaml$/, "");
}

/** A name as YAML reads it back: files may have any. */
function yamlText(name: string): string {
  return /^[a-z][a-z0-9_]*$/.test(name) && name !== "null" ? name : JSON.stringify(name);
}

/** Where the answer's scenario stands, beside the one that was asked about, which may be named by its file. */
export function answerPlace({ id: asked }: Pick<Scenario, "id">, name: string): { id: string; file: string } {
  const beside = asked.slice(0, asked.lastIndexOf("/") + 1) + name;
  const id = asked.endsWith(".yaml") ? `${beside}.yaml` : beside;
  return { id, file: asked.endsWith(".yaml") ? id : `${scenarioFolder}/${id}.yaml` };
}

/**
 * Runs the answer's file as any scenario is run, with the file's text in place of what the library has there.
 *
 * `regions` holds regions that have been read already, `programs` the programs that runs share.
 *
 * @returns the run, and whether it meets the goal.
 * @throws InputError where the file does not compose, RunError where it does not run.
 */
export function verifyAnswer(
  library: Library,
  run: ScenarioRun,
  { goal }: { readonly goal: PeakGoal | TargetGoal },
  name: string,
  text: string,
  regions?: RegionCache,
  programs?: SharedPrograms,
): { run: ScenarioRun; meets: boolean } {
  const { id, file } = answerPlace(run.scenario, name);
  const overlaid: Library = {
    read: (path) => (path === file ? text : library.read(path)),
    list: (folder) => library.list(folder),
  };
  const own = runScenario(composeScenario(overlaid, run.scenario.model, id, regions), programs);
  if ("target" in goal) return { run: own, meets: judgeIn(own, goal.target).result.status === "met" };
  const boundary = own.boundaries.find(({ name: other }) => other === goal.boundary);
  return { run: own, meets: boundary !== undefined && meetsGoal(boundary.series, goal) };
}
