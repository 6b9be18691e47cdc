import { resolve } from "node:path";
import type { Picture } from "../draw/picture.ts";
import { svgText } from "../draw/svg.ts";
import { writeFiles } from "../io/files.ts";
import type { Language } from "./messages.ts";
import { pictureMessages } from "./picture-messages.ts";
import type { Terminal } from "./terminal.ts";

/** The file of one scenario's picture: `zhejiang-policy-trajectory.svg`. */
export function pictureName(scenario: string, chart: string): string {
  return `${scenario.replaceAll("/", "-")}-${chart}.svg`;
}

/** Writes the pictures of `--svg` into a folder and says so on standard error. */
export async function writePictures(
  terminal: Terminal,
  folder: string,
  pictures: ReadonlyMap<string, Picture>,
  language: Language,
): Promise<void> {
  const files = new Map([...pictures].map(([name, picture]) => [name, svgText(picture, language)]));
  await writeFiles(resolve(terminal.workingFolder, folder), files);
  terminal.err(`${pictureMessages[language].wrote(files.size, folder)}\n`);
}
