import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { rasteriser } from "../../src/files/rasteriser.ts";

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve("@resvg/resvg-js");
    return true;
  } catch {
    return false;
  }
}

// The package is optional; without it there is nothing to draw with.
test.skipIf(!isInstalled())("a picture becomes a PNG so many points wide for each of its own", async () => {
  const text = '<text x="4" y="40" font-size="30">A</text>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="50">${text}</svg>`;
  const draw = await rasteriser(false).catch(({ said }: { said?: { code: string } }) => said?.code);
  // A machine without any font says so.
  if (typeof draw !== "function") return expect(draw).toBe("png_latin_fonts");
  const png = Buffer.from(draw(svg, 2));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([120, 100]);
  // A character that no font has is drawn as the sign of that, the small figure of CO₂ never.
  const drawn = (one: string) => Buffer.from(draw(svg.replace(">A<", `>${one}<`), 1)).toString("base64");
  expect(drawn("₂")).not.toBe(drawn("\u{f0000}"));
});
