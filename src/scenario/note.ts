import type { Label, Place } from "../text/problems.ts";

/** Something that the report says about the input, which is no mistake. */
export interface Note {
  readonly at: Place;
  readonly path: string;
  readonly message: Label;
}
