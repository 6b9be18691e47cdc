import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type Scalar } from "yaml";
import { InputError, type Place, type Problem } from "../engine/problems.ts";

/** A YAML value that knows where it stands. */
export type Located = LocatedMap | LocatedList | LocatedScalar;

export interface LocatedMap {
  readonly kind: "map";
  readonly at: Place;
  /** In file order. */
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export interface LocatedEntry {
  readonly keyAt: Place;
  readonly value: Located;
}

export interface LocatedList {
  readonly kind: "list";
  readonly at: Place;
  readonly items: readonly Located[];
}

export interface LocatedScalar {
  readonly kind: "scalar";
  readonly at: Place;
  readonly value: string | number | boolean | null;
  /**
   * The text as it stands in the file, without quotes or block header, line breaks kept. One character of
   * it stands at one character of the file, so `place(i)` locates a character for messages.
   */
  readonly source: string;
  /** Where character `index` of `source` stands in the file. */
  readonly place: (index: number) => Place;
}

/**
 * The YAML text as a located tree.
 *
 * @throws InputError with every syntax error, duplicate key and tab, each at its place. Aliases and merge
 * keys are refused: what a file says must stand where it is read.
 */
export function readYaml(text: string, file: string): Located {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: Problem[] = document.errors.map((error) => ({
    at: placeAt(error.pos[0]),
    path: "",
    message: explainYamlError(error.code, error.message),
  }));
  if (problems.length > 0) throw new InputError(problems);

  const locate = (node: ParsedNode | null, fallback: number): Located => {
    if (node === null) return emptyScalar(placeAt(fallback));
    const at = placeAt(node.range[0]);
    if (isMap(node)) {
      const entries = new Map<string, LocatedEntry>();
      for (const pair of node.items) {
        const key = pair.key as ParsedNode;
        const keyOffset = key.range[0];
        if (!isScalar(key)) {
          problems.push({ at: placeAt(keyOffset), path: "", message: "a key must be plain text" });
          continue;
        }
        const name = keyText(key as Scalar, text);
        entries.set(name, {
          keyAt: placeAt(keyOffset),
          value: locate(pair.value as ParsedNode | null, key.range[1]),
        });
      }
      return { kind: "map", at, entries };
    }
    if (isSeq(node)) {
      return { kind: "list", at, items: node.items.map((item) => locate(item as ParsedNode | null, node.range[0])) };
    }
    if (isAlias(node)) {
      problems.push({ at, path: "", message: `"*${node.source}": aliases are not read; write the value out` });
      return emptyScalar(at);
    }
    return locateScalar(node as Scalar.Parsed, text, placeAt);
  };
  const root = locate(document.contents as ParsedNode | null, 0);
  if (problems.length > 0) throw new InputError(problems);
  return root;
}

function emptyScalar(at: Place): LocatedScalar {
  return { kind: "scalar", at, value: null, source: "", place: () => at };
}

/** Keys are taken as written, so that `2025` and `2.5` stay what the author typed. */
function keyText(key: Scalar, text: string): string {
  const range = key.range as [number, number, number];
  return key.type === "PLAIN" ? text.slice(range[0], range[1]) : String(key.value);
}

function locateScalar(node: Scalar.Parsed, text: string, placeAt: (offset: number) => Place): LocatedScalar {
  const [start, end] = node.range;
  let from = start;
  let to = end;
  if (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL") {
    from = text.indexOf("\n", start) + 1;
  } else if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") {
    from = start + 1;
    to = end - 1;
  }
  const value = node.value;
  return {
    kind: "scalar",
    at: placeAt(start),
    value: typeof value === "bigint" ? Number(value) : (value as string | number | boolean | null),
    source: text.slice(from, to),
    place: (index) => placeAt(from + index),
  };
}

function explainYamlError(code: string, message: string): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "this key stands twice in the same map; keep one";
    case "TAB_AS_INDENT":
      return "a tab is used to indent; YAML takes spaces only";
    case "BAD_INDENT":
      return "this line is not indented like its neighbours";
    case "MISSING_CHAR":
      return `${message}; check quotes, brackets and colons on this line`;
    default:
      return message.replace(/\s+at line \d+.*$/s, "");
  }
}
