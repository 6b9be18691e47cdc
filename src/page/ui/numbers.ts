import { fixed, percent, readable } from "../../report/text/number-text.ts";
import { words } from "./store.ts";

/** A number of emissions in as many digits as people take in. */
export function amount(value: number): string {
  return readable(value, 3);
}

/** A change with its sign, a real minus; nothing that is too small to be seen. */
export function change(value: number): string {
  if (Math.abs(value) < 5e-4) return "±0";
  const text = readable(Math.abs(value), Math.abs(value) < 0.1 ? 1 : Math.abs(value) < 10 ? 2 : 3);
  return `${value > 0 ? "+" : "−"}${text}`;
}

export function percentText(share: number): string {
  return percent(share, 0);
}

export function pointsText(hundredths: number): string {
  const text = fixed(Math.abs(hundredths) / 100, 2);
  return `${hundredths < 0 ? "−" : "+"}${text}`;
}

/** Unit behind a number, with a space where there is one. */
export function withUnit(text: string, unit: string): string {
  return unit === "" ? text : `${text} ${unit}`;
}

export function spanText(from: number, to: number): string {
  return words.value.span(from, to);
}
