import type { Dice } from "./dice.ts";

let ofGbk: Map<string, number> | undefined;

/** The text as Chinese Windows saves it; what its two bytes cannot say becomes a question mark. */
export function gbk(text: string): Uint8Array {
  if (ofGbk === undefined) {
    ofGbk = new Map();
    const decoder = new TextDecoder("gbk");
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        const character = decoder.decode(Uint8Array.of(high, low));
        if ([...character].length === 1 && character !== "\ufffd" && !ofGbk.has(character)) {
          ofGbk.set(character, 256 * high + low);
        }
      }
    }
  }
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const pair = code < 0x80 ? code : (ofGbk.get(character) ?? 0x3f);
    if (pair > 0xff) bytes.push(pair >> 8);
    bytes.push(pair & 0xff);
  }
  return Uint8Array.from(bytes);
}

function utf16(text: string, mark: boolean, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

interface Bytes {
  readonly bytes: Uint8Array;
  readonly note: string;
}

/** The text as bytes of another encoding, or as damaged UTF-8. */
export function oddBytes(text: string, dice: Dice): Bytes {
  const plain = Buffer.from(text);
  const at = dice.below(plain.length + 1);
  const inserted = (...bytes: number[]) =>
    Buffer.concat([plain.subarray(0, at), Uint8Array.from(bytes), plain.subarray(at)]);
  switch (dice.below(9)) {
    case 0:
      return { bytes: gbk(text), note: "saved in GBK" };
    case 1:
      return { bytes: utf16(text, true, false), note: "saved in UTF-16LE" };
    case 2:
      return { bytes: utf16(text, true, true), note: "saved in UTF-16BE" };
    case 3:
      return { bytes: utf16(text, false, false), note: "saved in UTF-16LE without mark" };
    case 4:
      return { bytes: Buffer.from(`\ufeff${text}`), note: "saved with a mark" };
    case 5:
      return { bytes: Buffer.from(text, "latin1"), note: "saved in Latin-1" };
    case 6:
      return { bytes: inserted(0xff, 0xfe), note: `bytes ff fe at ${at}` };
    case 7:
      return { bytes: inserted(0), note: `byte 0 at ${at}` };
    default: {
      const flipped = Buffer.from(plain);
      if (at < flipped.length) flipped[at] ^= 1 << dice.below(8);
      return { bytes: flipped, note: `a bit of byte ${at} turned` };
    }
  }
}
