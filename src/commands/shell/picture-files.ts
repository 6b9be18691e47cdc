import { resolve } from "node:path";
import { writeFiles } from "../../files/files.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { svgText } from "../../report/draw/svg.ts";
import type { Words } from "../../report/words/languages.ts";
import type { Terminal } from "./terminal.ts";

/** Writes the pictures of `--svg` into a folder and says so on standard error, and of what there is nothing to draw. */
export async function writePictures(
  terminal: Terminal,
  folder: string,
  pictures: ReadonlyMap<string, Picture>,
  words: Words,
  leftOut: readonly string[] = [],
): Promise<void> {
  const m = words.picture;
  if (leftOut.length > 0) terminal.err(`${m.nothingOf(words.commas(leftOut))}\n`);
  else if (pictures.size === 0) terminal.err(`${m.nothing}\n`);
  if (pictures.size === 0) return;
  const files = new Map([...pictures].map(([name, picture]) => [name, svgText(picture, words.tag)]));
  await writeFiles(resolve(terminal.workingFolder, folder), files);
  terminal.err(`${m.wrote(files.size, folder)}\n`);
}
