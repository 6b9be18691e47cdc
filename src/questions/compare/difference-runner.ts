import { type LaneProgram, laneModule, singleLane } from "../../engine/lanes/lane-program.ts";
import { compile, placeOfValue } from "../../engine/program/compile.ts";
import type { BoundarySeries } from "../../run/package-runner.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { applySteps } from "../../scenario/levers/lever-steps.ts";
import { need } from "../../text/need.ts";
import { runError, saidOf } from "../../text/problems.ts";
import { chosenSteps, type DifferencePlayer } from "./difference-players.ts";

/** Runs with some inputs of one scenario and the others of another: true takes a player's inputs from the second. */
export type DifferenceRunner = (choices: readonly (readonly boolean[])[]) => BoundarySeries[];

/**
 * A runner between two scenarios of one region; with no player taken it gives the first run, with all of them the
 * second, to the bit. It has a program of its own for the peaks alone.
 *
 * The runner throws RunError naming the inputs taken from the second where a run fails on its numbers.
 */
export function differenceRunner(
  first: ScenarioRun,
  second: ScenarioRun,
  players: readonly DifferencePlayer[],
): DifferenceRunner {
  const { scenario, layout } = first;
  const { peak } = layout;
  const mixed = mixedParameters(first, second, players);
  const { model, base } = scenario;
  const touched = new Set(mixed.map(({ parameter }) => parameter.name));
  const program = compile(model, base, { outcomes: [peak.name], touched });
  const lanes = first.lanes === undefined ? singleLane(program) : laneModule(program).open();
  const computed = first.boundaries.filter((boundary) => boundary.peak !== undefined);
  const years = Array.from({ length: scenario.years }, (_, i) => scenario.baseYear + i);
  const write = writer(mixed, lanes);
  return (choices) => {
    const found: BoundarySeries[] = [];
    for (let from = 0; from < choices.length; from += lanes.count) {
      const together = choices.slice(from, from + lanes.count);
      for (const [lane, choice] of together.entries()) write(choice, lane);
      const errors = lanes.run();
      for (const [lane, choice] of together.entries()) {
        const error = errors[lane];
        if (error !== undefined) {
          const taken = players.filter((_, i) => choice[i]).map(({ id }) => id);
          const other = second.scenario.id;
          throw runError("mixture_fails", { scenario: scenario.id, taken, other, fault: saidOf(error) });
        }
        const seriesOf = (cell: number) => ({ years, values: lanes.series(lane, peak.name, cell) });
        found.push(new Map(computed.map(({ name, cell }) => [name, seriesOf(cell)])));
      }
    }
    return found;
  };
}

/** A parameter that is not the same in all mixtures, and what decides it. */
type MixedParameter = ReturnType<typeof mixedParameters>[number];

function mixedParameters(
  { scenario: first }: ScenarioRun,
  { scenario: second }: ScenarioRun,
  players: readonly DifferencePlayer[],
) {
  const playerOf = new Map(players.flatMap(({ parameters }, i) => parameters.map((name) => [name, i] as const)));
  const names = new Set([...playerOf.keys(), ...first.steps.keys(), ...second.steps.keys()]);
  return [...names].map((name) => {
    const steps = chosenSteps(first, second, players, name);
    const player = playerOf.get(name);
    const deciding = new Set(steps.flatMap((step) => step.player ?? []));
    if (player !== undefined) deciding.add(player);
    return {
      parameter: need(first.model.parameters, name),
      first: need(first.base.values, name),
      second: need(second.base.values, name),
      /** The player who decides between the numbers without levers; undefined where they are the same. */
      player,
      steps,
      /** All players who have a say. */
      deciding: [...deciding],
    };
  });
}

/** Writes each parameter where a choice changed it since the lane's run before. */
function writer(
  mixed: readonly MixedParameter[],
  lanes: LaneProgram,
): (choice: readonly boolean[], lane: number) => void {
  const written = Array.from({ length: lanes.count }, () => new Map<MixedParameter, string>());
  const mixes = new Map<MixedParameter, Map<string, Float64Array>>(mixed.map((own) => [own, new Map()]));
  return (choice, lane) => {
    for (const own of mixed) {
      const key = own.deciding.map((i) => (choice[i] ? "1" : "0")).join("");
      if (written[lane].get(own) === key) continue;
      const cells = lanes.parameterCells(own.parameter.name);
      if (cells === undefined) continue;
      written[lane].set(own, key);
      const values = mixes.get(own)?.get(key) ?? mix(own, choice);
      mixes.get(own)?.set(key, values);
      for (let i = 0; i < values.length; i++) lanes.memory[placeOfValue(cells, i) * lanes.count + lane] = values[i];
    }
  };
}

function mix({ parameter, first, second, player, steps }: MixedParameter, choice: readonly boolean[]): Float64Array {
  const base = player !== undefined && choice[player] ? second : first;
  const sideOf = (chooser: number) => (choice[chooser] ? "second" : "first");
  const acting = steps.filter((chosen) => chosen.player === undefined || sideOf(chosen.player) === chosen.side);
  const strengths = new Map(acting.map(({ step, strength }) => [step.id, strength]));
  const applied = acting.map(({ step }) => step);
  return applySteps(parameter, base, applied, strengths);
}
