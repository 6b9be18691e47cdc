import { CST, Lexer } from "yaml";
import { type Message, message } from "./problems.ts";

/** The deepest of the shipped files has 7 levels, the fullest 1,711 values, the longest map 75 keys. */
const MOST_LEVELS = 100;
const MOST_TOKENS = 300_000;
export const MOST_ENTRIES = 10_000;
export const MOST_CHARACTERS = 20_000;

/** No text so short has too many levels. */
const HARMLESS = MOST_LEVELS;

/** Where a text leaves the bounds of what is parsed, and how; undefined where it does not. */
export interface BeyondBounds {
  readonly offset: number;
  readonly wrong: Message;
}

/**
 * Whether a YAML text can be parsed without harm: not nested so deep that the parser runs out of stack, which ends the
 * process, and not so full that it runs out of memory. By its tokens alone, and levels are counted generously: every
 * line and every mark of a list or a key within it may begin one.
 */
export function beyondBounds(text: string): BeyondBounds | undefined {
  if (text.length < HARMLESS) return undefined;
  let [offset, lineStart, tokens, flow] = [0, 0, 0, 0];
  let first = true;
  let block = false;
  let keys = 0;
  /** Columns at which a level has begun that is still open. */
  const open: number[] = [];
  for (const token of new Lexer().lex(text)) {
    const kind = CST.tokenType(token);
    // Marks of the lexer's own that stand for no character.
    if (kind === "scalar" || kind === "doc-mode" || kind === "flow-error-end") continue;
    if (kind === "newline") {
      lineStart = offset + token.length;
      first = true;
      keys = 0;
    } else if (kind !== "space" && kind !== "comment") {
      tokens++;
      const column = offset - lineStart;
      // The text of a block stands where it likes, and so does what stands in brackets.
      if (first && flow === 0 && !(block && kind === null)) {
        while (open.length > 0 && open[open.length - 1] >= column) open.pop();
        open.push(column);
        first = false;
      }
      block = kind === "block-scalar-header";
      if (kind === "seq-item-ind" || kind === "explicit-key-ind") open.push(column + 1);
      if (kind === "map-value-ind" && flow === 0 && ++keys > 1) open.push(column + 1);
      if (kind === "flow-seq-start" || kind === "flow-map-start") flow++;
      if ((kind === "flow-seq-end" || kind === "flow-map-end") && flow > 0) flow--;
      if (open.length + flow > MOST_LEVELS) return { offset, wrong: message("yaml_too_deep", { most: MOST_LEVELS }) };
      if (tokens > MOST_TOKENS) return { offset, wrong: message("yaml_too_full", { most: MOST_TOKENS }) };
    }
    offset += token.length;
    const lastBreak = token.lastIndexOf("\n");
    if (kind !== "newline" && lastBreak >= 0) {
      lineStart = offset - (token.length - lastBreak - 1);
      first = lastBreak === token.length - 1;
      keys = 0;
    }
  }
  return undefined;
}
