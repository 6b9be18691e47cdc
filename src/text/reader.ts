import { type Label, type Place, type Problem, problem, suggestion } from "./problems.ts";
import { quote } from "./quote.ts";
import { type Standing, standing } from "./sentences/reading.ts";
import type { Located, LocatedMap } from "./yaml.ts";

/** What stands there, for a message. */
export function standingAt(node: Located): Standing {
  if (node.kind !== "scalar") return node.kind;
  if (node.value === null) return "nothing";
  return typeof node.value === "number" ? { number: node.source } : { text: String(node.value) };
}

/** What stands there, in words for a message. */
export function describe(node: Located): string {
  return standing(standingAt(node));
}

/** Whether nothing stands there (`key:` or `key: null`). */
export function isNothing(node: Located): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** The node as a map, or a problem that shows the wanted form in `example`. */
export function asMap(node: Located, path: string, example: string, problems: Problem[]): LocatedMap | undefined {
  if (node.kind === "map") return node;
  problems.push(problem(node.at, path, "map_needed", { example, found: standingAt(node) }));
  return undefined;
}

/** Reports each key of the map that is not among `allowed`, and each that is and has nothing behind it. */
export function checkKeys(map: LocatedMap, allowed: readonly string[], path: string, problems: Problem[]): void {
  for (const [key, { keyAt, value }] of map.entries) {
    if (!allowed.includes(key))
      problems.push({
        at: keyAt,
        path: join(path, key),
        message: `unknown key; allowed are ${allowed.join(", ")}${suggestion(key, allowed)}`,
      });
    else if (isNothing(value)) problems.push(nothingAt(keyAt, join(path, key)));
  }
}

/** What is wrong with a key that has nothing behind it where there is nothing of a parent that it could remove. */
export function nothingAt(at: Place, path: string): Problem {
  return problem(at, path, "nothing_stands", {});
}

/** The value under `key`, or undefined where the key is missing or empty. */
export function nodeAt(map: LocatedMap, key: string): Located | undefined {
  const value = map.entries.get(key)?.value;
  return value === undefined || isNothing(value) ? undefined : value;
}

/** The text under `key`, where there is one. */
export function textOf(map: LocatedMap, key: string, path: string, problems: Problem[]): string | undefined {
  const node = nodeAt(map, key);
  return node === undefined ? undefined : asText(node, join(path, key), problems);
}

export function asText(node: Located, path: string, problems: Problem[]): string | undefined {
  if (node.kind === "scalar" && node.value !== null)
    return typeof node.value === "string" ? node.value.trim() : node.source;
  problems.push(problem(node.at, path, "text_needed", { found: standingAt(node) }));
  return undefined;
}

/** The plain number under `key`, where there is one. */
export function numberOf(map: LocatedMap, key: string, path: string, problems: Problem[]): number | undefined {
  const node = nodeAt(map, key);
  if (node === undefined) return undefined;
  if (node.kind === "scalar" && typeof node.value === "number" && Number.isFinite(node.value)) return node.value;
  problems.push(problem(node.at, join(path, key), "number_needed", { found: standingAt(node) }));
  return undefined;
}

/** The calendar year under `key`, where there is one. */
export function yearOf(map: LocatedMap, key: string, path: string, problems: Problem[]): number | undefined {
  const node = nodeAt(map, key);
  if (node === undefined) return undefined;
  const value = node.kind === "scalar" ? node.value : undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1000 && value <= 9999) return value;
  problems.push({
    at: node.at,
    path: join(path, key),
    message: `a year such as 2030 is needed here; found ${describe(node)}`,
  });
  return undefined;
}

/** The name in both languages under `key`; one plain text serves for both. */
export function labelOf(map: LocatedMap, key: string, path: string, problems: Problem[]): Label | undefined {
  const node = nodeAt(map, key);
  return node === undefined ? undefined : asLabel(node, join(path, key), problems);
}

export function asLabel(node: Located, path: string, problems: Problem[]): Label | undefined {
  if (node.kind === "scalar") {
    const text = asText(node, path, problems);
    return text === undefined ? undefined : { en: text, zh: text };
  }
  const map = asMap(node, path, "{en: Wind, zh: 风电}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, ["en", "zh"], path, problems);
  const en = textOf(map, "en", path, problems);
  const zh = textOf(map, "zh", path, problems);
  if (en === undefined && zh === undefined) {
    problems.push({ at: map.at, path, message: "a label needs en and zh; both are missing" });
    return undefined;
  }
  return { en: en ?? (zh as string), zh: zh ?? (en as string) };
}

/** The one of the `allowed` words that stands under `key`, where there is one. */
export function choice<T extends string>(
  map: LocatedMap,
  key: string,
  allowed: readonly T[],
  path: string,
  problems: Problem[],
): T | undefined {
  const node = nodeAt(map, key);
  if (node === undefined) return undefined;
  const text = asText(node, join(path, key), problems);
  if (text === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === text);
  if (found === undefined) {
    problems.push({
      at: node.at,
      path: join(path, key),
      message: `"${quote(text)}" is none of ${allowed.join(", ")}${suggestion(text, allowed)}`,
    });
  }
  return found;
}

/** The entries of a list, or the one thing that stands there as a list of one. */
export function itemsOf(node: Located): readonly Located[] {
  return node.kind === "list" ? node.items : [node];
}

/** The path of a key as messages show it. */
export function join(path: string, key: string): string {
  const shown = quote(key);
  return path === "" ? shown : `${path}.${shown}`;
}

/** The place of a file's first character, for what concerns the file as a whole. */
export function topOf(file: string): Place {
  return { file, line: 1, column: 1 };
}
