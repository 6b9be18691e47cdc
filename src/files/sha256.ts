import { createHash } from "node:crypto";

/** The SHA-256 of these pieces one after the other, as 32 bytes. */
export function sha256(...pieces: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

/** The SHA-256 of a text in hexadecimal digits. */
export function sha256Hex(text: string): string {
  return sha256(text).toString("hex");
}
