#!/usr/bin/env node
import module from "node:module";
import { join } from "node:path";
import { ownCache } from "../files/own-cache.ts";

// From Node 22.1 on the code that V8 has compiled is kept; it has to be asked for before the program is loaded.
const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
const caches = enableCompileCache === undefined ? undefined : ownCache(process.env.XDG_CACHE_HOME);
if (caches !== undefined) enableCompileCache?.(join(caches, "compile"));
await import("./start.ts");
