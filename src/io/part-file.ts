import { createHash } from "node:crypto";
import type { BatchPart, Failure } from "../batch/batch-part.ts";

const MARK = "peakpath part 1\n";
const NUMBER = 8;

interface PartHead {
  readonly batch: string;
  readonly start: number;
  readonly end: number;
  readonly values: number;
  readonly series: number;
  readonly failures: readonly Failure[];
  readonly digest: string;
}

/**
 * A part as the bytes of a file: a mark, a line of JSON padded to eight bytes, then the numbers of outcomes and series
 * (64-bit, little-endian). The digest is of the numbers.
 */
export function partBytes(batch: string, { start, end, values, series, failures }: BatchPart): Buffer {
  const numbers = [values, series].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  const head: PartHead = {
    batch,
    start,
    end,
    values: values.length,
    series: series.length,
    failures,
    digest: digestOf(numbers),
  };
  const text = `${MARK}${JSON.stringify(head)}`;
  const length = Buffer.byteLength(text) + 1;
  const padding = " ".repeat((NUMBER - (length % NUMBER)) % NUMBER);
  return Buffer.concat([Buffer.from(`${text}${padding}\n`), ...numbers]);
}

/** The part in these bytes, or undefined where they are no whole part of this batch. */
export function partOf(batch: string, bytes: Buffer): BatchPart | undefined {
  if (!bytes.subarray(0, MARK.length).equals(Buffer.from(MARK))) return undefined;
  const lineEnd = bytes.indexOf("\n", MARK.length);
  if (lineEnd < 0) return undefined;
  let head: PartHead;
  try {
    head = JSON.parse(bytes.toString("utf8", MARK.length, lineEnd));
  } catch {
    return undefined;
  }
  const from = lineEnd + 1;
  const to = from + head.values * NUMBER;
  if (head.batch !== batch || bytes.length !== to + head.series * NUMBER) return undefined;
  const numbers = [bytes.subarray(from, to), bytes.subarray(to)];
  if (digestOf(numbers) !== head.digest) return undefined;
  const [values, series] = numbers.map((own) => {
    const copy = new Float64Array(own.length / NUMBER);
    Buffer.from(copy.buffer).set(own);
    return copy;
  });
  return { start: head.start, end: head.end, values, series, failures: head.failures };
}

function digestOf(numbers: readonly Buffer[]): string {
  const hash = createHash("sha256");
  for (const own of numbers) hash.update(own);
  return hash.digest("hex");
}
