// Bundles what runs outside the tests: the command line by `npm ci` (through `prepare`), the data step, the
// benchmark and the fuzzer when they are asked for by name.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const entries = {
  peakpath: "src/commands/main.ts",
  "batch-worker": "src/batch/workers/batch-worker.ts",
  "region-worker": "src/commands/run/region-worker.ts",
  library: "src/peakpath.ts",
  "library-node": "src/peakpath-node.ts",
  "prepare-models": "src/commands/prepare-models.ts",
  made: "src/commands/build/made.ts",
  judge: "src/commands/build/judge.ts",
  bench: "test/bench/main.ts",
  fuzz: "test/fuzz/fuzz.ts",
};
/** What is packed; of the rest, which only a checkout runs, code that is shared stands in a folder of its own. */
const packed = ["peakpath", "batch-worker", "region-worker", "prepare-models", "made", "library", "library-node"];
/**
 * yargs measures its help by `string-width`, whose tables of all emoji take a fifteenth of a second to set up in every
 * run; the bundle measures by our own.
 */
const ownTextWidth = {
  name: "own-text-width",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, () => ({ path: "string-width", namespace: "own" }));
    onLoad({ filter: /.*/, namespace: "own" }, () => ({
      contents: 'export { textWidth as default } from "./src/report/text/text-width.ts";',
      resolveDir: import.meta.dirname,
    }));
  },
};

/** The bundler, or undefined where development dependencies are left out. */
async function bundler() {
  try {
    return await import("esbuild");
  } catch (error) {
    if (error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Bundles entries in one call, so that they share their chunks, and gives the folders of the packages that went in. */
async function bundle({ build }, names, chunks = "chunks") {
  const unknown = names.find((name) => !existsSync(entries[name]));
  if (unknown !== undefined) throw new Error(`nothing to build for "${unknown}"`);
  const { metafile } = await build({
    entryPoints: Object.fromEntries(names.map((name) => [name, entries[name]])),
    outdir: "dist",
    chunkNames: `${chunks}/[name]-[hash]`,
    bundle: true,
    splitting: true,
    platform: "node",
    mainFields: ["module", "main"],
    format: "esm",
    target: ["node20.19", "es2022"],
    charset: "utf8",
    // The one that needs nothing of Node's: what the library loads in a browser is shared with the command line.
    alias: { yaml: "./node_modules/yaml/browser/index.js" },
    minifySyntax: true,
    minifyWhitespace: true,
    // The licences stand in a file of their own.
    legalComments: "none",
    metafile: true,
    plugins: [ownTextWidth],
    // Optional: whoever wants a queue or pictures of points installs them.
    external: ["@resvg/resvg-js", "bullmq", "ioredis"],
    logLevel: "warning",
  });
  return packagesIn(metafile);
}

/** Writes the types of the public library. */
async function declareLibrary() {
  const { default: typescript } = await import("typescript");
  for (const name of ["library", "library-node"]) {
    const file = entries[name];
    const { outputText } = typescript.transpileDeclaration(readFileSync(file, "utf8"), {
      fileName: file,
      compilerOptions: { isolatedDeclarations: true, stripInternal: true },
    });
    writeFileSync(`dist/${name}.d.ts`, outputText.replaceAll('"./peakpath.ts"', '"./library.js"'));
  }
}

/** Bundles what runs in a browser: the interface of pages, their engine and their writer of workbooks for workers, the style. */
async function bundlePage({ build }) {
  const { metafile } = await build({
    entryPoints: {
      ...{ ui: "src/page/ui/main.tsx", engine: "src/page/worker.ts" },
      ...{ workbook: "src/page/workbook-worker.ts", style: "src/page/ui/style.css" },
    },
    outdir: "dist/page",
    bundle: true,
    platform: "browser",
    format: "iife",
    target: ["chrome109", "firefox115", "safari16.4"],
    jsx: "automatic",
    jsxImportSource: "preact",
    // The one that needs nothing of Node's.
    alias: { "csv-stringify/sync": "csv-stringify/browser/esm/sync" },
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return packagesIn(metafile);
}

/** The folders of the packages that went into a bundle. */
function packagesIn(metafile) {
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  return files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
}

/** Name, version and licence of each package, with the texts that its licence wants to be handed on. */
function licenceTexts(folders) {
  const packages = [...new Set(folders)].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
    if (texts.length === 0) throw new Error(`${name} is bundled and has no text of its licence`);
    const bodies = texts.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
    return `${name} ${version} (${license})\n\n${bodies.join("\n\n")}\n`;
  });
  const line = `${"-".repeat(78)}\n\n`;
  return `The program in this folder holds code of these packages.\n\n${line}${packages.sort().join(`\n${line}`)}`;
}

const esbuild = await bundler();
const asked = process.argv[2];
if (esbuild === undefined) {
  const there = existsSync("dist/peakpath.js");
  const state = there ? "the program that stands in dist/ stays as it is" : "the program cannot be built";
  console.error(`Development dependencies are not installed: ${state}. To build it: npm ci --include=dev`);
  if (!there || asked !== undefined) process.exitCode = 1;
} else if (asked !== undefined) {
  await bundle(esbuild, [asked], packed.includes(asked) ? "chunks" : `${asked}-chunks`);
} else {
  rmSync("dist", { recursive: true, force: true });
  const folders = await bundle(esbuild, packed);
  await declareLibrary();
  folders.push(...(await bundlePage(esbuild)));
  writeFileSync("dist/THIRD_PARTY_LICENSES", licenceTexts(folders));
  // The tables of regions and of the plans' targets, from the sources in data/china.
  execFileSync(process.execPath, ["dist/made.js", "tables"], { stdio: ["ignore", "ignore", "inherit"] });
  await import("./dist/prepare-models.js");
}
