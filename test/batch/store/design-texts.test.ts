import { expect, test } from "vitest";
import { designTexts } from "../../../src/batch/store/design-texts.ts";

test("a design's texts are named from its own folder, wherever that is", () => {
  const found = { file: "d.yaml", texts: { "d.yaml": "design", "t/rows.csv": "rows" } };
  for (const folder of ["", "../../io/", "a/b/", "/home/me/"]) {
    const files = new Map([
      [`${folder}d.yaml`, "design"],
      [`${folder}t/rows.csv`, "rows"],
    ]);
    expect(designTexts(`${folder}d.yaml`, files)).toEqual(found);
  }
  const elsewhere = new Map([
    ["a/d.yaml", "design"],
    ["/data/rows.csv", "rows"],
  ]);
  expect(designTexts("a/d.yaml", elsewhere).texts).toEqual({ "d.yaml": "design", "/data/rows.csv": "rows" });
});
