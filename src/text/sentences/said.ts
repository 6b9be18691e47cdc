/** A message as a code and what its sentence needs; data only, so that it crosses to other threads and processes. */
export interface SaidAs<Code extends string> {
  readonly code: Code;
  readonly values: unknown;
}

/** Words a message that stands within another one, in the same language. */
export type Say = (said: SaidAs<string>) => string;
