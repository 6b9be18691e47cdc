import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageOf } from "../../src/commands/page/pack.ts";
import { packageFolder } from "../../src/files/installed.ts";
import { executablePath, hasChromium, SLOW, violations } from "./chromium.ts";

// The page in six states, held against pictures that people have looked at: test/page/pictures/*.webp.
// `npm run pictures` draws them anew; then look at each.

const there = hasChromium("the page is not held against its pictures");
const keeps = process.env.PEAKPATH_PICTURES === "keep";
const kept = join(import.meta.dirname, "pictures");
/** Where a picture that differs is put, for whoever looks at it. */
const drawn = join(packageFolder(), "dist/pictures");
/** Letters of one family, which Debian's `fonts-noto-cjk` brings to every machine: others are wider and break lines elsewhere. */
const FONT = "Noto Sans CJK SC";

/**
 * Pictures are compared by squares of so many pixels, each by its mean colour.
 * A curve of 2.5 pixels changes that of a square it crosses by some 100 of 255; edges that are smoothed otherwise do by 10.
 */
const SQUARE = 4;
/** Where the mean of a channel differs by more, whichever way the square is moved by up to SLACK pixels, it is another. */
const MOST_APART = 28;
const SLACK = 2;
/** Share of squares that may be others: some forty; a dashed curve is half as many again, one that is drawn through is six times as many. */
const MOST_OTHERS = 0.0005;

const letters = `:root, :root * { font-family: "${FONT}" !important }`;

interface State {
  readonly name: string;
  readonly fragment?: string;
  readonly english?: boolean;
  readonly size: { readonly width: number; readonly height: number };
  readonly media?: { readonly colorScheme?: "dark"; readonly media?: "print" };
  readonly step?: (page: Page) => Promise<void>;
}

const desktop = { width: 1440, height: 900 };
const states: readonly State[] = [
  { name: "first-visit", size: desktop },
  {
    name: "offshore-wind",
    fragment: "#s=zhejiang/policy&offshore_wind=1",
    english: true,
    size: desktop,
    step: (page) => page.getByRole("searchbox").fill("wind"),
  },
  {
    name: "explained",
    fragment: "#s=huzhou/policy&g=50&nev_sales=0.2&services_share=0.6_2030_2040",
    english: true,
    size: desktop,
    step: async (page) => {
      await page.locator(".compared button").first().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "dark",
    fragment: "#s=zhejiang/policy&g=-100",
    size: desktop,
    media: { colorScheme: "dark" },
    step: async (page) => {
      await page.locator("#tab-sectors").click();
    },
  },
  { name: "phone", fragment: "#s=huzhou/policy&nev_sales=0", size: { width: 360, height: 780 } },
  { name: "print", english: true, size: { width: 794, height: 1123 }, media: { media: "print" } },
];

/** All of them in .ci/run, two elsewhere. */
const all = keeps || process.env.PEAKPATH_ANSWERS === "all";
const tried = all ? states : states.filter(({ name }) => name === "first-visit" || name === "phone");

const folder = mkdtempSync(join(tmpdir(), "peakpath-pictures-"));
let browser: Browser;
let address: string;

beforeAll(async () => {
  if (!there) return;
  const folders = { packageFolder: packageFolder(), workingFolder: packageFolder() };
  const file = join(folder, "page.html");
  writeFileSync(file, await pageOf(folders, ["huzhou/policy", "zhejiang/policy"], "zh"));
  address = pathToFileURL(file).href;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--font-render-hinting=none"] });
}, SLOW);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** The page in a state, once nothing moves in it any more. */
async function pageIn({ fragment = "", english, size, media, step }: State): Promise<Page> {
  const context = await browser.newContext({ viewport: size, offline: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: "light", ...media });
  await page.goto(address + fragment);
  await lay(page, letters);
  await page.locator("[data-ready]").waitFor({ timeout: SLOW, state: "attached" });
  // What a printer leaves out cannot be pressed by hand.
  if (english) await page.locator("header button.link").dispatchEvent("click");
  await page.locator("[data-settled]").waitFor({ timeout: SLOW, state: "attached" });
  await page.locator('#panel table[aria-busy="false"] tbody tr').first().waitFor({ timeout: SLOW, state: "attached" });
  await step?.(page);
  return page;
}

/** What a program of the page's side gives. */
const inPage = <T>(page: Page, program: string, ...given: unknown[]): Promise<T> =>
  page.evaluate(`(${program})(...${JSON.stringify(given)})`);

/** Lays style over the page, which its policy lets the debugger do alone; the newest takes the place of others. */
const lay = (page: Page, ...styles: string[]): Promise<void> =>
  inPage(
    page,
    `(text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }`,
    styles.join("\n"),
  );

/** The page once it stands still: twice the same. */
async function shot(page: Page): Promise<Buffer> {
  let before = await page.screenshot({ animations: "disabled" });
  for (;;) {
    await page.waitForTimeout(300);
    const now = await page.screenshot({ animations: "disabled" });
    if (now.equals(before)) return now;
    before = now;
  }
}

/** Whether letters of the family are there, without which lines break elsewhere. */
const hasFont = (page: Page): Promise<boolean> =>
  inPage(
    page,
    `(family) => {
      const pen = document.createElement("canvas").getContext("2d");
      const width = (font) => {
        pen.font = "40px " + font;
        return pen.measureText("Emissions peak 2030").width;
      };
      return ["serif", "monospace"].some((other) => width(JSON.stringify(family) + ", " + other) !== width(other));
    }`,
    FONT,
  );

/** Pixels of a picture, for what follows. */
const penOf = `async (source) => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  return pen;
}`;
const sourceOf = (type: "png" | "webp", picture: Buffer): string =>
  `data:image/${type};base64,${picture.toString("base64")}`;

/** A picture as WebP, which is a fifth of its PNG. */
async function webp(png: Buffer): Promise<Buffer> {
  const program = `async (source) => (await (${penOf})(source)).canvas.toDataURL("image/webp", 0.8)`;
  const page = await browser.newPage();
  const text = await inPage<string>(page, program, sourceOf("png", png));
  await page.close();
  return Buffer.from(text.slice(text.indexOf(",") + 1), "base64");
}

/** The share of squares of a picture in which the other shows something else; 1 where their sizes differ. */
async function othersIn(golden: Buffer, other: Buffer): Promise<number> {
  const program = `async (sources, square, slack, most) => {
    const pens = await Promise.all(sources.map(${penOf}));
    const [{ width, height }, second] = pens.map((pen) => pen.canvas);
    if (second.width !== width || second.height !== height) return 1;
    const mean = (data, left, top) => {
      const sum = [0, 0, 0];
      for (let y = top; y < top + square; y++)
        for (let x = left; x < left + square; x++)
          for (let c = 0; c < 3; c++) sum[c] += data[(y * width + x) * 4 + c];
      return sum.map((value) => value / square ** 2);
    };
    const isNear = (here, data, left, top) => {
      for (let dy = -slack; dy <= slack; dy++)
        for (let dx = -slack; dx <= slack; dx++)
          if (mean(data, left + dx, top + dy).every((value, c) => Math.abs(value - here[c]) <= most)) return true;
      return false;
    };
    // What a picture has must be near in the other, both ways: else a curve more would not be seen.
    const others = (from, to) => {
      let [found, count] = [0, 0];
      for (let top = slack; top + square + slack <= height; top += square)
        for (let left = slack; left + square + slack <= width; left += square) {
          count++;
          if (!isNear(mean(from, left, top), to, left, top)) found++;
        }
      return found / count;
    };
    const [a, b] = pens.map((pen) => pen.getImageData(0, 0, width, height).data);
    return Math.max(others(a, b), others(b, a));
  }`;
  const page = await browser.newPage();
  const sources = [sourceOf("webp", golden), sourceOf("png", other)];
  const share = await inPage<number>(page, program, sources, SQUARE, SLACK, MOST_APART);
  await page.close();
  return share;
}

describe.skipIf(!there)("the page looks as it did when people last looked at it", { timeout: SLOW }, () => {
  test.each(tried)("$name; in .ci/run axe finds nothing to mend in it, bright and dark", async (state) => {
    const page = await pageIn(state);
    const png = await shot(page);
    const hasLetters = await hasFont(page);
    for (const colorScheme of all ? (["light", "dark"] as const) : []) {
      await page.emulateMedia({ colorScheme, media: "screen" });
      expect(await violations(page)).toEqual([]);
    }
    await page.context().close();
    const file = join(kept, `${state.name}.webp`);
    if (keeps) writeFileSync(file, await webp(png));
    else if (hasLetters) {
      const share = existsSync(file) ? await othersIn(readFileSync(file), png) : 1;
      if (share > MOST_OTHERS) {
        mkdirSync(drawn, { recursive: true });
        writeFileSync(join(drawn, `${state.name}.png`), png);
      }
      expect(share, `dist/pictures/${state.name}.png beside ${file}; npm run pictures keeps it`).toBeLessThan(
        MOST_OTHERS,
      );
    } else console.warn(`no letters of ${FONT}: ${state.name} is not held against its picture`);
  });

  test("it would be seen that a curve is missing, that the levers stand elsewhere, that the page is laid out otherwise", async () => {
    const page = await pageIn(states[1]);
    const golden = await webp(await shot(page));
    expect(await othersIn(golden, await shot(page))).toBeLessThan(MOST_OTHERS / 5);
    const breaks = [
      ".line.now { display: none }",
      ".line.was { display: none }",
      "#levers { transform: translateX(9px) }",
      "main { display: block !important }",
    ];
    for (const style of breaks) {
      await lay(page, letters, style);
      expect(await othersIn(golden, await shot(page)), style).toBeGreaterThan(MOST_OTHERS);
    }
    await page.context().close();
  });
});
