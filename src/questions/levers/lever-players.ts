import type { ScenarioRun } from "../../run/scenario-run.ts";

/** A player of an attribution: one lever, a family of them, or all that are not looked at one by one. */
export interface LeverPlayer {
  /** The lever's id, the family's name, or `rest`. */
  readonly id: string;
  readonly kind: "lever" | "family" | "rest";
  readonly levers: readonly string[];
  readonly family: string;
}

/**
 * The players that share out the effect of a scenario's levers, in file order: each lever, or each family where `by`
 * says so. Where `only` names some levers, those stand alone and all others together are one player, `rest`.
 */
export function leverPlayers(run: ScenarioRun, by: "lever" | "family", only?: readonly string[]): LeverPlayer[] {
  const levers = [...run.scenario.levers].map(([id, { lever }]) => ({ id, family: lever.family }));
  const shown = only === undefined ? levers : levers.filter(({ id }) => only.includes(id));
  const rest = levers.filter((lever) => !shown.includes(lever)).map(({ id }) => id);
  const players: LeverPlayer[] =
    by === "lever"
      ? shown.map(({ id, family }) => ({ id, kind: "lever", levers: [id], family }))
      : [...new Set(shown.map(({ family }) => family))].map((family) => ({
          id: family,
          kind: "family",
          levers: shown.filter((lever) => lever.family === family).map(({ id }) => id),
          family,
        }));
  if (rest.length > 0) players.push({ id: "rest", kind: "rest", levers: rest, family: "rest" });
  return players;
}
