const form = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The number that `text` holds and nothing else: decimal digits with a point and an exponent, finite. Undefined for
 * everything that JavaScript would take too: blanks, hexadecimal, `Infinity`, marks between thousands.
 * Blanks around it are allowed.
 */
export function plainNumber(text: string): number | undefined {
  const digits = text.trim();
  if (!form.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isFinite(number) ? number : undefined;
}
