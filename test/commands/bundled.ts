import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { toyProject } from "./toy.ts";

const root = join(import.meta.dirname, "..", "..");

/** The program and its threads, bundled into a folder of their own with the toy project's model. */
export async function bundledProgram(): Promise<{ folder: string; program: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-bundle-"));
  await build({
    entryPoints: {
      peakpath: join(root, "src/commands/main.ts"),
      "batch-worker": join(root, "src/batch/workers/batch-worker.ts"),
      "region-worker": join(root, "src/commands/run/region-worker.ts"),
    },
    outdir: join(folder, "dist"),
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    external: ["@resvg/resvg-js", "bullmq", "ioredis"],
    logLevel: "error",
    banner: {
      js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
    },
  });
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  // The program looks for its models in the first folder above it that has them.
  cpSync(join(toyProject, "src"), join(folder, "src"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { folder, program: join(folder, "dist", "peakpath.js"), remove };
}
