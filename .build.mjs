// Bundles what runs outside the tests: the command line by `npm ci` (through `prepare`), the data step and the
// benchmark when they are asked for by name.
import { existsSync, rmSync } from "node:fs";
import { build } from "esbuild";

const entries = {
  peakpath: "src/cli/main.ts",
  "batch-worker": "src/cli/batch-worker.ts",
  "prepare-models": "src/cli/prepare-models.ts",
  calibration: "src/calibration/build.ts",
  targets: "src/calibration/targets-build.ts",
  policies: "src/calibration/policy-build.ts",
  bench: "test/bench/bench.ts",
};
/**
 * yargs measures its help by `string-width`, whose tables of all emoji take a fifteenth of a second to set up in every
 * run; the bundle measures by our own.
 */
const ownTextWidth = {
  name: "own-text-width",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, () => ({ path: "string-width", namespace: "own" }));
    onLoad({ filter: /.*/, namespace: "own" }, () => ({
      contents: 'export { textWidth as default } from "./src/cli/text-width.ts";',
      resolveDir: import.meta.dirname,
    }));
  },
};

async function bundle(name) {
  if (!existsSync(entries[name])) throw new Error(`nothing to build for "${name}"`);
  await build({
    entryPoints: { [name]: entries[name] },
    outdir: "dist",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    plugins: [ownTextWidth],
    // Optional: whoever wants a queue installs them.
    external: ["bullmq", "ioredis"],
    logLevel: "warning",
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
    },
  });
}

const asked = process.argv[2];
if (asked !== undefined) await bundle(asked);
else {
  rmSync("dist", { recursive: true, force: true });
  await bundle("peakpath");
  await bundle("batch-worker");
  await bundle("prepare-models");
  await import("./dist/prepare-models.js");
}
