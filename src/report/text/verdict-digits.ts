import type { TargetResult } from "../../run/targets/targets.ts";
import type { Operator } from "../../scenario/targets/targets.ts";
import { readable } from "./number-text.ts";

/** Digits beyond the usual ones at most: with them all that a number holds is shown. */
const MOST = 12;

/**
 * How many digits more than usual a target's numbers need, so that what is printed says the same as the verdict: 59.994
 * beside ">= 60 %" must not be printed as 60.0 and called missed. `show` and `difference` print a number, and a
 * distance, with so many digits more; without an operator the margin alone decides.
 */
export function digitsForVerdict(
  { status, actual, required, margin }: TargetResult,
  operator: Operator | undefined,
  show: (value: number, more: number) => string,
  difference: (value: number, more: number) => string,
): number {
  if (status === "not_computable" || actual === undefined || margin === undefined) return 0;
  const agrees = (more: number): boolean => {
    const distance = numberIn(difference(margin, more));
    if (status === "missed" && margin !== 0 && distance === 0) return false;
    if (operator === undefined || required === undefined) return true;
    const [found, asked] = [numberIn(show(actual, more)), numberIn(show(required, more))];
    return operator === "="
      ? status === "met" || found !== asked
      : compares(operator, found, asked) === (status === "met");
  };
  for (let more = 0; more <= MOST; more++) if (agrees(more)) return more;
  return 0;
}

/** Significant digits, four at least, with which two numbers are not printed as one. */
export function digitsApart(a: number, b: number): number {
  let digits = 4;
  while (digits < 4 + MOST && readable(a, digits) === readable(b, digits)) digits++;
  return digits;
}

function compares(operator: Exclude<Operator, "=">, found: number, asked: number): boolean {
  switch (operator) {
    case ">=":
      return found >= asked;
    case "<=":
      return found <= asked;
    case ">":
      return found > asked;
    case "<":
      return found < asked;
  }
}

function numberIn(text: string): number {
  return Number.parseFloat(text.replaceAll(",", ""));
}
