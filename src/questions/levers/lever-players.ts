import type { Branch, Model } from "../../engine/language/model.ts";
import { type Reads, readsIn, readsOf } from "../../engine/program/influence.ts";
import type { Outcome } from "../../run/package-runner.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { need } from "../../text/need.ts";

/** A player of an attribution: one lever, a family of them, or all that are not looked at one by one. */
export interface LeverPlayer {
  /** The lever's id, the name of the family or basis, or `rest`. */
  readonly id: string;
  readonly kind: "lever" | "family" | "basis" | "rest";
  readonly levers: readonly string[];
  readonly family: string;
}

/**
 * The players that share out the effect of a scenario's levers, in file order: each lever, or each family where `by`
 * says so, or all that rest on the same kind of number. Where `only` names some levers, those stand alone and all others together are one player, `rest`.
 */
export function leverPlayers(
  run: ScenarioRun,
  by: "lever" | "family" | "basis",
  only?: readonly string[],
): LeverPlayer[] {
  const levers = [...run.scenario.levers].map(([id, { lever, basis = "" }]) => ({
    id,
    family: by === "basis" ? basis : lever.family,
  }));
  const shown = levers.filter(({ id, family }) => family !== "" && (only === undefined || only.includes(id)));
  const rest = levers.filter((lever) => !shown.includes(lever)).map(({ id }) => id);
  const families = [...new Set(shown.map(({ family }) => family))];
  const ofFamily = (family: string) => shown.filter((lever) => lever.family === family).map(({ id }) => id);
  const players: LeverPlayer[] =
    by === "lever"
      ? shown.map(({ id, family }) => ({ id, kind: "lever", levers: [id], family }))
      : families.map((family) => ({ id: family, kind: by, levers: ofFamily(family), family }));
  if (rest.length > 0) players.push({ id: "rest", kind: "rest", levers: rest, family: "rest" });
  return players;
}

/**
 * Whether a player can change any of the outcomes: one of its levers is pulled and moves a parameter that they read.
 * Whoever cannot is a null player of every game on these outcomes. Its value is exactly 0, and the values of the others
 * are the same without it (Shapley 1953; for Owen values too, since it leaves the game between families as it is).
 */
export function canAct(run: ScenarioRun, outcomes: readonly Outcome[]): (player: LeverPlayer) => boolean {
  const { model, levers, steps } = run.scenario;
  const read = parametersRead(model, outcomes);
  const acting = new Set<string>();
  for (const [parameter, own] of steps) {
    if (!read.has(parameter)) continue;
    for (const { id } of own) if (levers.get(id)?.strength !== 0) acting.add(id);
  }
  return (player) => player.levers.some((id) => acting.has(id));
}

/**
 * The parameters that these cells can depend on in any year. Of the outcomes themselves only the branches that serve the
 * cell count; whatever they read counts whole, so that none is ever missed.
 */
function parametersRead(model: Model, outcomes: readonly Outcome[]): Set<string> {
  const reads = readsOf(model);
  const parameters = new Set<string>();
  const seen = new Set<string>();
  const pending: string[] = [];
  const take = (own: Reads) => {
    for (const name of [...own.parameters, ...own.lags]) parameters.add(name);
    pending.push(...own.variables);
  };
  for (const { variable, cell } of outcomes) {
    const { over, size, initial, formula } = need(model.variables, variable);
    // Cells count with the last domain fastest; branches serve members of the first.
    const first = model.domains.get(over[0])?.positions.length ?? 1;
    const ordinal = Math.floor(cell / (size / first));
    const serves = ({ ordinals }: Branch) => ordinals === undefined || ordinals.includes(ordinal);
    take(readsIn([...(initial ?? []), ...formula].filter(serves)));
  }
  while (pending.length > 0) {
    const name = pending.pop() as string;
    const own = reads.get(name);
    if (own === undefined || seen.has(name)) continue;
    seen.add(name);
    take(own);
  }
  return parameters;
}
