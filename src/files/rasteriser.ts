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
function firstFonts(all: readonly string[]): string[] {
  for (const kind of chinese) {
    const found = all.filter((path) => kind.test(path.split(/[/\\]/).at(-1) ?? ""));
    if (found.length > 0) return found;
  }
  return [];
}

/** A character of private use, which has the sign of a missing glyph, or none. */
const MISSING = "\u{f0000}";

/** Whether these fonts have a glyph for a character: without one it looks like a character that none has. */
function holds({ Resvg }: Rasteriser, font: Fonts, character: string): boolean {
  const [asked, missing] = [character, MISSING].map((one) => {
    const text = `<text x="4" y="30" font-size="20">${one}</text>`;
    return new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">${text}</svg>`, { font }).render();
  });
  return Buffer.compare(asked.pixels, missing.pixels) !== 0;
}

/** A small figure as a lowered one of the usual kind, for fonts that lack it. */
function lowered(digit: string): string {
  return `<tspan baseline-shift="sub" font-size="0.7em">${digit.normalize("NFKC")}</tspan>`;
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
  const sample = isChinese ? "达" : "A";
  const all = fontFolders.flatMap((folder) => filesBelow(folder, 0));
  const fontFiles = firstFonts(all);
  const known: Fonts = { fontFiles, loadSystemFonts: false };
  const font: Fonts = holds(resvg, known, sample) ? known : { loadSystemFonts: true };
  if (font !== known && !holds(resvg, font, sample)) throw usageError(isChinese ? "png_fonts" : "png_latin_fonts", {});
  const hasSmall = holds(resvg, font, "₂");
  return (svg, scale) => {
    const text = hasSmall ? svg : svg.replace(/[₀-₉]/gu, lowered);
    return new Uint8Array(new resvg.Resvg(text, { font, fitTo: { mode: "zoom", value: scale } }).render().asPng());
  };
}
