/** A stretch of numbers laid over a stretch of the picture. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  /** Decimals that tell the ticks apart. */
  readonly decimals: number;
}

/** The least step of 1, 2 or 5 times a power of ten that cuts a span into at most `most` parts. */
export function niceStep(span: number, most: number): number {
  if (!(span > 0 && Number.isFinite(span))) throw new RangeError(`a scale needs a span above 0, not ${span}`);
  const power = 10 ** Math.floor(Math.log10(span / most));
  for (const factor of [1, 2, 5, 10]) if (span / (factor * power) <= most * (1 + 1e-9)) return factor * power;
  return 10 * power;
}

/** A linear scale from `low` to `high`, in the picture from `start` to `end`, with at most `most` steps. */
export function linearScale(low: number, high: number, start: number, end: number, most: number): Scale {
  const step = niceStep(high - low, most);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++)
    ticks.push(Number((i * step).toFixed(10)));
  return {
    from: low,
    to: high,
    at: (value) => start + ((value - low) / (high - low)) * (end - start),
    ticks,
    decimals,
  };
}

/** The ends moved outwards to whole steps, so that the axis begins and ends at a number that is written. */
export function roundedEnds(low: number, high: number, most: number): [number, number] {
  const span = high > low ? high - low : Math.max(1, Math.abs(high));
  const step = niceStep(span, most);
  const down = Math.floor(low / step + 1e-9) * step;
  const up = Math.ceil(high / step - 1e-9) * step;
  return up > down ? [down, up] : [down, down + step];
}
