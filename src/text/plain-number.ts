import { type Message, message, saidOf } from "./problems.ts";
import { quote } from "./quote.ts";

/** No amount of a region comes near it, and differences of two stay numbers far beyond it. */
export const MOST_AMOUNT = 1e100;

const form = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The number that `text` holds and nothing else: decimal digits with a point and an exponent, finite. Undefined for
 * everything that JavaScript would take too: blanks, hexadecimal, `Infinity`, marks between thousands, and what is so
 * small that 0 would stand for it. Blanks around it are allowed, full-width digits too.
 */
export function plainNumber(text: string): number | undefined {
  const trimmed = text.trim();
  const digits = form.test(trimmed) ? trimmed : asciiForms(trimmed).trim();
  if (!form.test(digits)) return undefined;
  const number = Number(digits);
  if (!Number.isFinite(number) || (number === 0 && /^[^eE]*[1-9]/.test(digits))) return undefined;
  // Not -0, which would be printed with its sign.
  return number + 0;
}

/** A number, or a number of per cent such as `80 %` as a part of 1. */
export function plainShare(text: string): number | undefined {
  const digits = asciiForms(text).trim();
  if (!digits.endsWith("%")) return plainNumber(digits);
  const percent = plainNumber(digits.slice(0, -1));
  return percent === undefined ? undefined : Number((percent / 100).toPrecision(15));
}

/**
 * Why `text` does not begin with a number as it is written here, where there is more to say than that it is none:
 * marks or blanks between digits, a decimal comma, curly quotes, a size that no number has.
 */
export function numberProblem(text: string): Message | undefined {
  const digits = asciiForms(text).trim();
  const shown = quote(text.trim());
  const wrong = (
    code: "number_blanks" | "number_in_quotes" | "number_not_finite" | "number_thousands" | "number_too_small",
  ) => message(code, { text: shown });
  if (inQuotationMarks(digits)) return wrong("number_in_quotes");
  if (/^[+-]?[1-9]\d{0,2}(?:[,_'’]\d{3}(?!\d)|(?:\.\d{3}){2,}(?!\d)|\.\d{3},\d)/u.test(digits))
    return wrong("number_thousands");
  if (/^[+-]?\d+,\d/.test(digits))
    return message("number_comma", { text: shown, write: digits.replace(/^([+-]?\d+),(\d+).*$/s, "$1.$2") });
  if (/^[+-]?[\d.]+\s+\d/.test(digits) || /^[+-]\s+\d/.test(digits)) return wrong("number_blanks");
  if (form.test(digits) && plainNumber(digits) === undefined)
    return wrong(Number.isFinite(Number(digits)) ? "number_too_small" : "number_not_finite");
  return /^[+-]?\.?(?:inf|infinity|nan|∞)$/i.test(digits) ? wrong("number_not_finite") : undefined;
}

/** Whether a text brings quotation marks of its own, as those of a word processor, which YAML takes for letters. */
export function inQuotationMarks(text: string): boolean {
  return /^\s*["'“”„‟‘’‚«»「」『』]/u.test(text);
}

/** What is wrong with a text that should be a number and nothing else. */
export function notANumber(text: string): Message {
  const wrong = numberProblem(text) ?? message("not_a_number", { text });
  const half = halfWidthOf(text);
  if (half === undefined || plainNumber(half) === undefined) return wrong;
  return message("with_full_width", { fault: saidOf(wrong), write: half });
}

const wide = /[\uFF01-\uFF5E\u3000\u2212\u200B\u2060]/g;

/**
 * The text with full-width forms (`６０％`, as Chinese input methods write them), blanks of no or full width and the
 * minus sign as the characters that a keyboard has. Each stands for one, so that places in the text stay the same.
 */
export function asciiForms(text: string): string {
  return text.replace(wide, (character) => {
    if ("\u3000\u200B\u2060".includes(character)) return " ";
    if (character === "\u2212") return "-";
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}

/** What is written in full width or with the marks of Chinese text, and stands for a sign of a keyboard. */
const typed = /[\uFF01-\uFF5E\u3000“”‘’。、]/gu;
const keys: Readonly<Record<string, string>> = { "“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "、": "," };

/**
 * A text of numbers, words and signs with those of a keyboard in place of full-width ones, for a message that says how to write
 * it; undefined where nothing of it is full-width, and for Chinese text, where full width is right.
 */
export function halfWidthOf(text: string): string | undefined {
  if (/\p{Script=Han}/u.test(text)) return undefined;
  const half = text.replace(typed, (sign) => keys[sign] ?? asciiForms(sign)).trim();
  return half === text.trim() ? undefined : half;
}

/** The text without the word for year that Chinese has behind its number, as in `2030年`. */
export function withoutYearWord(text: string): string {
  return asciiForms(text)
    .trim()
    .replace(/(?<=\d)\s*年$/u, "");
}
