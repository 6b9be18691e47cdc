/**
 * The least whole number from `from` to `to` that meets a condition: first a scan of `steps` equal steps, since the
 * answer need not be monotone, then bisection between the first scanned point that meets it and the one before, which
 * does not. `least` is undefined where no scanned point meets it. A stretch shorter than a step can escape the scan.
 *
 * @example seekLeast(0, 100, 4, (at) => at >= 30).least; // => 30
 */
export function seekLeast(from: number, to: number, steps: number, meets: (at: number) => boolean) {
  const points = new Set(Array.from({ length: steps + 1 }, (_, i) => from + Math.round(((to - from) * i) / steps)));
  /** The points that were scanned, ascending, and whether each meets it. */
  const scan = [...points].map((at) => ({ at, meets: meets(at) }));
  const first = scan.findIndex((point) => point.meets);
  if (first < 0) return { least: undefined, monotone: true, scan };
  /** Every scanned point above it meets it too, so that more is never worse as far as the scan can see. */
  const monotone = scan.slice(first).every((point) => point.meets);
  const below = scan[Math.max(0, first - 1)].at;
  return { least: leastMeeting(below, scan[first].at, meets), monotone, scan };
}

/**
 * The least whole number found above `low` that meets a condition, which `high` meets and `low` does not: by bisection.
 *
 * @example leastMeeting(0, 10, (at) => at * at >= 50); // => 8
 */
export function leastMeeting(low: number, high: number, meets: (at: number) => boolean): number {
  let [below, least] = [low, high];
  while (least - below > 1) {
    const middle = Math.floor((below + least) / 2);
    if (meets(middle)) least = middle;
    else below = middle;
  }
  return least;
}
