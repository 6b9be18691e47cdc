import { rmSync } from "node:fs";
import { join } from "node:path";
import { nodeLibrary } from "../io/library.ts";
import { keepModel } from "../io/model-cache.ts";
import { modelFiles, modelNames } from "../scenario/model-files.ts";
import { modelCopies, packageFolder } from "./terminal.ts";

// Run once at installation, so that the command line starts without checking the shipped models again.
const root = packageFolder();
const folder = join(root, modelCopies);
rmSync(folder, { recursive: true, force: true });
const library = nodeLibrary(root, root);
for (const name of modelNames(library)) await keepModel(folder, name, modelFiles(library, name));
