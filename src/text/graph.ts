/** A graph of plain data as JSON can carry it, beside its numbers in double precision. */
export interface Graph {
  /** Keys of the objects of one shape. */
  readonly shapes: readonly (readonly string[])[];
  /** Longer texts, such as sources, each once. */
  readonly texts: readonly string[];
  /** Objects (the place of their shape, then a value for each key) and what else has parts (a mark, then them). */
  readonly nodes: readonly (readonly unknown[])[];
  readonly root: unknown;
}

/** What both ends of a graph have without it. */
export interface Around {
  /** These are not written but pointed at, so that they come back as the very same. */
  readonly known: readonly object[];
  /** Texts by name, of which the name is written. */
  readonly texts: Readonly<Record<string, string>>;
}

const ARRAY = -1;
const MAP = -2;
const SET = -3;
const DOUBLES = -4;
const INTEGERS = -5;

/** A text is written once from so many characters on. */
const LONG = 12;

// A value stands as it is where JSON has it; in a list stand [place of a node], [place in what is known, 0],
// [name of a text], [place of a longer text, 2], [] for undefined, and [name, 1] for a number that JSON does not have.

/**
 * Takes a graph apart, each object once. Undefined where something in it is not plain data, such as a function.
 */
export function graphOf(root: unknown, { known, texts }: Around): { graph: Graph; numbers: Float64Array } | undefined {
  const places = new Map(known.map((object, i) => [object, i]));
  const names = new Map(Object.entries(texts).map(([name, text]) => [text, name]));
  const shapes = new Map<string, { readonly place: number; readonly keys: readonly string[] }>();
  const seen = new Map<object, number>();
  const long = new Map<string, number>();
  const nodes: (readonly unknown[])[] = [];
  const numbers: number[] = [];
  const partsOf = (object: object): readonly unknown[] => {
    if (Array.isArray(object)) return [ARRAY, ...object.map(plain)];
    if (object instanceof Map) return [MAP, ...[...object].flat(1).map(plain)];
    if (object instanceof Set) return [SET, ...[...object].map(plain)];
    if (object instanceof Int32Array) return [INTEGERS, ...object];
    if (object instanceof Float64Array) {
      const from = numbers.length;
      for (const number of object) numbers.push(number);
      return [DOUBLES, from, object.length];
    }
    if (Object.getPrototypeOf(object) !== Object.prototype) throw new NotPlain();
    const keys = Object.keys(object);
    if (keys.includes("__proto__")) throw new NotPlain();
    const name = JSON.stringify(keys);
    const shape = shapes.get(name) ?? { place: shapes.size, keys };
    shapes.set(name, shape);
    return [shape.place, ...Object.values(object).map(plain)];
  };
  const plain = (value: unknown): unknown => {
    if (value === undefined) return [];
    if (typeof value === "function") throw new NotPlain();
    if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
      return [Object.is(value, -0) ? "-0" : String(value), 1];
    if (typeof value === "string" && value.length >= LONG) {
      const name = names.get(value);
      if (name !== undefined) return [name];
      const place = long.get(value) ?? long.size;
      long.set(value, place);
      return [place, 2];
    }
    if (typeof value !== "object" || value === null) return value;
    const there = places.get(value);
    if (there !== undefined) return [there, 0];
    const before = seen.get(value);
    if (before !== undefined) return [before];
    const place = nodes.length;
    seen.set(value, place);
    nodes.push([]);
    nodes[place] = partsOf(value);
    return [place];
  };
  try {
    const top = plain(root);
    const graph = {
      shapes: [...shapes.values()].map(({ keys }) => keys),
      ...{ texts: [...long.keys()], nodes, root: top },
    };
    return { graph, numbers: Float64Array.from(numbers) };
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class NotPlain extends Error {}

/** Puts a graph together again. */
export function graphRoot(graph: Graph, numbers: Float64Array, { known, texts }: Around): unknown {
  const { shapes, nodes, root } = graph;
  const made = nodes.map((node): object => {
    switch (node[0]) {
      case ARRAY:
        return [];
      case MAP:
        return new Map();
      case SET:
        return new Set();
      case INTEGERS:
        return Int32Array.from(node.slice(1) as number[]);
      case DOUBLES: {
        const [, from, count] = node as number[];
        return numbers.slice(from, from + count);
      }
      default:
        return {};
    }
  });
  const meant = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [first, second] = value;
    if (second === 0) return known[first];
    if (second === 1) return Number(first);
    if (second === 2) return graph.texts[first];
    if (typeof first === "string") return texts[first];
    return first === undefined ? undefined : made[first];
  };
  for (let place = 0; place < nodes.length; place++) {
    const node = nodes[place];
    const object = made[place];
    const mark = node[0] as number;
    if (object instanceof Map) for (let i = 1; i < node.length; i += 2) object.set(meant(node[i]), meant(node[i + 1]));
    else if (object instanceof Set) for (let i = 1; i < node.length; i++) object.add(meant(node[i]));
    else if (Array.isArray(object)) for (let i = 1; i < node.length; i++) object.push(meant(node[i]));
    else if (mark >= 0) {
      const keys = shapes[mark];
      for (let i = 0; i < keys.length; i++) (object as Record<string, unknown>)[keys[i]] = meant(node[i + 1]);
    }
  }
  return meant(root);
}

/** All objects below one, in the order in which they are met: the same for both ends of a graph. */
export function objectsOf(root: object): readonly object[] {
  const found = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || found.has(value)) return;
    found.add(value);
    if (ArrayBuffer.isView(value)) return;
    if (value instanceof Map) {
      for (const [key, entry] of value) {
        visit(key);
        visit(entry);
      }
    } else if (value instanceof Set || Array.isArray(value)) for (const entry of value) visit(entry);
    else for (const key in value) visit((value as Record<string, unknown>)[key]);
  };
  visit(root);
  return [...found];
}
