import { plainNumber } from "./plain-number.ts";
import type { YamlTree } from "./yaml.ts";

/**
 * A tree without what its text says already: a tenth of its JSON, so that the trees of all shipped files are packed and
 * read quickly.
 */
export interface YamlSteps {
  /** Node after node, what stands in the text by the steps from one place to the next. */
  readonly steps: readonly number[];
  /** Keys and values that are not the characters of the text: escaped, folded, true, null. */
  readonly others: readonly (string | number | boolean | null)[];
}

// What a node is: a list or map of n has 4 n more.
const [MAP, LIST, TEXT, NUMBER, OTHER] = [0, 1, 2, 3, 6];
/** In place of the length of a key that is not as it stands in the text. */
const OTHER_KEY = -1;

/** The tree of a text by steps through it. */
export function stepsOf(tree: YamlTree, text: string): YamlSteps {
  const steps: number[] = [];
  const others: (string | number | boolean | null)[] = [];
  let place = 0;
  const stepTo = (offset: number): void => {
    steps.push(offset - place);
    place = offset;
  };
  const add = (node: YamlTree): void => {
    switch (node.kind) {
      case "map":
        steps.push(4 * node.entries.length + MAP);
        stepTo(node.at);
        for (const [key, at, value] of node.entries) {
          stepTo(at);
          const plain = text.startsWith(key, at);
          steps.push(plain ? key.length : OTHER_KEY);
          if (plain) place += key.length;
          else others.push(key);
          add(value);
        }
        return;
      case "list":
        steps.push(4 * node.items.length + LIST);
        stepTo(node.at);
        node.items.forEach(add);
        return;
      case "scalar": {
        const { value } = node;
        const stands = text.slice(node.from, node.to);
        const kind =
          stands === value ? TEXT : typeof value === "number" && plainNumber(stands) === value ? NUMBER : OTHER;
        steps.push(kind);
        if (kind === OTHER) others.push(value);
        for (const offset of [node.at, node.from, node.to]) stepTo(offset);
      }
    }
  };
  add(tree);
  return { steps, others };
}

/** The tree of the very text that the steps were made of. */
export function treeOfSteps({ steps, others }: YamlSteps, text: string): YamlTree {
  let [next, other, place] = [0, 0, 0];
  const step = (): number => {
    place += steps[next++];
    return place;
  };
  const read = (): YamlTree => {
    const what = steps[next++];
    const at = step();
    if (what === TEXT || what === NUMBER || what === OTHER) {
      const from = step();
      const to = step();
      const stands = text.slice(from, to);
      const value = what === TEXT ? stands : what === NUMBER ? (plainNumber(stands) ?? stands) : others[other++];
      return { kind: "scalar", at, value, from, to };
    }
    const count = what >> 2;
    if (what % 4 === LIST) return { kind: "list", at, items: Array.from({ length: count }, read) };
    const entries: [string, number, YamlTree][] = [];
    for (let i = 0; i < count; i++) {
      const keyAt = step();
      if (steps[next] === OTHER_KEY) {
        next++;
        entries.push([String(others[other++]), keyAt, read()]);
      } else {
        const key = text.slice(keyAt, step());
        entries.push([key, keyAt, read()]);
      }
    }
    return { kind: "map", at, entries };
  };
  return read();
}
