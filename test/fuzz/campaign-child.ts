import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Order, Word } from "./campaign.ts";
import { inputOf } from "./input.ts";
import { readSamples } from "./samples.ts";
import { openScratch } from "./scratch.ts";
import { givenFiles, type Tried, tryInput } from "./try-input.ts";

/** Answers the orders of a campaign, one input after the other, until the parent goes. */
export function answerOrders(root: string): void {
  const samples = readSamples(root);
  const scratch = openScratch();
  // A path that is taken relative to the process instead of the working folder shows here.
  const empty = openScratch();
  process.chdir(empty.open(new Map()));
  const say = (word: Word): void => {
    process.send?.(word);
  };
  let stray: string | undefined;
  process.on("unhandledRejection", (reason) => {
    stray = (reason as Error)?.stack ?? String(reason);
  });
  const tryAll = async ({ seed, from, to, keep }: Order): Promise<void> => {
    for (let index = from; index < to; index++) {
      say({ kind: "begin", index });
      const input = inputOf(samples, seed, index);
      const tried = await tryInput(scratch, input);
      const { outcome } = tried;
      const faults = [...outcome.faults];
      if (stray !== undefined) faults.push({ oracle: "a promise is rejected unheard", line: stray.slice(0, 300) });
      const written = readdirSync(process.cwd());
      if (written.length > 0) faults.push({ oracle: "writes where the process stands", line: written.join(", ") });
      stray = undefined;
      if (keep !== undefined) keepInput(join(keep, String(index)), tried, givenFiles(input.sample, input.bytes));
      say({ kind: "done", outcome: { ...outcome, faults } });
    }
    say({ kind: "finished" });
  };
  process.on("message", (order: Order) => {
    void tryAll(order);
  });
  process.on("SIGINT", () => {});
  process.on("disconnect", () => {
    scratch.remove();
    empty.remove();
    process.exit(0);
  });
}

/** Writes an input to look at: its files, each command with what it said and wrote, and the verdict. */
export function keepInput(
  folder: string,
  { outcome, calls }: Tried,
  given: ReadonlyMap<string, string | Uint8Array>,
): void {
  const write = (name: string, content: string | Uint8Array): void => {
    const place = join(folder, name);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  };
  for (const [name, content] of given) write(join("given", name), content);
  for (const [i, { words, code, out, err, files }] of calls.entries()) {
    write(`call-${i + 1}/command.txt`, `peakpath ${words.join(" ")}\nexit code ${code}\n`);
    write(`call-${i + 1}/out.txt`, out);
    write(`call-${i + 1}/err.txt`, err);
    for (const [name, text] of files) write(join(`call-${i + 1}/written`, name), text);
  }
  write("outcome.json", `${JSON.stringify(outcome, undefined, 2)}\n`);
}
