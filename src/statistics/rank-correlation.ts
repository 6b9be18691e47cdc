/** Spearman's rank correlation (1904) of two columns by their ranks; undefined where one of them never changes. */
export function rankCorrelation(x: Float32Array, y: Float32Array): number | undefined {
  const count = x.length;
  const mean = (count - 1) / 2;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < count; i++) {
    const a = x[i] - mean;
    const b = y[i] - mean;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  return xx === 0 || yy === 0 ? undefined : xy / Math.sqrt(xx * yy);
}
