import { isSum } from "../../run/load.ts";
import type { RollUp } from "../../scenario/roll-up.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Library } from "../../text/library.ts";
import { InputError } from "../../text/problems.ts";

/**
 * Reads the designs that the scenarios or their parents write, so that every command refuses the same files.
 *
 * @throws InputError with every mistake in them.
 */
export async function refuseWrongDesigns(library: Library, loaded: readonly (Scenario | RollUp)[]): Promise<void> {
  const scenarios = loaded.flatMap((entry) => (isSum(entry) ? entry.members : [entry]));
  const designed = scenarios.filter(({ design }) => design !== undefined);
  if (designed.length === 0) return;
  const { designProblems } = await import("./read-design.ts");
  const problems = designed.flatMap((scenario) => designProblems(library, scenario));
  if (problems.length > 0) throw new InputError(problems);
}
