import type { Label } from "./problems.ts";
import {
  type Cursor,
  checkKeysAt,
  choiceAt,
  field,
  flagAt,
  labelAt,
  type MapCursor,
  numberAt,
  textAt,
  textListAt,
  textsAt,
  yearAt,
} from "./reader.ts";

/** A JSON schema, or a part of one. */
export type Schema = { readonly [keyword: string]: unknown };

/** The schema of that name among the definitions of a file's schema. */
export function ref(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}

/** A schema of what may stand there, or null, which takes out what a parent gives. */
export function orNull(schema: Schema): Schema {
  return { anyOf: [{ type: "null" }, schema] };
}

/** The schema of one text or several. */
export const textOrTexts: Schema = { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };

/** One key of a file format: how it is read, what an editor is told of it, and what it is for. */
export interface Field<T> {
  /** What stands at the place; undefined after a report. */
  readonly read: (at: Cursor) => T | undefined;
  readonly schema: Schema;
  readonly about?: Label;
  /** Whether no file is whole without it. */
  readonly required?: true;
}

/** The keys of a map, in the order in which messages list them. */
export type Fields = { readonly [key: string]: Field<unknown> };

/** What a map of these keys gives; undefined for each that is missing or wrong. */
export type ValuesOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T | undefined : never;
};

/** The values of a map by the table of its fields; unknown keys and values of another kind are reported. */
export function readFields<F extends Fields>(map: MapCursor, fields: F): ValuesOf<F> {
  const keys = Object.keys(fields);
  checkKeysAt(map, keys);
  const values = keys.map((key) => {
    const at = field(map, key);
    return [key, at === undefined ? undefined : fields[key].read(at)];
  });
  return Object.fromEntries(values) as ValuesOf<F>;
}

/** A key of any form, which its reader takes from its place. */
export function custom<T>(schema: Schema, read: (at: Cursor) => T | undefined, en?: string, zh?: string): Field<T> {
  return { read, schema, ...(en === undefined ? {} : { about: { en, zh: zh ?? en } }) };
}

/** A key that is read beside the table: its value is its place. */
export function place(schema: Schema, en?: string, zh?: string): Field<Cursor> {
  return custom(schema, (at) => at, en, zh);
}

export function text(en?: string, zh?: string): Field<string> {
  return custom({ type: ["string", "number"] }, textAt, en, zh);
}

/** One text or several. */
export function texts(en?: string, zh?: string): Field<string[]> {
  return custom(textOrTexts, textsAt, en, zh);
}

/** A list of texts. */
export function list(en?: string, zh?: string): Field<string[]> {
  return custom({ type: "array", items: { type: ["string", "number"] } }, textListAt, en, zh);
}

export function number(en?: string, zh?: string): Field<number> {
  return custom({ type: "number" }, numberAt, en, zh);
}

export function year(en?: string, zh?: string): Field<number> {
  return custom({ type: "integer", minimum: 1000, maximum: 9999 }, yearAt, en, zh);
}

export function flag(en?: string, zh?: string): Field<boolean> {
  return custom({ type: "boolean" }, flagAt, en, zh);
}

/** A name in both languages. */
export function label(en?: string, zh?: string): Field<Label> {
  return custom(ref("label"), labelAt, en, zh);
}

export function choice<T extends string>(allowed: readonly T[], en?: string, zh?: string): Field<T> {
  return custom({ enum: allowed }, (at) => choiceAt(at, allowed), en, zh);
}

export function required<T>(field: Field<T>): Field<T> {
  return { ...field, required: true };
}

/** The schema of a map with these fields; `more` says what other keys it may have. */
export function objectSchema(fields: Fields, more: Schema = { additionalProperties: false }): Schema {
  const entries = Object.entries(fields);
  const needed = entries.flatMap(([key, field]) => (field.required ? [key] : []));
  return {
    type: "object",
    ...(needed.length === 0 ? {} : { required: needed }),
    properties: Object.fromEntries(
      entries.map(([key, field]) => [key, { ...field.schema, ...described(field.about) }]),
    ),
    ...more,
  };
}

/** A part of a schema with what it is for, in both languages. */
export function described(about: Label | undefined): Schema {
  return about === undefined ? {} : { description: about.en === about.zh ? about.en : `${about.en}\n${about.zh}` };
}
