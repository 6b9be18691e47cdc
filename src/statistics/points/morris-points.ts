import { checkSeed, keyedPermutation, Purpose, uniformAt } from "./draws.ts";

/** Levels of the grid; even, so that the step of levels / (2 (levels - 1)) makes all of them equally likely. */
const MORRIS_LEVELS = 4;

/** By how much of its range an input moves in one step of a trajectory. */
export const MORRIS_STEP = MORRIS_LEVELS / (2 * (MORRIS_LEVELS - 1));

export interface MorrisStep {
  /** The input that moved since the run before, and the way it went. */
  readonly input: number;
  readonly sign: 1 | -1;
}

/** Trajectories and the steps within them. */
export type MorrisPoints = ReturnType<typeof morrisPoints>;

/**
 * Trajectories for elementary effects (Morris 1991, Technometrics 33(2)): d + 1 runs each, moving one input after the
 * other by `MORRIS_STEP`, in an order and from a start that depend on seed and trajectory alone. `edge` keeps coordinates
 * off 0 and 1, where a distribution without bounds has no value.
 *
 * @example morrisPoints(1, 3).stepTo(0); // => undefined
 */
export function morrisPoints(seed: number, dimensions: number, edge = 0) {
  checkSeed(seed);
  const block = dimensions + 1;
  const span = 1 - 2 * edge;
  const half = MORRIS_LEVELS / 2;
  const order = (trajectory: number) => keyedPermutation(uniformSeed(seed, trajectory), 0, dimensions);
  let known = -1;
  let places: number[] = [];
  const placesOf = (trajectory: number): number[] => {
    if (trajectory !== known) {
      const place = order(trajectory);
      places = Array.from({ length: dimensions }, (_, i) => place(i));
      known = trajectory;
    }
    return places;
  };
  const startOf = (trajectory: number, input: number): { low: number; up: boolean } => {
    const u = uniformAt(seed, trajectory, input, Purpose.trajectory);
    const choice = Math.floor(u * MORRIS_LEVELS);
    return { low: (choice % half) / (MORRIS_LEVELS - 1), up: choice < half };
  };
  return {
    dimensions,
    fill: (run: number, point: Float64Array): void => {
      const trajectory = Math.floor(run / block);
      const moved = run % block;
      const ranks = placesOf(trajectory);
      for (let input = 0; input < dimensions; input++) {
        const { low, up } = startOf(trajectory, input);
        const atHigh = ranks[input] < moved === up;
        point[input] = edge + span * (low + (atHigh ? MORRIS_STEP : 0));
      }
    },
    /** The step that led to a run; undefined for the first run of a trajectory. */
    stepTo: (run: number): MorrisStep | undefined => {
      const step = run % block;
      if (step === 0) return undefined;
      const trajectory = Math.floor(run / block);
      const input = placesOf(trajectory).indexOf(step - 1);
      return { input, sign: startOf(trajectory, input).up ? 1 : -1 };
    },
  };
}

function uniformSeed(seed: number, trajectory: number): number {
  return Math.floor(uniformAt(seed, trajectory, 0xffffffff, Purpose.trajectory) * 9007199254740991);
}
