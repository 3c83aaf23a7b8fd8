// The keys and passwords of a new environment, each made once, and where GitHub keeps it: what a workflow reads in one of its environments has a row here.
// The database and GitHub get the same values, because both are given this one list.
import { randomBytes } from "node:crypto";
import { newLastingPasswords } from "@ledge/database/local/make-database";
import { type LastingPasswords, urlFor } from "@ledge/database/migrate/bootstrap";
import { newNonce, passwordOf } from "../rotate/passwords.ts";
import { logKeyText } from "@ledge/database/new-log-key";
import { COLLECTOR_SECRET } from "../deploy/render.ts";

/** The Workers' keys, by the names that releases give them (`LEDGE_SECRET_NAME`). */
interface WorkerKeys {
  readonly API_KEY_PEPPER: string;
  readonly API_KEY_MAC_SECRETS: string;
  readonly CURSOR_KEY: string;
  readonly LOG_KEY: string;
  readonly RECEIPT_KEYS: string;
  readonly WEBHOOK_MASTER_KEY: string;
}

export interface Values {
  /** What the password of the first login of the runtime was made of. */
  readonly nonce: string;
  readonly passwords: LastingPasswords;
  readonly keys: WorkerKeys;
}

/** Credentials that only people can make, in the clouds' dashboards. */
export interface Given {
  /** Of the workflow `deploy`: what a release changes in the Cloudflare account. */
  readonly releaseToken: string;
  /** Of the workflow `rotate`: edits the account's secrets store. */
  readonly rotationToken: string;
  /** Of the workflow `drift`: reads the Cloudflare account and its zone. */
  readonly readToken: string;
  /** Of Neon's organisation. */
  readonly neonKey: string;
  /** The bucket of Terraform's state, and an R2 token that reads it. */
  readonly stateEndpoint: string;
  readonly stateKeyId: string;
  readonly stateKey: string;
  /** Of the collector, as OTEL_EXPORTER_OTLP_HEADERS has them; null: the environment has no collector. */
  readonly collectorHeaders: string | null;
}

/** The GitHub environments of an environment: of its releases, of its nightly drift, of its retention, and of its rotations. */
export const namesOf = (name: string): [string, string, string, string] => [name, `drift-${name}`, `retention-${name}`, `rotation-${name}`];

/** What one GitHub environment holds. */
export interface Store {
  readonly environment: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** The secret that is set last: an environment that has it is prepared. */
export const LAST_SECRET = "LEDGE_KEY";

const KEY_BYTES = 32;

/** 32 random bytes in hexadecimal digits; as much as the seed of an Ed25519 key has, which one of RECEIPT_KEYS is. */
export const newKey = (): string => randomBytes(KEY_BYTES).toString("hex");

/** A list of keys: one that signs, and the next, so that the first rotation is one release (docs/decisions/0074-keys-name-themselves.md). */
const newList = (): string => `${newKey()} ${newKey()}`;

/** New values. @param logOrigin the audit log's host, which its key is named after. */
export function newValues(logOrigin: string): Values {
  const random = newLastingPasswords();
  const nonce = newNonce();
  // As rotations make it, so that the first one can publish it once more beside its successor.
  const passwords = { ...random, ledge_runtime_a: passwordOf(random.ledge_rotator, "ledge_runtime_a", nonce) };
  return { passwords, nonce, keys: newKeys(logOrigin) };
}

const newKeys = (logOrigin: string): WorkerKeys => ({
  API_KEY_PEPPER: newList(),
  API_KEY_MAC_SECRETS: newList(),
  CURSOR_KEY: newList(),
  LOG_KEY: logKeyText(logOrigin, newKey()),
  RECEIPT_KEYS: newList(),
  WEBHOOK_MASTER_KEY: newList(),
});

/**
 * What each GitHub environment of `name` holds, `LAST_SECRET` apart.
 *
 * @param ownerUrl of the database; each login's URL is made from it.
 * @param outputs what `terraform output -json` printed.
 */
export function storesOf(name: string, { passwords, keys }: Values, given: Given, ownerUrl: string, outputs: string): Store[] {
  const url = (login: keyof LastingPasswords): string => urlFor(ownerUrl, login, passwords[login]);
  const [release, drift, retention, rotation] = namesOf(name);
  const state = {
    variables: { STATE_ENDPOINT: given.stateEndpoint },
    secrets: { STATE_ACCESS_KEY_ID: given.stateKeyId, STATE_SECRET_ACCESS_KEY: given.stateKey },
  };
  return [
    {
      environment: release,
      variables: { TERRAFORM_OUTPUTS: outputs, ...state.variables },
      secrets: {
        CLOUDFLARE_API_TOKEN: given.releaseToken,
        AUDITOR_DATABASE_URL: url("ledge_auditor"),
        ROTATOR_DATABASE_URL: url("ledge_rotator"),
        ...keys,
        ...(given.collectorHeaders !== null && { [COLLECTOR_SECRET]: given.collectorHeaders }),
        // For the plan of the database, which somebody approves: Neon has no key that only reads a project.
        NEON_API_KEY: given.neonKey,
        ...state.secrets,
      },
    },
    {
      environment: drift,
      variables: state.variables,
      secrets: { CLOUDFLARE_READ_TOKEN: given.readToken, AUDITOR_DATABASE_URL: url("ledge_auditor"), ...state.secrets },
    },
    { environment: retention, variables: {}, secrets: { RETENTION_DATABASE_URL: url("ledge_retention") } },
    {
      environment: rotation,
      variables: { TERRAFORM_OUTPUTS: outputs },
      secrets: { CLOUDFLARE_ROTATION_TOKEN: given.rotationToken, ROTATOR_DATABASE_URL: url("ledge_rotator") },
    },
  ];
}
