// A Worker and a queue of an account, as the stand-in keeps them, and the refusal of a call.

export interface Binding {
  readonly type: string;
  readonly name: string;
  readonly service?: string;
  readonly entrypoint?: string;
  /** What a service binding gives its callee of the caller. */
  readonly props?: Readonly<Record<string, unknown>>;
  /** Of a limit of requests. */
  readonly namespace_id?: string;
  readonly simple?: { readonly limit: number; readonly period: 10 | 60 };
  readonly queue_name?: string;
  readonly bucket_name?: string;
  readonly class_name?: string;
  readonly store_id?: string;
  readonly secret_name?: string;
  readonly text?: string;
}

export interface Metadata {
  readonly main_module: string;
  readonly bindings: readonly Binding[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly compatibility_date: string;
  readonly compatibility_flags?: readonly string[];
  readonly assets?: { readonly jwt?: string; readonly config?: Readonly<Record<string, unknown>> };
  readonly keep_bindings?: readonly string[];
  readonly observability?: Settings["observability"];
  readonly tail_consumers?: Settings["tail_consumers"];
  readonly code_update_strategy?: CodeUpdate;
}

/** What a script has beside its versions: a version's upload does not change it. */
export interface Settings {
  readonly observability?: Readonly<Record<string, unknown>> | undefined;
  readonly tail_consumers?: readonly { readonly service: string }[] | undefined;
}

export interface Version {
  readonly id: string;
  readonly metadata: Metadata;
  readonly script: string;
  /** Values by name, which are never returned. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly hasDurableObjects: boolean;
  /** The hash of each served file, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Deployment {
  readonly id: string;
  readonly versions: readonly { readonly version_id: string; readonly percentage: number }[];
  readonly annotations: Readonly<Record<string, string | undefined>>;
  readonly codeUpdate: CodeUpdate;
}

/** When running Durable Objects take the code of another version. */
export interface CodeUpdate {
  readonly mode: string;
  /** In seconds. */
  readonly max_delay?: number;
}

export interface Consumer {
  readonly consumer_id: string;
  readonly type: "worker";
  readonly script: string;
  readonly environment: "production";
  readonly settings: {
    readonly batch_size?: number;
    readonly max_wait_time_ms?: number;
    readonly max_retries?: number;
    readonly retry_delay?: number;
  };
  readonly dead_letter_queue?: string | undefined;
}

export interface Queue {
  readonly queue_id: string;
  readonly queue_name: string;
  readonly consumers: Consumer[];
}

export interface Worker {
  readonly name: string;
  /** Newest first. */
  readonly versions: Version[];
  readonly deployments: Deployment[];
  /** Classes of Durable Objects that the deployed version declared. */
  objects: readonly string[];
  subdomain: { enabled: boolean; previews_enabled: boolean };
  settings: Settings;
}

/** The id of the store of an account whose store no Terraform made. */
export const STORE_ID = "5704e000000000000000000000000001";

/** Of the account's secrets store. */
export interface StoredSecret {
  readonly id: string;
  readonly name: string;
  value: string;
  comment: string;
  readonly scopes: readonly string[];
}

/** A rule of Cloudflare's was violated. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * The secrets of a version to deploy that were changed since it was made: that differ from those of the version that serves, when it is older than that.
 * Read strictly, also for a version that has a part of the traffic already.
 */
export function changedSecrets(worker: Worker, versions: Deployment["versions"]): string[] {
  const newestServing = worker.versions.find(({ id }) => worker.deployments[0]?.versions.some(({ version_id: one }) => one === id));
  if (newestServing === undefined) return [];
  const older = worker.versions.slice(worker.versions.indexOf(newestServing) + 1);
  const main = versions.reduce((most, one) => (one.percentage > most.percentage ? one : most));
  const target = older.find(({ id }) => id === main.version_id);
  if (target === undefined) return [];
  const names = new Set([...newestServing.secrets.keys(), ...target.secrets.keys()]);
  return [...names].filter((name) => newestServing.secrets.get(name) !== target.secrets.get(name));
}

interface Policy {
  readonly effect: string;
  readonly permission_groups: readonly { readonly id: string; readonly name?: string }[];
  readonly resources: unknown;
}

/** An API token that the account owns. */
export interface OwnedToken {
  readonly id: string;
  readonly name: string;
  status: "active" | "disabled" | "expired";
  readonly issued_on: string;
  readonly expires_on?: string;
  readonly policies: readonly Policy[];
  readonly condition?: unknown;
  /** The token itself, which no call shows again. */
  readonly value: string;
}
