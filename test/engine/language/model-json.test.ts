import fc from "fast-check";
import { expect, test } from "vitest";
import { modelFromJson, modelToJson } from "../../../src/engine/language/model-json.ts";
import { compile } from "../../../src/engine/program/compile.ts";
import { randomModel } from "../random-model.ts";

test("a model read back from its JSON compiles to the same code", () => {
  fc.assert(
    fc.property(randomModel, ({ model, inputs }) => {
      const again = modelFromJson(modelToJson(model), model.files);
      if (again === undefined) throw new Error("the text must be of the present form");
      expect(compile(again, inputs).source()).toBe(compile(model, inputs).source());
      expect(modelToJson(again)).toBe(modelToJson(model));
    }),
    { numRuns: 50, seed: 3 },
  );
});

test("a text of another form is not read", () => {
  expect(modelFromJson('{"form": 0}', [])).toBeUndefined();
});
