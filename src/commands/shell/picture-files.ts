import { resolve } from "node:path";
import { writeFiles } from "../../files/files.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { svgText } from "../../report/draw/svg.ts";
import type { Language } from "../../report/words/messages.ts";
import { pictureMessages } from "../../report/words/picture-messages.ts";
import type { Terminal } from "./terminal.ts";

/** The file of one scenario's picture: `zhejiang-policy-trajectory.svg`. */
export function pictureName(scenario: string, chart: string): string {
  return `${scenario.replaceAll("/", "-")}-${chart}.svg`;
}

/** Writes the pictures of `--svg` into a folder and says so on standard error, and of what there is nothing to draw. */
export async function writePictures(
  terminal: Terminal,
  folder: string,
  pictures: ReadonlyMap<string, Picture>,
  language: Language,
  leftOut: readonly string[] = [],
): Promise<void> {
  const m = pictureMessages[language];
  if (leftOut.length > 0) terminal.err(`${m.nothingOf(leftOut.join(language === "zh" ? "、" : ", "))}\n`);
  else if (pictures.size === 0) terminal.err(`${m.nothing}\n`);
  if (pictures.size === 0) return;
  const files = new Map([...pictures].map(([name, picture]) => [name, svgText(picture, language)]));
  await writeFiles(resolve(terminal.workingFolder, folder), files);
  terminal.err(`${m.wrote(files.size, folder)}\n`);
}
