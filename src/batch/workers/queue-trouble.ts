/** What a trouble shows by: codes of the system, or how the message begins; what is said is shown where it says more. */
interface Sign {
  readonly codes?: readonly string[];
  readonly form?: RegExp;
  readonly detailed?: true;
}

/** What can be wrong with a Redis. */
const troubles = {
  refused: { codes: ["ECONNREFUSED"] },
  no_socket: { codes: ["ENOENT", "ENOTSOCK"] },
  unknown_host: { codes: ["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL"] },
  unreachable: { codes: ["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EACCES", "EPERM"], detailed: true },
  no_connection: { codes: ["ETIMEDOUT"] },
  silent: {},
  needs_password: { form: /^NOAUTH/ },
  wrong_password: { form: /^WRONGPASS|invalid password|invalid username/ },
  not_allowed: { form: /^NOPERM/, detailed: true },
  no_database: { form: /^ERR DB index is out of range|^ERR invalid DB index/ },
  loading: { form: /^LOADING/ },
  no_redis: { form: /^Unknown RESP type|^Protocol error, got/ },
  closed: { codes: ["ECONNRESET", "EPIPE"], form: /^Connection is closed/ },
  lost: {},
  untrusted: {
    codes: ["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"].concat([
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    ]),
  },
  wrong_certificate: {
    codes: ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "ERR_TLS_CERT_ALTNAME_INVALID"],
    detailed: true,
  },
  no_tls: { codes: ["EPROTO"], detailed: true },
  refuses: { detailed: true },
} satisfies Readonly<Record<string, Sign>>;

export type TroubleKind = keyof typeof troubles;

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

/** What an error of a connection or an answer of Redis means. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof RedisError) return error.trouble;
  const { code = "", message, name } = error as NodeJS.ErrnoException;
  const detail = String(message ?? error);
  const signs = Object.entries<Sign>(troubles) as [TroubleKind, Sign][];
  const known =
    signs.find(([, { codes }]) => codes?.includes(code)) ?? signs.find(([, { form }]) => form?.test(detail));
  if (known !== undefined) return { kind: known[0], detail: known[1].detailed ? detail : "" };
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
