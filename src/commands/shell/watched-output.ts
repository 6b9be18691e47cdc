/** How the writing of a stream went. */
export interface WatchedOutput {
  /** When all that was written has gone, or is known not to go. */
  readonly written: () => Promise<void>;
  /** Whether it could not be written, but for a reader that has had enough. */
  readonly failed: () => boolean;
}

/**
 * Watches standard output, whose reader may leave, such as `head`: then the command goes on unheard and keeps its exit code.
 * Where it cannot be written, as on a full disk, that is said once on standard error.
 */
export function watchedOutput(output: NodeJS.WriteStream, errors: NodeJS.WriteStream): WatchedOutput {
  let ended = false;
  let failed = false;
  output.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (!ended && code !== "EPIPE") {
      failed = true;
      const why = code === "ENOSPC" ? "the disk is full; make room" : message;
      errors.write(`standard output cannot be written: ${why}\n`);
    }
    ended = true;
  });
  // Whoever closes standard error wants to hear nothing of it.
  errors.on("error", () => undefined);
  return {
    written: () =>
      new Promise((resolve) => {
        output.write("", () => resolve());
      }),
    failed: () => failed,
  };
}
