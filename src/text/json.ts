/**
 * A value as JSON text, two spaces deep, with a line break at the end. Maps become objects in their order; what is
 * undefined becomes null, so that every object of a kind has the same keys.
 *
 * @throws RangeError for a number that is not finite, which JSON would turn into null.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(plain(value), undefined, 2).replace(control, escaped)}\n`;
}

/** Control characters that JSON lets stand, line ends of other kinds, and those that turn the direction of a text. */
const control = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** The same character to whoever reads the JSON, and none that a terminal obeys. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot stand in JSON`);
    return value;
  }
  if (typeof value !== "object") return value;
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [String(key), plain(entry)]));
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plain);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

/** What a JSON text says, or undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether what JSON gave is a map. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
