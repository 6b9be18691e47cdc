import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const room = join(import.meta.dirname, "../../src/statistics");
const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const modules = await Promise.all(files.map((name) => import(join(room, name))));
/** All that the room exports, by name. */
const scope: Record<string, unknown> = Object.assign({}, ...modules);

/** The functions that a file exports, with the documentation that stands before each. */
function documented(file: string): [string, string][] {
  const text = readFileSync(join(room, file), "utf8");
  return [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export function (\w+)/g)].map(([, doc, name]) => [
    name,
    doc ?? "",
  ]);
}

/** What the code before `// =>` comes to: its last statement. */
function outcome(code: string): unknown {
  const statements = code.trim().replace(/;$/, "").split("; ");
  const last = statements.pop();
  const body = `${statements.join("; ")}\nreturn (${last});`;
  return new Function(...Object.keys(scope), body)(...Object.values(scope));
}

/** Arrays of any kind as plain ones, in depth. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Object) return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)]));
  return value;
}

test.each(files.flatMap(documented))("%s does what its example says", (name, doc) => {
  const examples = [...doc.replace(/\n \*/g, "").matchAll(/@example (.*?) \/\/ => (.*?)(?= @|\/|$)/g)];
  expect(examples, `${name} has no example`).not.toEqual([]);
  for (const [, code, value] of examples) {
    expect(code).toContain(name);
    expect(plain(outcome(code)), code).toEqual(outcome(value));
  }
});
