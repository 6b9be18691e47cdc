import { type Message, message } from "./problems.ts";
import { quote } from "./quote.ts";

/** A slip of the hand in YAML, such as a full-width colon: where it stands and what is wrong. */
export interface Slip {
  readonly offset: number;
  readonly wrong: Message;
}

/** A text without its slips, to look for further mistakes in it; nothing is ever run from it. */
export interface Mended {
  readonly text: string;
  readonly slips: readonly Slip[];
  /** Where a character of the mended text stood. */
  readonly original: (offset: number) => number;
}

/** What Chinese input methods write for the signs of YAML. */
const halfWidth: Readonly<Record<string, string>> = {
  "：": ":",
  "，": ",",
  "、": ",",
  "；": ",",
  "｛": "{",
  "｝": "}",
  "［": "[",
  "］": "]",
  "【": "[",
  "】": "]",
  "＃": "#",
  "－": "-",
};

const name = "(?:[A-Za-z_][\\w.*-]{0,99}|[0-9０-９]{4}年?(?:\\s{0,3}[-–—~－～至到]\\s{0,3}[0-9０-９]{4}年?)?)";
const keyForm = new RegExp(`(?:"[^"\\n]{0,200}"|'[^'\\n]{0,200}'|${name})[ \\t\\u3000]*`, "y");
const plainKey = new RegExp(`${name}[ \\t\\u3000]*`, "y");
/** A separator that is not YAML's own, and a key behind it. */
const nextKey = new RegExp(`[，；;、]\\s*(?=["']?${name}["']?\\s*[：:])`, "y");
const keyLine = new RegExp(`^(\\s*)(?:- +)*["']?${name}["']?\\s*[：:](?:\\s|$|[{[“"'])`);
const keyWithin = new RegExp(`[，；;、]\\s*${name}\\s*[：:]`);
const lastWord = new RegExp(`\\s(${name})$`);
const han = /\p{Script=Han}/u;

/** Keys behind which people write sentences: what looks like a sign of YAML there is none. */
const proseKeys = new Set(["title", "doc", "source", "label", "en", "zh", "note", "responsible", "basis"]);

/** More are not printed. */
const MOST_SLIPS = 200;

/** Whether keys or values of a text that can be parsed hide slips, such as `{strength： 0.6}`, which is one long key. */
export function hidesSlip(key: string, value: string): boolean {
  if (/[：，；｛｝［］【】\u3000\u00a0]/.test(key) || /^[A-Za-z_][\w.*-]*:\S/.test(key)) return true;
  return keyWithin.test(value) && !han.test(value);
}

interface Bracket {
  readonly at: number;
  readonly sign: "{" | "[";
  /** Blanks before the line that it stands in. */
  readonly indent: number;
  /** Whether a key comes next. */
  key: boolean;
  /** Whether what stands behind the last key is prose. */
  prose: boolean;
}

/**
 * The YAML text without the slips that people make who write it by hand: full-width signs, a blank missing behind a colon,
 * conditions and colons without quotes, brackets and quotation marks that nobody closed, and with `indents` lines that do
 * not stand in line with their neighbours. It asks for no more than that lines are lines, since YAML itself has stumbled.
 */
export function mendYaml(text: string, indents: boolean): Mended {
  const slips: Slip[] = [];
  const edits: { readonly at: number; readonly length: number; readonly put: string }[] = [];
  const slip = (offset: number, wrong: Message) => slips.push({ offset, wrong });
  const edit = (at: number, length: number, put: string) => edits.push({ at, length, put });
  const wide = (at: number, put = halfWidth[text[at]], blank = false) => {
    slip(at, message("full_width", { sign: text[at], write: put.trim(), blank }));
    edit(at, 1, put);
  };
  const brackets: Bracket[] = [];
  const levels: { readonly indent: number; open: boolean }[] = [];
  /** Blanks before the key whose block of text, or plain text, the lines below go on with. */
  let [block, plain]: (number | undefined)[] = [];
  let resume = 0;

  /** The wide colon as one with a blank behind it, or the blank that is missing behind a colon; gives what is behind it. */
  const colon = (at: number, keyFrom: number): number => {
    const behind = text[at + 1];
    const blank = behind === undefined || /[\s\u3000]/.test(behind);
    if (text[at] === "：") wide(at, blank ? ":" : ": ", !blank);
    else if (!blank && behind !== ",") {
      const end = text.slice(at).search(/[,}\]\n]/);
      const rest = text.slice(at + 1, end < 0 ? undefined : at + end).trim();
      const write = `${text.slice(keyFrom, at)}: ${/^[{[]/.test(rest) ? `${rest[0]}…` : rest}`;
      slip(at, message("yaml_colon_blank", { write: quote(write) }));
      edit(at + 1, 0, " ");
    }
    return at + 1;
  };

  const quoted = (from: number, to: number): string => {
    const value = text.slice(from, to);
    const sign = /["\\]/.test(value) ? "'" : '"';
    edit(from, 0, sign);
    for (let i = from; sign === "'" && i < to; i++) if (text[i] === "'") edit(i, 0, "'");
    edit(to, 0, sign);
    return quote(sign === '"' ? `"${value}"` : `'${value.replaceAll("'", "''")}'`);
  };

  /** Behind a quoted text that begins at `from`; its line ends at `end`, and the lines below go on with it where it is closed. */
  const pastQuotes = (from: number, end: number, indent: number, inFlow: boolean): number => {
    const sign = text[from];
    let close = from + 1;
    while (close < text.length && text[close] !== sign) close += text[close] === "\\" && sign === '"' ? 2 : 1;
    const between = text.slice(end + 1, close).split("\n");
    const strays = close > end && between.some((line) => (keyLine.exec(line)?.[1].length ?? indent + 1) <= indent);
    if (close < text.length && !strays) return close + 1;
    const line = text.slice(from, end);
    const curly = line.search(/[”’＂]/);
    if (curly > 0) {
      slip(from + curly, message("yaml_quote_curly", { open: sign, close: line[curly] }));
      edit(from + curly, 1, sign);
      return from + curly + 1;
    }
    slip(from, message("yaml_quote_open", { sign }));
    const stop = inFlow ? line.search(/\s*[,}\]]/) : line.trimEnd().length;
    const at = from + (stop < 0 ? line.trimEnd().length : stop);
    edit(at, 0, sign);
    return at;
  };

  const push = (at: number, indent: number, prose: boolean): number => {
    const sign = (halfWidth[text[at]] ?? text[at]) as "{" | "[";
    if (text[at] !== sign) wide(at);
    brackets.push({ at, sign, indent, key: sign === "{", prose });
    return at + 1;
  };

  /** Reads what stands within brackets, up to the end of the line or of the outermost pair. */
  const flow = (from: number, end: number, indent: number): number => {
    let i = from;
    while (i < end && brackets.length > 0 && slips.length < MOST_SLIPS) {
      const top = brackets[brackets.length - 1];
      const sign = text[i];
      const closes = (at: number) => (halfWidth[text[at]] ?? text[at]) === (top.sign === "{" ? "}" : "]");
      if (sign === "#" && /\s/.test(text[i - 1] ?? " ")) return end;
      if (/[ \t]/.test(sign)) i++;
      else if (sign === "\u3000" || sign === "\u00a0") wide(i++, " ");
      else if (sign === "," || /[，；、;]/.test(sign)) {
        if (sign !== ",") wide(i, ",");
        top.key = top.sign === "{";
        top.prose &&= top.sign === "[";
        i++;
      } else if (closes(i)) {
        if (halfWidth[sign] !== undefined) wide(i);
        brackets.pop();
        i++;
      } else if (sign === "}" || sign === "]") i++;
      else if (sign === '"' || sign === "'") {
        i = pastQuotes(i, end, indent, true);
        if (i > end) resume = i;
      } else if ((sign === ":" || sign === "：") && top.key) {
        i = sign === ":" ? i + 1 : colon(i, i);
        top.key = false;
      } else if (sign === "{" || sign === "[" || (!top.prose && /[｛［【]/.test(sign))) i = push(i, indent, top.prose);
      else i = top.key ? flowKey(i, end, top) : flowValue(i, end, top, closes);
    }
    return i;
  };

  const flowKey = (from: number, end: number, top: Bracket): number => {
    plainKey.lastIndex = from;
    const key = plainKey.exec(text)?.[0];
    const at = from + (key?.length ?? 0);
    if (key !== undefined && at < end && /[：:]/.test(text[at])) {
      top.key = false;
      top.prose = proseKeys.has(key.trim());
      return colon(at, from);
    }
    const stop = text.slice(from, end).search(/[,}\]：]|:(?:\s|$)/);
    return stop < 0 ? end : Math.max(from + stop, from + 1);
  };

  const flowValue = (from: number, end: number, top: Bracket, closes: (at: number) => boolean): number => {
    let i = from;
    while (i < end) {
      const sign = text[i];
      if (/[,}\]]/.test(sign) || (sign === "#" && /\s/.test(text[i - 1]))) break;
      if (/[，；;、]/.test(sign)) {
        nextKey.lastIndex = i;
        const said = text.slice(from, end).split(/[,}\]］】]/)[0];
        if (top.sign === "{" ? nextKey.test(text) && !han.test(text.slice(from, i)) : !han.test(said)) break;
      }
      // In prose a bracket closes what prose has opened.
      if (halfWidth[sign] !== undefined && closes(i) && !/[}\]]/.test(text.slice(i, end))) break;
      if (top.sign === "{" && /[：:]/.test(sign) && (sign === "：" || /\s/.test(text[i + 1] ?? " "))) {
        const before = lastWord.exec(text.slice(from, i));
        if (before !== null && !top.prose) {
          const at = from + before.index;
          slip(at + 1, message("yaml_comma_missing", { key: before[1] }));
          edit(at, 0, ",");
          top.key = false;
          top.prose = proseKeys.has(before[1]);
          return colon(i, at + 1);
        }
      }
      i++;
    }
    const to = from + text.slice(from, i).trimEnd().length;
    if (text[from] === ">") slip(from, message("yaml_condition_quotes", { write: quoted(from, to) }));
    return Math.max(i, from + 1);
  };

  /** The end of what a line says, before a remark. */
  const beforeRemark = (from: number, end: number): number => {
    const remark = text.slice(from, end).search(/\s#/);
    return from + text.slice(from, remark < 0 ? end : from + remark).trimEnd().length;
  };

  /** What stands behind a key at the end of its line. */
  const value = (given: number, end: number, indent: number, key: string): void => {
    let from = given;
    while (from < end && /[ \t\u3000\u00a0]/.test(text[from])) {
      if (!/[ \t]/.test(text[from])) wide(from, " ");
      from++;
    }
    const to = beforeRemark(from, end);
    const said = text.slice(from, to);
    const prose = proseKeys.has(key);
    if (/^[|>][+\-\d]*$/.test(said)) block = indent;
    else if (said.startsWith(">")) slip(from, message("yaml_condition_quotes", { write: quoted(from, to) }));
    else if (/^[{[]/.test(said) || (!prose && /^[｛［【].*[｝］】}\]]$/.test(said))) {
      flow(push(from, indent, prose), end, indent);
    } else if (/^["']/.test(said)) {
      const past = pastQuotes(from, end, indent, false);
      if (past > end) resume = past;
    } else if (said !== "" && !said.startsWith("#")) {
      plain = indent;
      if (!/:(?:\s|$)/.test(said) && !(/[：].*\}$/.test(said) && !prose)) return;
      plain = undefined;
      if (/[^{]*\}$/.test(said) && !said.includes("{")) {
        slip(from, message("yaml_brace_missing", { write: quote(`{${said}`) }));
        edit(from, 0, "{");
        brackets.push({ at: from, sign: "{", indent, key: true, prose: false });
        flow(from, end, indent);
      } else if (/^\d{4}/.test(said)) {
        slip(from, message("yaml_years_braces", { write: quote(`{${said}}`) }));
        edit(from, 0, "{");
        edit(to, 0, "}");
      } else slip(from, message("yaml_second_colon", { write: quoted(from, to) }));
    }
  };

  /** The blanks before a line of text as YAML takes them; gives how many there are. */
  const blanksBefore = (start: number, blanks: string): number => {
    const first = blanks.search(/[^ ]/);
    if (first < 0) return blanks.length;
    const tab = blanks[first] === "\t";
    slip(
      start + first,
      tab ? message("yaml_tab", {}) : message("full_width", { sign: blanks[first], write: " ", blank: false }),
    );
    let width = 0;
    for (const [i, sign] of [...blanks].entries()) {
      const put = sign === " " || sign === "\u00a0" ? " " : "  ";
      if (put !== sign) edit(start + i, 1, put);
      width += put.length;
    }
    return width;
  };

  /** Moves a line between those around it to the one below which it would stand. */
  const level = (start: number, indent: number, marks: number): number => {
    const column = indent + marks;
    let deeper: number | undefined;
    while (levels.length > 0 && levels[levels.length - 1].indent > indent) deeper = levels.pop()?.indent;
    const above = levels.at(-1);
    const fits = marks > 0 || above?.indent === indent || (deeper === undefined && (above?.open ?? true));
    const wanted = fits || !indents ? column : (deeper ?? (above as { indent: number }).indent);
    if (wanted !== column) {
      slip(start, message("yaml_indent", {}));
      if (wanted > column) edit(start, 0, " ".repeat(wanted - column));
      else edit(start, column - wanted, "");
    }
    if (levels.at(-1)?.indent !== wanted) levels.push({ indent: wanted, open: false });
    return wanted;
  };

  /** Whether nothing below goes on with what is still open in brackets. */
  const nothingFollows = (next: number): boolean => {
    const lines = text.slice(next, next + 2000).split("\n");
    const line = lines.find((one) => /^\s*[^\s#]/.test(one));
    if (line === undefined) return true;
    const indent = keyLine.exec(line)?.[1].length;
    return indent !== undefined && indent <= brackets[0].indent && !/^\s*["']/.test(line);
  };

  for (let start = 0; start < text.length && slips.length < MOST_SLIPS; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : text[feed - 1] === "\r" ? feed - 1 : feed;
    const next = feed < 0 ? text.length : feed + 1;
    if (resume > start) {
      // The rest of a line on which a quoted text ends.
      if (resume <= end && brackets.length > 0) flow(resume, end, brackets[0].indent);
    } else if (brackets.length > 0) flow(start, end, brackets[0].indent);
    else {
      const blanks = /[ \t\u3000\u00a0]*/y;
      blanks.lastIndex = start;
      const before = blanks.exec(text)?.[0] ?? "";
      const first = start + before.length;
      const continues = [block, plain].some((above) => above !== undefined && before.length > above);
      if (first >= end || text[first] === "#") {
        // A line that says nothing.
      } else if (!continues) {
        [block, plain] = [undefined, undefined];
        if (text[first] === "＃") wide(first);
        else {
          const indent = blanksBefore(start, before);
          const marks = /(?:-[ ]+|－[ \u3000]*)*/y;
          marks.lastIndex = first;
          const listed = marks.exec(text)?.[0] ?? "";
          for (let i = 0; i < listed.length; i++) if (listed[i] === "－") wide(first + i, "- ", true);
          const at = first + listed.length;
          keyForm.lastIndex = at;
          const key = keyForm.exec(text)?.[0];
          const behind = at + (key?.length ?? 0);
          const apart = /[\s\u3000]/.test(text[behind + 1] ?? " ");
          const isKey =
            key !== undefined &&
            behind < end &&
            (text[behind] === "：" || (text[behind] === ":" && (apart || (listed === "" && text[behind + 1] !== "/"))));
          if (/[{[]/.test(text[at])) flow(push(at, indent, false), end, indent);
          else if (isKey) {
            const column = level(start, indent, listed.length);
            value(colon(behind, at), end, column, key.trim());
            const empty = beforeRemark(behind + 1, end) <= behind + 1 || text.slice(behind + 1, end).trim()[0] === "#";
            levels[levels.length - 1].open = empty;
          } else if (/^["']/.test(text[at])) {
            const past = pastQuotes(at, end, indent, false);
            if (past > end) resume = past;
          }
        }
      }
    }
    if (brackets.length > 0 && resume <= end && nothingFollows(next)) {
      const [{ at, sign }] = brackets;
      const write = brackets
        .map(({ sign: open }) => (open === "{" ? "}" : "]"))
        .reverse()
        .join("");
      slip(at, message("yaml_bracket_open", { sign, write }));
      edit(beforeRemark(start, end), 0, write);
      brackets.length = 0;
    }
    start = next;
  }
  return withEdits(text, slips, edits);
}

function withEdits(
  text: string,
  slips: readonly Slip[],
  edits: { readonly at: number; readonly length: number; readonly put: string }[],
): Mended {
  let mended = "";
  let taken = 0;
  const pieces: { readonly from: number; readonly stood: number }[] = [{ from: 0, stood: 0 }];
  for (const { at, length, put } of edits.sort((a, b) => a.at - b.at)) {
    if (at < taken) continue;
    mended += text.slice(taken, at) + put;
    taken = at + length;
    pieces.push({ from: mended.length, stood: taken });
  }
  mended += text.slice(taken);
  const original = (offset: number): number => {
    let [low, high] = [0, pieces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle].from <= offset) low = middle;
      else high = middle - 1;
    }
    const { from, stood } = pieces[low];
    return stood + Math.min(offset - from, (pieces[low + 1]?.stood ?? text.length) - stood);
  };
  return { text: mended, slips: [...slips].sort((a, b) => a.offset - b.offset), original };
}
