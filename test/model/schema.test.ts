import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { library } from "../scenarios/shipped.ts";

const root = new URL("../..", import.meta.url).pathname;
const schema = z.fromJSONSchema(JSON.parse(readFileSync(`${root}src/model/schema.json`, "utf8")));

test.each(library.list("src/model").filter((name) => name.endsWith(".yaml")))(
  "src/model/%s is what its schema says",
  (name) => {
    const text = library.read(`src/model/${name}`) ?? "";
    expect(text.split("\n")[0]).toBe(`# yaml-language-server: $schema=${name.includes("/") ? "../" : "./"}schema.json`);
    expect(schema.safeParse(parse(text)).error?.issues ?? []).toEqual([]);
  },
);
