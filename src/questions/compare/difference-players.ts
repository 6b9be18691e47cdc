import { inStepOrder, type LeverStep } from "../../scenario/levers/lever-steps.ts";
import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** An input in which two scenarios differ: a lever, or a parameter as it is without levers; or all that are left. */
export interface DifferencePlayer {
  /** The lever's id, the family's or parameter's name, or `rest`. */
  readonly id: string;
  readonly kind: "lever" | "family" | "assumption" | "rest";
  readonly levers: readonly string[];
  readonly parameters: readonly string[];
}

/** The levers that two scenarios pull differently, then the parameters whose numbers without levers differ. */
export function differingPlayers(first: Scenario, second: Scenario): DifferencePlayer[] {
  const [own, other] = [pulledIn(first), pulledIn(second)];
  const ids = new Set([...own.keys(), ...other.keys()]);
  const levers = [...ids].filter((id) => !samePull(own.get(id), other.get(id)));
  const parameters = [...first.model.parameters.keys()].filter(
    (name) => !sameNumbers(first.base.values.get(name), second.base.values.get(name)),
  );
  return [
    ...levers.map((id) => ({ id, kind: "lever" as const, levers: [id], parameters: [] })),
    ...parameters.map((name) => ({ id: name, kind: "assumption" as const, levers: [], parameters: [name] })),
  ];
}

/** The levers of each family as one player, in the order of the families; what is no lever stays as it is. */
export function byFamily(first: Scenario, second: Scenario, players: readonly DifferencePlayer[]): DifferencePlayer[] {
  const pulled = new Map([...pulledIn(second), ...pulledIn(first)]);
  const familyOf = (id: string) => pulled.get(id)?.lever.family ?? id;
  const families = new Map<string, string[]>();
  for (const id of players.flatMap(({ levers }) => levers))
    families.set(familyOf(id), [...(families.get(familyOf(id)) ?? []), id]);
  return [
    ...[...families].map(([id, levers]) => ({ id, kind: "family" as const, levers, parameters: [] })),
    ...players.filter(({ kind }) => kind !== "lever"),
  ];
}

/** Several players as one. */
export function restOf(players: readonly DifferencePlayer[]): DifferencePlayer {
  return {
    id: "rest",
    kind: "rest",
    levers: players.flatMap(({ levers }) => levers),
    parameters: players.flatMap(({ parameters }) => parameters),
  };
}

/** A lever that stands still is as good as none. */
function samePull(first: ScenarioLever | undefined, second: ScenarioLever | undefined): boolean {
  const strength = (pulled: ScenarioLever | undefined) => pulled?.strength ?? 0;
  if (strength(first) === 0 && strength(second) === 0) return true;
  if (first === undefined || second === undefined || first.strength !== second.strength) return false;
  if (!sameNumbers(first.weights, second.weights)) return false;
  const [a, b] = [first.lever.effects, second.lever.effects];
  const isAlike = ({ path, mode, amounts }: (typeof a)[number], i: number) =>
    path === b[i].path && mode === b[i].mode && sameNumbers(amounts, b[i].amounts);
  return a === b || (a.length === b.length && a.every(isAlike));
}

function sameNumbers(a: Float64Array | undefined, b: Float64Array | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every((value, i) => Object.is(value, b[i]) || value === b[i]);
}

/** A step of either scenario, and for which choice of which player it acts; always without player. */
export interface ChosenStep {
  readonly step: LeverStep;
  readonly strength: number;
  readonly player?: number;
  readonly side?: "first" | "second";
}

/** The steps of both scenarios on a parameter, in the order in which steps compose, each with the choice it belongs to. */
export function chosenSteps(
  first: Scenario,
  second: Scenario,
  players: readonly DifferencePlayer[],
  parameter: string,
): ChosenStep[] {
  const playerOf = new Map(players.flatMap(({ levers }, i) => levers.map((id) => [id, i] as const)));
  const of = (scenario: Scenario, side: "first" | "second"): ChosenStep[] => {
    const pulled = pulledIn(scenario);
    return (scenario.steps.get(parameter) ?? []).flatMap((step) => {
      const strength = pulled.get(step.id)?.strength ?? 0;
      const player = playerOf.get(step.id);
      if (strength === 0) return [];
      if (player !== undefined) return [{ step, strength, player, side }];
      // What both pull alike is taken once.
      return side === "first" ? [{ step, strength }] : [];
    });
  };
  return [...of(first, "first"), ...of(second, "second")].sort((a, b) => inStepOrder(a.step, b.step));
}
