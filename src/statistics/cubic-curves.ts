/**
 * The smooth curve through points (x ascending) that rises where they rise, falls where they fall and has no extremum
 * between two of them: piecewise cubic with the slopes of the parabola through three points (at the ends as Moler 2004),
 * as far as these keep it monotone (Hyman 1983). A parabola is met, so that differences do not ripple from point to point.
 * Beyond the first and the last point it goes on with the slope that it has there.
 *
 * @throws RangeError for fewer than two points or x that do not ascend.
 * @example
 * const at = monotoneCubic([[0, 0], [1, 1], [2, 1]]);
 * [at(1), at(1.5), at(2)]; // => [1, 1, 1]
 */
export function monotoneCubic(points: readonly (readonly [x: number, y: number])[]): (x: number) => number {
  const last = points.length - 1;
  const widths = ascendingWidths(points);
  const rises = widths.map((width, i) => (points[i + 1][1] - points[i][1]) / width);
  const slopes = points.map((_, i) => {
    if (i === 0) return endSlope(widths[0], widths[1] ?? widths[0], rises[0], rises[1] ?? rises[0]);
    if (i === last)
      return endSlope(
        widths[last - 1],
        widths[last - 2] ?? widths[last - 1],
        rises[last - 1],
        rises[last - 2] ?? rises[last - 1],
      );
    const [before, after] = [rises[i - 1], rises[i]];
    if (before * after <= 0) return 0;
    const parabola = (widths[i] * before + widths[i - 1] * after) / (widths[i] + widths[i - 1]);
    return Math.sign(before) * Math.min(Math.abs(parabola), 3 * Math.abs(before), 3 * Math.abs(after));
  });
  return (x) => {
    if (x <= points[0][0]) return points[0][1] + slopes[0] * (x - points[0][0]);
    if (x >= points[last][0]) return points[last][1] + slopes[last] * (x - points[last][0]);
    const i = points.findIndex(([end]) => end > x) - 1;
    const t = (x - points[i][0]) / widths[i];
    const [from, to] = [points[i][1], points[i + 1][1]];
    const [rest, square] = [(1 - t) * (1 - t), t * t];
    return (
      from * (1 + 2 * t) * rest +
      widths[i] * slopes[i] * t * rest +
      to * square * (3 - 2 * t) +
      widths[i] * slopes[i + 1] * square * (t - 1)
    );
  };
}

/** The slope at an end, from the parabola through three points, never against the nearest rise nor more than three times it. */
function endSlope(width: number, next: number, rise: number, following: number): number {
  const slope = ((2 * width + next) * rise - width * following) / (width + next);
  if (slope * rise <= 0) return 0;
  return rise * following <= 0 && Math.abs(slope) > 3 * Math.abs(rise) ? 3 * rise : slope;
}

/**
 * The natural cubic spline through points (x ascending): its slope and its curvature have no edges, and its curvature is
 * none at the ends, beyond which it goes on straight. Unlike the monotone curve it may swing beyond its points, which
 * those of a smooth series do not make it do (de Boor, A Practical Guide to Splines, 1978).
 *
 * @throws RangeError for fewer than two points or x that do not ascend.
 * @example
 * const at = naturalCubic([[0, 0], [1, 1], [2, 0]]);
 * [at(1), at(0.5), at(3)]; // => [1, 0.6875, -1.5]
 */
export function naturalCubic(points: readonly (readonly [x: number, y: number])[]): (x: number) => number {
  const last = points.length - 1;
  const widths = ascendingWidths(points);
  const rises = widths.map((width, i) => (points[i + 1][1] - points[i][1]) / width);
  // Half the curvatures, by elimination of the tridiagonal equations.
  const curvatures = Array<number>(last + 1).fill(0);
  const factors = Array<number>(last + 1).fill(0);
  for (let i = 1; i < last; i++) {
    const pivot = 2 * (widths[i - 1] + widths[i]) - widths[i - 1] * factors[i - 1];
    factors[i] = widths[i] / pivot;
    curvatures[i] = (3 * (rises[i] - rises[i - 1]) - widths[i - 1] * curvatures[i - 1]) / pivot;
  }
  for (let i = last - 1; i > 0; i--) curvatures[i] -= factors[i] * curvatures[i + 1];
  const slopeAt = (i: number): number => rises[i] - (widths[i] * (2 * curvatures[i] + curvatures[i + 1])) / 3;
  const end = rises[last - 1] + (widths[last - 1] * (curvatures[last - 1] + 2 * curvatures[last])) / 3;
  return (x) => {
    if (x >= points[last][0]) return points[last][1] + end * (x - points[last][0]);
    const i = Math.max(0, points.findIndex(([to]) => to > x) - 1);
    const t = x - points[i][0];
    if (t < 0) return points[0][1] + slopeAt(0) * t;
    const cubic = (curvatures[i + 1] - curvatures[i]) / (3 * widths[i]);
    return points[i][1] + t * (slopeAt(i) + t * (curvatures[i] + t * cubic));
  };
}

/** The distances between points. */
function ascendingWidths(points: readonly (readonly [x: number, y: number])[]): number[] {
  if (points.length < 2) throw new RangeError(`a curve takes two points or more, not ${points.length}`);
  return points.slice(1).map(([x], i) => {
    const width = x - points[i][0];
    if (!(width > 0)) throw new RangeError(`points ascend, but ${x} follows ${points[i][0]}`);
    return width;
  });
}
