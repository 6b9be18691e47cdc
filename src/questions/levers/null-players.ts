import type { Branch, Model, Variable } from "../../engine/language/model.ts";
import { type Reads, readsIn, readsOf } from "../../engine/program/influence.ts";
import type { Outcome } from "../../run/package-runner.ts";
import type { ScenarioRun } from "../../run/scenario-run.ts";
import type { LeverPlayer } from "./lever-players.ts";

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
    const { over, size, initial, formula } = model.variables.get(variable) as Variable;
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
