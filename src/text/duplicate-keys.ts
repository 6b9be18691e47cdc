import { plainNumber } from "./plain-number.ts";

/**
 * The positions of keys that say again what an earlier key of the same map says: the same text without its quotes, or
 * the same number written in another way (`2030`, `"2030"`, `2030.0`, `2_030`). In linear time, since maps may be long.
 */
export function duplicateKeys(keys: readonly string[]): number[] {
  const seen = new Set<string>();
  return keys.flatMap((key, i) => {
    const identity = identityOf(key);
    if (seen.has(identity)) return [i];
    seen.add(identity);
    return [];
  });
}

function identityOf(key: string): string {
  const text = key.trim();
  const number = plainNumber(/^\d[\d_]*$/.test(text) ? text.replaceAll("_", "") : text);
  return number === undefined ? text : String(number);
}
