import { sha256 } from "../../files/sha256.ts";
import { isRecord, jsonOf } from "../../text/json.ts";
import { wholeNumber } from "../../text/reader.ts";
import type { BatchPart, Failure, PartContent } from "../batch-part.ts";

const MARK = "peakpath part 1\n";
const NUMBER = 8;

/** The first run of a part and its end. */
export type PartRange = Pick<BatchPart, "start" | "end">;

interface PartHead {
  readonly batch: string;
  readonly start: number;
  readonly end: number;
  readonly values: number;
  readonly series: number;
  readonly failures: readonly Failure[];
  /** Of counts; their numbers stand where outcomes would. */
  readonly failed?: number;
  readonly digest: string;
}

/**
 * A part as the bytes of a file: a mark, a line of JSON padded to eight bytes, then the numbers of outcomes and series, or of what is
 * counted of them (64-bit, little-endian). The digest is of all of it but itself.
 */
export function partBytes(batch: string, content: PartContent): Buffer {
  const { start, end, failures } = content;
  const counts = "numbers" in content;
  const [values, series] = counts ? [content.numbers, new Float64Array(0)] : [content.values, content.series];
  const numbers = [values, series].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  const said = {
    batch,
    start,
    end,
    values: values.length,
    series: series.length,
    failures,
    ...(counts && { failed: content.failed }),
  };
  const head: PartHead = { ...said, digest: digestOf(said, numbers) };
  const text = `${MARK}${JSON.stringify(head)}`;
  const length = Buffer.byteLength(text) + 1;
  const padding = " ".repeat((NUMBER - (length % NUMBER)) % NUMBER);
  return Buffer.concat([Buffer.from(`${text}${padding}\n`), ...numbers]);
}

/** The part of these runs in these bytes, or undefined where they are not that part of this batch, whole. */
export function partOf(batch: string, range: PartRange, bytes: Buffer): PartContent | undefined {
  if (!bytes.subarray(0, MARK.length).equals(Buffer.from(MARK))) return undefined;
  const lineEnd = bytes.indexOf("\n", MARK.length);
  if (lineEnd < 0) return undefined;
  const head = headOf(bytes.toString("utf8", MARK.length, lineEnd));
  if (head === undefined) return undefined;
  const from = lineEnd + 1;
  const to = from + head.values * NUMBER;
  const { digest, ...said } = head;
  if (head.batch !== batch || head.start !== range.start || head.end !== range.end) return undefined;
  if (bytes.length !== to + head.series * NUMBER) return undefined;
  const numbers = [bytes.subarray(from, to), bytes.subarray(to)];
  if (digestOf(said, numbers) !== digest) return undefined;
  const [values, series] = numbers.map((own) => {
    const copy = new Float64Array(own.length / NUMBER);
    Buffer.from(copy.buffer).set(own);
    return copy;
  });
  const { start, end, failures, failed } = head;
  return failed === undefined
    ? { start, end, values, series, failures }
    : { start, end, numbers: values, failed, failures };
}

/** The head in a line of JSON, or undefined where it is none. */
function headOf(line: string): PartHead | undefined {
  const head = jsonOf(line);
  const isCount = wholeNumber(0, Number.MAX_SAFE_INTEGER);
  return isRecord(head) && isCount(head.values) && isCount(head.series) ? (head as unknown as PartHead) : undefined;
}

function digestOf(said: Omit<PartHead, "digest">, numbers: readonly Buffer[]): string {
  return sha256(JSON.stringify(said), ...numbers).toString("hex");
}
