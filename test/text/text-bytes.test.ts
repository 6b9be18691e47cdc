import { expect, it } from "vitest";
import { decodeText } from "../../src/text/text-bytes.ts";

/** 常住人口,万人 in GB 18030. */
const gb = Uint8Array.from([0xb3, 0xa3, 0xd7, 0xa1, 0xc8, 0xcb, 0xbf, 0xda, 0x2c, 0xcd, 0xf2, 0xc8, 0xcb]);

it("reads what spreadsheets save", () => {
  const utf8 = new TextEncoder().encode("常住人口,万人");
  expect(decodeText(utf8)).toEqual({ text: "常住人口,万人" });
  expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]))).toEqual({ text: "常住人口,万人" });
  expect(decodeText(gb)).toEqual({ text: "常住人口,万人" });
  const little = Buffer.from("﻿常住,1", "utf16le");
  expect(decodeText(little)).toEqual({ text: "常住,1" });
  expect(decodeText(Buffer.from(little).swap16())).toEqual({ text: "常住,1" });
  expect(decodeText(new Uint8Array())).toEqual({ text: "" });
});

it("refuses bytes that are none of them, such as Latin-1", () => {
  const problem = { message: "the file is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8" };
  expect(decodeText(Buffer.from("Côte d'Ivoire, Réunion", "latin1"))).toMatchObject({ problem });
  expect(decodeText(gb.slice(0, -1))).toMatchObject({ problem });
});

it("knows UTF-16 without its mark by the zeros of commas and digits, and takes other zeros for no text", () => {
  const table = "项目,数值\n用电量,12\n";
  const little = Buffer.from(table, "utf16le");
  expect(decodeText(little)).toEqual({ text: table });
  expect(decodeText(Buffer.from(little).swap16())).toEqual({ text: table });
  const problem = { message: "the file holds bytes of 0, as no text does; save it as UTF-8" };
  expect(decodeText(Buffer.from("name,value,unit\nsteel,\0,Mt\ncement,4,Mt\n"))).toMatchObject({ problem });
});
