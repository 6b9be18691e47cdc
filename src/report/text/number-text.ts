/** What is smaller is left of differences of large numbers, and zero to a reader. */
const NOISE = 1e-12;

/** A number for people: `digits` significant digits, none cut before the point, thousands apart from 10,000 on. */
export function readable(value: number, digits = 4): string {
  const size = Math.abs(value);
  if (size < NOISE) return "0";
  if (size < 1e-6 || size >= 1e12) return value.toPrecision(digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = value.toFixed(decimals);
  if (Number(text) === 0) return "0";
  return size >= 10000 ? grouped(text) : text;
}

/** A fixed number of decimals, minus zero as zero. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  if (Number(text) === 0) return (0).toFixed(decimals);
  return Math.abs(value) >= 10000 ? grouped(text) : text;
}

/** A change with its sign, `+0.0` as `0.0`. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** A share as per cent with its sign where asked. */
export function percent(share: number, decimals = 1): string {
  return `${fixed(100 * share, decimals)} %`;
}

/** A share that is more or less than nothing, with its sign. */
export function signedPercent(share: number, decimals = 1): string {
  return `${share > 0 ? "+" : ""}${percent(share, decimals)}`;
}

/** A span of years such as `2021-2024`, a single year as it is. */
export function spanText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** The year of a peak, and whether that is only a bound since the years end there. */
export function peakYearText({ year, at_horizon }: { readonly year: number; readonly at_horizon: boolean }): string {
  return `${at_horizon ? ">" : ""}${year}`;
}

/** Years as `2021`, `2021-2024` or `2021, 2023-2025`. */
export function yearSpans(years: readonly number[]): string {
  return spans(years)
    .map(([from, to]) => spanText({ from, to }))
    .join(", ");
}

/** Unbroken runs of years as pairs of first and last; years ascend. */
export function spans(years: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const year of years) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === year - 1) last[1] = year;
    else found.push([year, year]);
  }
  return found;
}

function grouped(text: string): string {
  const [whole, fraction] = text.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}
