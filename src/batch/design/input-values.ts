import { type BatchInput, inputValue } from "./batch-input.ts";

/** How a number comes of its coordinate: by `inputValue`, or by what is worked out beforehand. */
const Way = { any: 0, uniform: 1, triangular: 2 } as const;

/** Below and above these widths products of them leave the range of numbers; `quantile` takes those apart. */
const [NARROW, WIDE] = [1e-150, 1e150];

/**
 * Writes the numbers of all inputs at a point, as `inputValue` gives each, bit for bit: batches draw millions, most of
 * them uniform or triangular, whose ends stand here in rows.
 */
export function inputValuesWriter(inputs: readonly BatchInput[]): (point: Float64Array, values: Float64Array) => void {
  const count = inputs.length;
  const ways = Uint8Array.from(inputs, wayOf);
  const [low, high, width, turn, rise, fall] = Array.from({ length: 6 }, () => new Float64Array(count));
  for (const [i, { spread }] of inputs.entries()) {
    if (spread.kind !== "uniform" && spread.kind !== "triangular") continue;
    low[i] = spread.low;
    high[i] = spread.high;
    width[i] = spread.high - spread.low;
    if (spread.kind === "uniform") continue;
    rise[i] = spread.mode - spread.low;
    fall[i] = spread.high - spread.mode;
    turn[i] = rise[i] / width[i];
  }
  return (point, values) => {
    for (let i = 0; i < count; i++) {
      const p = point[i];
      const way = ways[i];
      if (way === Way.triangular)
        values[i] =
          p < turn[i] ? low[i] + Math.sqrt(p * width[i] * rise[i]) : high[i] - Math.sqrt((1 - p) * width[i] * fall[i]);
      else if (way === Way.uniform) values[i] = low[i] + p * width[i];
      else values[i] = inputValue(inputs[i], p);
    }
  };
}

function wayOf(input: BatchInput): number {
  const { as, spread } = input;
  const isWhole = as === "start" || as === "delay" || as === "late";
  if (isWhole || ("quantiles" in input && input.quantiles !== undefined)) return Way.any;
  if (spread.kind === "uniform") return Way.uniform;
  if (spread.kind !== "triangular") return Way.any;
  const width = spread.high - spread.low;
  return width < NARROW || width > WIDE ? Way.any : Way.triangular;
}
