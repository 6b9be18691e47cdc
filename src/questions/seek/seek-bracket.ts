/** Where a condition first holds on a grid of whole numbers, and how it goes on. */
export interface Bracket {
  /** The least point found that meets it, just above one that does not (or the first point). */
  readonly least: number;
  /** Every scanned point above it meets it too, so that more is never worse as far as the scan can see. */
  readonly monotone: boolean;
  /** The points that were scanned, ascending, and whether each meets it. */
  readonly scan: readonly { readonly at: number; readonly meets: boolean }[];
}

/**
 * The least whole number from `from` to `to` that meets a condition: first a scan of `steps` equal steps, since the
 * answer need not be monotone, then bisection between the first scanned point that meets it and the one before, which
 * does not. `least` is undefined where no scanned point meets it. A stretch shorter than a step can escape the scan.
 */
export function seekLeast(
  from: number,
  to: number,
  steps: number,
  meets: (at: number) => boolean,
): Omit<Bracket, "least"> & { readonly least: number | undefined } {
  const points = [
    ...new Set(Array.from({ length: steps + 1 }, (_, i) => from + Math.round(((to - from) * i) / steps))),
  ];
  const scan = points.map((at) => ({ at, meets: meets(at) }));
  const first = scan.findIndex((point) => point.meets);
  if (first < 0) return { least: undefined, monotone: true, scan };
  const monotone = scan.slice(first).every((point) => point.meets);
  let high = scan[first].at;
  let low = first === 0 ? high : scan[first - 1].at;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (meets(middle)) high = middle;
    else low = middle;
  }
  return { least: high, monotone, scan };
}
