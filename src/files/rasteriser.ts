import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { usageError } from "../text/problems.ts";

type Rasteriser = typeof import("@resvg/resvg-js");
type Fonts = NonNullable<NonNullable<ConstructorParameters<Rasteriser["Resvg"]>[1]>["font"]>;

/** Folders where systems keep fonts. */
const fontFolders = [
  "/usr/share/fonts",
  "/usr/local/share/fonts",
  join(homedir(), ".fonts"),
  join(homedir(), ".local/share/fonts"),
  "/System/Library/Fonts",
  "/Library/Fonts",
  "C:/Windows/Fonts",
];

/** Fonts that hold Chinese, the ones to be liked best first, by how their files are named. */
const chinese = [
  /^NotoSansCJK(sc)?-(Regular|Bold)/i,
  /^NotoSansSC/i,
  /^SourceHanSans(SC|CN)?-(Regular|Bold)/i,
  /^msyh(bd)?\./i,
  /^PingFang\./i,
  /^Hiragino Sans GB/i,
  /^wqy-(microhei|zenhei)/i,
  /^simhei\./i,
  /^Deng(b)?\./i,
];

/** How deep below the folders fonts lie. */
const DEEPEST = 3;

/** Every file below a folder of fonts. */
function filesBelow(folder: string, depth: number): string[] {
  if (depth > DEEPEST || !existsSync(folder)) return [];
  try {
    return readdirSync(folder, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesBelow(path, depth + 1) : [path];
      });
  } catch {
    return [];
  }
}

/** The fonts of the first kind that the system has: to read all of them takes seconds. */
function chineseFonts(): string[] {
  const all = fontFolders.flatMap((folder) => filesBelow(folder, 0));
  for (const kind of chinese) {
    const found = all.filter((path) => kind.test(path.split(/[/\\]/).at(-1) ?? ""));
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether these fonts have a glyph for a character: without one nothing is drawn. */
function holds({ Resvg }: Rasteriser, font: Fonts, character: string): boolean {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="4" y="30" font-size="20">${character}</text></svg>`;
  return new Resvg(svg, { font }).getBBox() !== undefined;
}

/**
 * What makes PNG of SVG text, so many points for a unit of it. The package is optional, and the fonts are the system's.
 *
 * @throws UsageError where the package is missing, or no font has the characters of a text.
 */
export async function rasteriser(isChinese: boolean): Promise<(svg: string, scale: number) => Uint8Array> {
  const resvg = await import("@resvg/resvg-js").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND" && error.code !== "MODULE_NOT_FOUND") throw error;
    throw usageError("png_package", {});
  });
  const files = chineseFonts();
  const font: Fonts = files.length > 0 ? { fontFiles: files, loadSystemFonts: false } : { loadSystemFonts: true };
  const sample = isChinese ? "达" : "A";
  if (!holds(resvg, font, sample)) throw usageError(isChinese ? "png_fonts" : "png_latin_fonts", {});
  return (svg, scale) => {
    const drawn = new resvg.Resvg(svg, { font, fitTo: { mode: "zoom", value: scale } });
    return new Uint8Array(drawn.render().asPng());
  };
}
