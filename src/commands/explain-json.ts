import type { Explanation } from "../questions/explanation.ts";

/** An explanation for machines; the value of a user's formula that divides by 0 is null, with the reason. */
export function explanationJson({ node, others }: Explanation): unknown {
  if (node.of !== "variable" || Number.isFinite(node.trace.value)) return { node, others };
  const { trace } = node;
  const filled = withoutNumberless(trace.filled, "null");
  return { node: { ...node, trace: { ...trace, value: null, reason: "not_finite", filled } }, others };
}

/** A formula filled with numbers, in which what is no number stands as `word`. */
export function withoutNumberless(filled: string, word: string): string {
  return filled.replace(/NaN|-?Infinity/g, word);
}
