/** Chinese number words that stand in front of a unit, as in 亿千瓦 or 万元. */
const words: Readonly<Record<string, number>> = {
  十: 1e1,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
};

/** A name that begins with a number word: `万亿千瓦时` as 1e12 and `千瓦时`. */
export interface CountedName {
  readonly word: string;
  readonly times: number;
  /** Empty where the word stands alone. */
  readonly rest: string;
}

/**
 * The ways in which a name begins with a number word, the longest word first; what follows begins with no other one,
 * save for the kilo of 千瓦 and 千克.
 */
export function countedNames(name: string): CountedName[] {
  const found: CountedName[] = [];
  for (let length = 2; length > 0; length--) {
    const word = name.slice(0, length);
    if (!Object.hasOwn(words, word)) continue;
    const rest = name.slice(length);
    if (!/^[十百万亿]/u.test(rest)) found.push({ word, times: words[word], rest });
  }
  return found;
}
