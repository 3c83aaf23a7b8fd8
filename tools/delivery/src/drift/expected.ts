// What a release leaves in an account, as far as it can be read back: the bindings of each Worker, its crons. Made of the
// rendered configs, never of what the account says.
import type { RenderedWorker } from "../deploy/render.ts";

/** A binding by its kind and name, with what it leads to; an attribute that the account does not show is not compared. */
export interface Binding {
  readonly type: string;
  readonly name: string;
  readonly [attribute: string]: unknown;
}

type Entries = readonly Readonly<Record<string, unknown>>[];

/** The bindings of a version that was uploaded with this config, as Cloudflare's API names them. */
export function bindingsOf({ config, requiredSecrets }: RenderedWorker): Binding[] {
  const list = (value: unknown): Entries => (value ?? []) as Entries;
  const of = (key: string, inner?: string): Entries =>
    list(inner === undefined ? config[key] : (config[key] as Record<string, unknown> | undefined)?.[inner]);
  const assets = config["assets"] as { readonly binding?: string } | undefined;
  const version = config["version_metadata"] as { readonly binding: string } | undefined;
  return [
    ...of("services").map(({ binding, service, entrypoint }) => binds("service", binding, { service, entrypoint })),
    ...of("durable_objects", "bindings").map(({ name, class_name }) => binds("durable_object_namespace", name, { class_name })),
    ...of("queues", "producers").map(({ binding, queue }) => binds("queue", binding, { queue_name: queue })),
    ...of("r2_buckets").map(({ binding, bucket_name, jurisdiction }) => binds("r2_bucket", binding, { bucket_name, jurisdiction })),
    ...of("secrets_store_secrets").map(({ binding, ...place }) => binds("secrets_store_secret", binding, place)),
    ...of("ratelimits").map(({ name, namespace_id, simple }) => binds("ratelimit", name, { namespace_id, simple })),
    ...Object.entries((config["vars"] ?? {}) as Record<string, unknown>).map(([name, text]) => binds("plain_text", name, { text })),
    ...requiredSecrets.map((name) => binds("secret_text", name, {})),
    ...(assets?.binding === undefined ? [] : [binds("assets", assets.binding, {})]),
    ...(version === undefined ? [] : [binds("version_metadata", version.binding, {})]),
  ];
}

const binds = (type: string, name: unknown, attributes: Readonly<Record<string, unknown>>): Binding => ({
  type,
  name: String(name),
  ...attributes,
});

export const cronsOf = ({ config }: RenderedWorker): readonly string[] =>
  (config["triggers"] as { readonly crons?: readonly string[] } | undefined)?.crons ?? [];

/** How the bindings of a version differ from those of its config. A value is never repeated: it may be a secret by mistake. */
export function bindingFaults(expected: readonly Binding[], found: readonly Binding[]): string[] {
  const keyOf = ({ type, name }: Binding): string => `${type} ${name}`;
  const present = new Map(found.map((binding) => [keyOf(binding), binding]));
  const wanted = new Set(expected.map(keyOf));
  return [
    ...expected.flatMap((binding) => {
      const one = present.get(keyOf(binding));
      if (one === undefined) return [`has no ${keyOf(binding)}`];
      return Object.entries(binding)
        .filter(
          ([attribute, value]) =>
            value !== undefined && one[attribute] !== undefined && JSON.stringify(one[attribute]) !== JSON.stringify(value),
        )
        .map(([attribute]) => `${keyOf(binding)} has another ${attribute}`);
    }),
    ...[...present.keys()].filter((key) => !wanted.has(key)).map((key) => `has ${key}, which no config has`),
  ];
}
