// Bundles what runs outside the tests: the command line by `npm ci` (through `prepare`), the data step and the
// benchmark when they are asked for by name.
import { existsSync } from "node:fs";
import { build } from "esbuild";

const entries = {
  peakpath: "src/cli/main.ts",
  calibration: "src/calibration/build.ts",
  bench: "test/bench/bench.ts",
};
const name = process.argv[2] ?? "peakpath";
if (!existsSync(entries[name])) throw new Error(`nothing to build for "${name}"`);

await build({
  entryPoints: [entries[name]],
  outfile: `dist/${name}.js`,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
});
