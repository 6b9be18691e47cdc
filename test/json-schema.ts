type Schema = { readonly [keyword: string]: unknown };

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** What each keyword that our schemas print asks of a value; a keyword that is none of these is a mistake of the test. */
const keywords: Readonly<Record<string, (asked: never, value: unknown, schema: Schema, root: Schema) => string[]>> = {
  type: (asked: string | readonly string[], value) =>
    [asked].flat().some((type) => types[type](value)) ? [] : [`is no ${[asked].flat().join(" or ")}`],
  enum: (asked: readonly unknown[], value) =>
    asked.includes(value) ? [] : [`is none of ${asked.slice(0, 5).join(", ")}`],
  pattern: (asked: string, value) =>
    typeof value !== "string" || new RegExp(asked).test(value) ? [] : ["has another form"],
  minimum: (asked: number, value) => (typeof value !== "number" || value >= asked ? [] : [`is below ${asked}`]),
  maximum: (asked: number, value) => (typeof value !== "number" || value <= asked ? [] : [`is above ${asked}`]),
  minItems: (asked: number, value) => (!Array.isArray(value) || value.length >= asked ? [] : ["has too few items"]),
  maxItems: (asked: number, value) => (!Array.isArray(value) || value.length <= asked ? [] : ["has too many items"]),
  items: (asked: Schema, value, _, root) =>
    Array.isArray(value)
      ? value.flatMap((item, i) => mistakesBySchema(asked, item, root).map((text) => `[${i}] ${text}`))
      : [],
  anyOf: (asked: readonly Schema[], value, _, root) => {
    const found = asked.map((one) => mistakesBySchema(one, value, root));
    return found.some((mistakes) => mistakes.length === 0)
      ? []
      : [`fits nothing: ${found.map((one) => one[0]).join(" / ")}`];
  },
  required: (asked: readonly string[], value) =>
    types.object(value) ? asked.filter((key) => !Object.hasOwn(value as object, key)).map((key) => `lacks ${key}`) : [],
  properties: (_, value, schema, root) => (types.object(value) ? keyMistakes(value as Schema, schema, root) : []),
  patternProperties: (_, value, schema, root) =>
    types.object(value) && schema.properties === undefined ? keyMistakes(value as Schema, schema, root) : [],
  additionalProperties: (_, value, schema, root) =>
    types.object(value) && schema.properties === undefined && schema.patternProperties === undefined
      ? keyMistakes(value as Schema, schema, root)
      : [],
  $ref: (asked: string, value, _, root) => {
    const name = asked.replace("#/definitions/", "");
    const definition = (root.definitions as Schema)[name] as Schema | undefined;
    if (definition === undefined) throw new Error(`the schema defines no ${name}`);
    return mistakesBySchema(definition, value, root);
  },
  description: () => [],
  definitions: () => [],
  $schema: () => [],
};

function keyMistakes(value: Schema, schema: Schema, root: Schema): string[] {
  const { properties = {}, patternProperties = {}, additionalProperties = true } = schema;
  return Object.entries(value).flatMap(([key, item]) => {
    const pattern = Object.entries(patternProperties as Schema).find(([form]) => new RegExp(form).test(key))?.[1];
    const own =
      (Object.hasOwn(properties as Schema, key) ? (properties as Schema)[key] : pattern) ?? additionalProperties;
    if (own === false) return [`${key} is no key`];
    return own === true ? [] : mistakesBySchema(own as Schema, item, root).map((text) => `${key} ${text}`);
  });
}

/** What is wrong with a value by a JSON schema of the few keywords that we print; nothing where it fits. */
export function mistakesBySchema(schema: Schema, value: unknown, root = schema): string[] {
  return Object.entries(schema).flatMap(([keyword, asked]) => {
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`the keyword ${keyword} is not checked`);
    return check(asked as never, value, schema, root);
  });
}
