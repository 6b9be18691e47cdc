/** A label that wants to stand with its middle at `wanted` and takes `height`. */
export interface Wanting {
  readonly wanted: number;
  readonly height: number;
}

/**
 * Middles for the labels between `top` and `bottom`, in their order, none over another, and all together as near to
 * where they want to be as can be (least squares: pooling of adjacent violators). Labels that want the same place keep
 * the order in which they are given.
 *
 * @throws RangeError where there is no room for all.
 */
export function spreadLabels(labels: readonly Wanting[], top: number, bottom: number): number[] {
  const whole = labels.reduce((sum, { height }) => sum + height, 0);
  if (whole > bottom - top + 1e-6) {
    throw new RangeError(`${labels.length} labels need ${whole}, there is room for ${bottom - top}`);
  }
  const order = labels.map((_, i) => i).sort((a, b) => labels[a].wanted - labels[b].wanted || a - b);
  // With everything above it taken off, each label's place must only not lie above that of the one before.
  const blocks: { sum: number; count: number }[] = [];
  const before = new Map<number, number>();
  let running = 0;
  for (const i of order) {
    before.set(i, running);
    blocks.push({ sum: labels[i].wanted - labels[i].height / 2 - running, count: 1 });
    running += labels[i].height;
    while (blocks.length > 1) {
      const [first, second] = blocks.slice(-2);
      if (first.sum / first.count <= second.sum / second.count) break;
      blocks.splice(-2, 2, { sum: first.sum + second.sum, count: first.count + second.count });
    }
  }
  const places = blocks.flatMap(({ sum, count }) =>
    new Array<number>(count).fill(Math.min(Math.max(sum / count, top), bottom - whole)),
  );
  const middles = new Array<number>(labels.length);
  order.forEach((i, position) => {
    middles[i] = places[position] + (before.get(i) as number) + labels[i].height / 2;
  });
  return middles;
}
