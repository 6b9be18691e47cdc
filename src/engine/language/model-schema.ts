import { objectSchema, type Schema } from "../../text/fields.ts";
import { checkFields, parameterFields, setFields, unitFields, variableFields } from "./model-fields.ts";

const word = { type: ["string", "number"] };
const both = { en: word, zh: word };

/** The JSON schema of a file of a model, from the tables by which its declarations are read. */
export function modelSchema(): Schema {
  const declarations = (schema: Schema): Schema => ({ type: "object", additionalProperties: schema });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    description: "A file of a peakpath model\npeakpath 模型的文件",
    type: "object",
    additionalProperties: false,
    properties: {
      model: { type: "string", description: "The model's name\n模型的名称" },
      label: { $ref: "#/definitions/label" },
      report: { type: "object", description: "What reports show of the model\n报告所显示的内容" },
      units: declarations(objectSchema(unitFields)),
      sets: declarations(objectSchema(setFields)),
      parameters: declarations(objectSchema(parameterFields)),
      variables: declarations(objectSchema(variableFields)),
      checks: declarations(objectSchema(checkFields)),
    },
    definitions: {
      label: { type: "object", required: ["en", "zh"], properties: both, additionalProperties: false },
      member: {
        type: "object",
        required: ["en", "zh"],
        properties: { ...both, iamc: word },
        additionalProperties: false,
      },
    },
  };
}
