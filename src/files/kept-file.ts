import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const DIGEST_BYTES = 32;

/** Bytes as they are kept from one start to the next: their SHA-256 in front. */
export function keptBytes(content: string | Uint8Array): Buffer {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return Buffer.concat([digest(bytes), bytes]);
}

/** What was kept in a file, or undefined where there is none or it is not as it was written, so that it is made anew. */
export function readKept(file: string): Buffer | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const content = bytes.subarray(DIGEST_BYTES);
  return bytes.subarray(0, DIGEST_BYTES).equals(digest(content)) ? content : undefined;
}

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
