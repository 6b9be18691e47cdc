/** What takes numbers one after the other. */
export type Put = (value: number) => void;

/** What gives them back in the same order. */
export type Take = () => number;

/** A statistic that says what it has counted in numbers, and adds what another of its kind has said. */
export interface Merging {
  readonly tell: (put: Put) => void;
  /** @throws RangeError for numbers that no such statistic says. */
  readonly merge: (take: Take) => void;
}

/**
 * The numbers that are told.
 *
 * @example toldNumbers((put) => put(3)).join(); // => "3"
 */
export function toldNumbers(tell: (put: Put) => void): Float64Array {
  let told = new Float64Array(1024);
  let count = 0;
  tell((value) => {
    if (count === told.length) {
      const wider = new Float64Array(2 * count);
      wider.set(told);
      told = wider;
    }
    told[count++] = value;
  });
  return told.slice(0, count);
}

/**
 * Gives numbers one after the other, and says how many are left.
 *
 * @example taking(Float64Array.of(7)).take(); // => 7
 */
export function taking(numbers: Float64Array): { readonly take: Take; readonly left: () => number } {
  let at = 0;
  return {
    take: () => {
      if (at === numbers.length) throw new RangeError(`there are only ${at} numbers`);
      return numbers[at++];
    },
    left: () => numbers.length - at,
  };
}

/**
 * A whole number from 0 on.
 *
 * @throws RangeError for any other.
 * @example takenCount(() => 5); // => 5
 */
export function takenCount(take: Take): number {
  const value = take();
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`a count is a whole number from 0, not ${value}`);
  return value;
}

/**
 * Says each number of a row.
 *
 * @example toldNumbers((put) => putRow(Float64Array.of(3, 4), put)).join(); // => "3,4"
 */
export function putRow(row: Float64Array, put: Put): void {
  for (let i = 0; i < row.length; i++) put(row[i]);
}

/**
 * Adds to each number of a row what is told of it.
 *
 * @example
 * const row = Float64Array.of(1, 2);
 * mergeRow(row, () => 5);
 * row.join(); // => "6,7"
 */
export function mergeRow(row: Float64Array, take: Take): void {
  for (let i = 0; i < row.length; i++) row[i] += takenCount(take);
}
