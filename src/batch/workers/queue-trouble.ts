/** What can be wrong with a Redis. */
export const troubleKinds = [
  "refused",
  "no_socket",
  "unknown_host",
  "unreachable",
  "no_connection",
  "silent",
  "loading",
  "closed",
  "lost",
  "needs_password",
  "wrong_password",
  "not_allowed",
  "no_database",
  "no_redis",
  "untrusted",
  "wrong_certificate",
  "no_tls",
  "refuses",
] as const;

export type TroubleKind = (typeof troubleKinds)[number];

/** What is wrong with a Redis, and what it or this machine said of it where that says more. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly detail: string;
}

/** A Redis that cannot be used now. */
export class RedisError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(`${trouble.kind}: ${trouble.detail}`);
    this.name = "RedisError";
    this.trouble = trouble;
  }
}

/** No answer came in time. */
export function silence(): RedisError {
  return new RedisError({ kind: "silent", detail: "" });
}

const byCode: Readonly<Record<string, TroubleKind>> = {
  ECONNREFUSED: "refused",
  ENOENT: "no_socket",
  ENOTSOCK: "no_socket",
  ENOTFOUND: "unknown_host",
  EAI_AGAIN: "unknown_host",
  EAI_FAIL: "unknown_host",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EACCES: "unreachable",
  EPERM: "unreachable",
  ETIMEDOUT: "no_connection",
  ECONNRESET: "closed",
  EPIPE: "closed",
  DEPTH_ZERO_SELF_SIGNED_CERT: "untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrusted",
  CERT_HAS_EXPIRED: "wrong_certificate",
  CERT_NOT_YET_VALID: "wrong_certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong_certificate",
  EPROTO: "no_tls",
};

const byMessage: readonly (readonly [RegExp, TroubleKind])[] = [
  [/^NOAUTH/, "needs_password"],
  [/^WRONGPASS|invalid password|invalid username/, "wrong_password"],
  [/^NOPERM/, "not_allowed"],
  [/^ERR DB index is out of range|^ERR invalid DB index/, "no_database"],
  [/^LOADING/, "loading"],
  [/^Unknown RESP type|^Protocol error, got/, "no_redis"],
  [/^Connection is closed/, "closed"],
];

const detailed: ReadonlySet<TroubleKind> = new Set([
  "unreachable",
  "not_allowed",
  "wrong_certificate",
  "no_tls",
  "refuses",
]);

/** What an error of a connection or an answer of Redis means. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof RedisError) return error.trouble;
  const { code, message, name } = error as NodeJS.ErrnoException;
  const detail = String(message ?? error);
  const known = typeof code === "string" ? byCode[code] : undefined;
  const kind = known ?? byMessage.find(([form]) => form.test(detail))?.[1];
  if (kind !== undefined) return { kind, detail: detailed.has(kind) ? detail : "" };
  // What stands in a job is not repeated.
  return { kind: "refuses", detail: name === "SyntaxError" ? "a job that cannot be read" : detail };
}

/** Whether Redis answered, and said no: the connection is sound. */
export function isAnswer(error: unknown): boolean {
  return (error as Error).name === "ReplyError";
}

/** Whether no waiting mends it: somebody has to give this user what it lacks. */
export function isLasting(error: unknown): boolean {
  return troubleOf(error).kind === "not_allowed";
}
