import { choice, custom, flag, list, number, objectSchema, place, type Schema, text } from "../../text/fields.ts";
import type { Label, Place } from "../../text/problems.ts";
import { type Cursor, checkKeysAt, field, isMap, type MapCursor, refuse, textAt, under } from "../../text/reader.ts";

const labelField = place({ $ref: "#/definitions/label" });
const overField = list("The sets that it stands over", "所依的集合");
const formulaSchema = {
  anyOf: [{ type: ["string", "number"] }, { type: "object", additionalProperties: { type: ["string", "number"] } }],
};

export const unitFields = {
  is: text("In terms of other units, such as 29.3076 GJ", "以其他单位表示，例如 29.3076 GJ"),
  base: flag("A dimension of its own", "自成量纲"),
  prefixes: list("Such as k or M", "词头，例如 k 或 M"),
  also: list("Other spellings", "其他写法"),
};

export const setFields = {
  label: labelField,
  members: place({ type: "object", additionalProperties: { $ref: "#/definitions/member" } }),
  subsets: place({ type: "object", additionalProperties: { type: "array", items: { type: ["string", "number"] } } }),
  from: number("First number of a numeric set", "数值集合的首数"),
  to: number("Last number of a numeric set", "数值集合的末数"),
  doc: text(),
};

export const parameterFields = {
  over: overField,
  unit: { ...text(), required: true as const },
  label: labelField,
  yearly: flag("A path over years, which levers may act on", "逐年路径，措施可作用于它"),
  between: choice(
    ["smooth"],
    "Years between given ones follow a monotone curve, not a line",
    "所给年份之间为单调曲线，而非直线",
  ),
  structural: flag("No lever, sample or year changes it", "措施、抽样和年份都不改变它"),
  min: number(),
  max: number(),
  shares: custom(
    { anyOf: [{ type: "string" }, { type: "object" }] },
    (at) => at,
    "The values sum to 1 (or at most 1) along this set",
    "沿该集合合计为 1(或不超过 1)",
  ),
  each: flag(
    "An amount on several members holds for each of them, such as a limit",
    "多个成员的总量各自成立，例如上限",
  ),
  default: number("Taken where a region says nothing", "地区没有给值时采用"),
  doc: text(),
};

export const shareFields = { over: text(), at_most: flag("One member is the remainder", "有一个成员为余项") };

export const variableFields = {
  over: overField,
  unit: { ...text(), required: true as const },
  label: { ...labelField, required: true as const },
  iamc: text("The name in the exchange format of IAMC", "IAMC 交换格式中的名称"),
  doc: text(),
  min: number(),
  max: number(),
  index: flag("A plain number above 1 is as usual as one below", "大于 1 的纯数与小于 1 的同样常见"),
  initial: place(formulaSchema, "Values in the base year, in place of the formula", "基年的值，代替公式"),
  formula: { ...place(formulaSchema), required: true as const },
  observed: flag("A region may impose observed values", "地区可给出观测值"),
  first_unknown: flag("What stands in for the base year is no result", "基年的占位值不作为结果"),
};

export const checkFields = {
  over: overField,
  severity: { ...choice(["error", "flag"]), required: true as const },
  label: { ...labelField, required: true as const },
  doc: text(),
  condition: { ...place(formulaSchema, "What must hold", "须成立的条件"), required: true as const },
};

/** The label of a declaration, which is in both languages. */
export function labelIn(map: MapCursor): Label {
  const at = field(map, "label");
  return at === undefined ? bothLanguages(under(map, "label"), [], map.keyAt) : bothLanguages(at);
}

/** A name in both languages; `beside` are other keys that the map has. */
export function bothLanguages(at: Cursor, beside: readonly string[] = [], missingAt?: Place): Label {
  const map = missingAt === undefined && isMap(at) ? at : undefined;
  if (map !== undefined) checkKeysAt(map, ["en", "zh", ...beside]);
  const words = (language: string): string => {
    const place = map === undefined ? undefined : field(map, language);
    const text = textAt(place);
    if (place === undefined || text === "") refuse(at, "label_missing_in", { language }, missingAt);
    return text ?? "";
  };
  return { en: words("en"), zh: words("zh") };
}

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
      subjects: declarations({ $ref: "#/definitions/subject" }),
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
        properties: { ...both, iamc: word, doc: { $ref: "#/definitions/label" } },
        additionalProperties: false,
      },
      subject: {
        type: "object",
        required: ["en", "zh"],
        properties: { ...both, doc: { $ref: "#/definitions/label" } },
        additionalProperties: false,
      },
    },
  };
}
