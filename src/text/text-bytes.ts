import { InputError, type Message, message } from "./problems.ts";

/** Text that was read from a file, or what is wrong with its bytes. */
export type DecodedText = { readonly text: string } | { readonly problem: Message };

/**
 * The text of a file as it was saved: UTF-8 (with or without byte-order mark), UTF-16, or GB 18030, which
 * Chinese Excel writes as CSV. A byte-order mark is no part of the text. Bytes that are none of these are a problem,
 * never replacement characters.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs("utf-16le", bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs("utf-16be", bytes);
  if (bytes.includes(0)) return decodeWithoutMark(bytes);
  const utf8 = decodeAs("utf-8", bytes);
  if ("text" in utf8 || !looksLikeChinese(bytes)) return utf8;
  return decodeAs("gb18030", bytes);
}

/**
 * The text of a file that was read from `file`, as `decodeText` finds it.
 *
 * @throws InputError where the bytes are no text.
 */
export function textOf(bytes: Uint8Array, file: string): string {
  const decoded = decodeText(bytes);
  if ("text" in decoded) return decoded.text;
  throw new InputError([{ at: { file, line: 1, column: 1 }, path: "", ...decoded.problem }]);
}

/** The least share of bytes of 0 in UTF-16: a tenth of the characters of a Chinese table are commas, digits and line ends. */
const LEAST_ZEROS = 0.05;

/** Bytes of 0 are no text, but in UTF-16 whose mark is missing they are half of each comma, digit and line end. */
function decodeWithoutMark(bytes: Uint8Array): DecodedText {
  let [even, odd] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const decoded = decodeAs(odd > even ? "utf-16le" : "utf-16be", bytes);
  const [most, least] = [Math.max(even, odd), Math.min(even, odd)];
  const plausible = most > 2 * least && most >= LEAST_ZEROS * bytes.length;
  if (plausible && "text" in decoded && !decoded.text.includes("\0")) return decoded;
  return { problem: message("bytes_zero", {}) };
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { problem: message("bytes_unknown", {}) };
  }
}

/** Of the pairs of bytes that begin beyond ASCII, the share that must be plain Chinese (GB 2312): Latin-1 has few such pairs. */
const LEAST_CHINESE = 0.9;

function looksLikeChinese(bytes: Uint8Array): boolean {
  let [pairs, chinese] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue;
    pairs++;
    const [first, second] = [bytes[i], bytes[i + 1] ?? 0];
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1) chinese++;
    i++;
  }
  return chinese >= LEAST_CHINESE * pairs;
}
