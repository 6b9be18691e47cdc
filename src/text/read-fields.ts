import { type Label, type Place, type Problem, suggestion } from "./problems.ts";
import { quote } from "./quote.ts";
import type { Located, LocatedMap } from "./yaml.ts";

export function asMap(node: Located, path: string, problems: Problem[]): LocatedMap | undefined {
  if (node.kind === "map") return node;
  problems.push({
    at: node.at,
    path,
    message: `a map is needed here, not ${node.kind === "list" ? "a list" : `"${quote(node.source.trim())}"`}`,
  });
  return undefined;
}

export function readFields(
  node: Located,
  path: string,
  known: readonly string[],
  problems: Problem[],
): Map<string, Located> {
  const fields = new Map<string, Located>();
  for (const [key, { keyAt, value }] of asMap(node, path, problems)?.entries ?? []) {
    if (!known.includes(key))
      problems.push({
        at: keyAt,
        path: `${path}.${key}`,
        message: `unknown key${suggestion(key, known)}; known are ${known.join(", ")}`,
      });
    fields.set(key, value);
  }
  return fields;
}

export function readLabel(
  node: Located | undefined,
  path: string,
  problems: Problem[],
  fallback?: Place,
  beside: readonly string[] = [],
): Label {
  if (node?.kind === "map") readFields(node, path, ["en", "zh", ...beside], problems);
  const text = (language: string): string => {
    const value = node?.kind === "map" ? node.entries.get(language)?.value : undefined;
    if (value?.kind === "scalar" && value.value !== null && value.value !== "") return String(value.value);
    problems.push({ at: node?.at ?? (fallback as Place), path, message: `a label in "${language}" is missing` });
    return "";
  };
  return { en: text("en"), zh: text("zh") };
}

export function scalarText(node: Located, path: string, problems: Problem[]): string | undefined {
  if (node.kind === "scalar" && node.value !== null) return String(node.value);
  problems.push({ at: node.at, path, message: "text is needed here" });
  return undefined;
}

export function optionalText(node: Located | undefined, path: string, problems: Problem[]): string | undefined {
  return node === undefined ? undefined : scalarText(node, path, problems);
}

export function optionalNumber(node: Located | undefined, path: string, problems: Problem[]): number | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "scalar" && typeof node.value === "number" && Number.isFinite(node.value)) return node.value;
  problems.push({ at: node.at, path, message: "a plain number is needed here" });
  return undefined;
}

export function readFlag(node: Located | undefined, path: string, problems: Problem[]): boolean {
  if (node === undefined) return false;
  if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
  problems.push({ at: node.at, path, message: "is true or false" });
  return false;
}

export function textList(node: Located | undefined, path: string, problems: Problem[]): string[] {
  if (node === undefined) return [];
  if (node.kind !== "list") {
    problems.push({ at: node.at, path, message: "a list is needed here, such as [a, b]" });
    return [];
  }
  return node.items.flatMap((item, i) => scalarText(item, `${path}[${i}]`, problems) ?? []);
}
