// The runtime's login to the database, as the secrets store keeps it. It is no part of a Worker's version, so that neither a release nor a rollback
// brings another login back: whoever opens a session reads it.

/** The name of the secret in the store, and of its binding. */
export const RUNTIME_CREDENTIAL = "RUNTIME_DATABASE";

export interface RuntimeCredential {
  /** Grows with every change: of two values the greater is the newer one. */
  readonly generation: number;
  /** Of Postgres, with login and password: the one to use, and behind it the one that served before, if it may still. */
  readonly urls: readonly string[];
}

/** The text of a secret. */
export const credentialText = ({ generation, urls }: RuntimeCredential): string => JSON.stringify({ generation, urls });

/**
 * The credential that a secret's text holds.
 *
 * @throws {BadCredential} when it is none, as the placeholder of a new environment is. What it says quotes nothing of the text.
 */
export function readCredential(text: string): RuntimeCredential {
  const { generation, urls } = parsed(text);
  if (!Number.isSafeInteger(generation) || (generation as number) < 1) throw new BadCredential("has no generation");
  if (!Array.isArray(urls) || urls.length < 1 || urls.length > 2) throw new BadCredential("has no list of one or two URLs");
  if (!urls.every(isDatabaseUrl)) throw new BadCredential("has a URL that is none of Postgres with login and password");
  return { generation: generation as number, urls };
}

/** What the store holds is no credential. */
class BadCredential extends Error {
  override readonly name = "BadCredential";

  constructor(fault: string) {
    super(`The secret ${RUNTIME_CREDENTIAL} ${fault}.`);
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // The parser's message quotes the text.
  }
  throw new BadCredential("is no JSON object");
}

/** A login, its password, a host and a database. */
const DATABASE_URL = /^postgres(?:ql)?:\/\/[^:/?#@\s]+:[^:/?#@\s]+@[^/?#@\s]+\/[^\s]+$/;

const isDatabaseUrl = (value: unknown): value is string => typeof value === "string" && DATABASE_URL.test(value);
