// A state is read by everybody who may plan, and its copies are kept under a lock: it must hold no secret. Checks every string in it.

/** What is looked for, by what it would be. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  "a URL with a password": /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^@\s]+@/,
  "a password of Neon": /^npg_[A-Za-z0-9]{8,}$/,
  "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  "a JSON Web Token": /^ey[\w-]{10,}\.[\w-]{10,}\.[\w-]+$/,
  "an API key of Ledge": /^(?:lk|ledge)_[a-z]+_[\w-]{16,}$/,
};
/** Names of attributes that hold secrets; ids and names of secrets are none. */
const SECRET_NAME = /(?:^|_)(?:password|secret|token|api_key|private_key|connection_uri(?:_pooler)?)$/;
const PLACEHOLDER = /^placeholder-/;
/** The attribute of a secret's slot, whatever is in it. */
const SLOT = "cloudflare_secrets_store_secret";

interface State {
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resources?: readonly {
    readonly type: string;
    readonly name: string;
    readonly module?: string;
    readonly instances: readonly { readonly index_key?: string | number; readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** Where a state, as `terraform state pull` prints it, holds a secret; never the secret itself. */
export function secretsInState(state: unknown): string[] {
  const { outputs = {}, resources = [] } = state as State;
  return [
    ...Object.entries(outputs).flatMap(([name, { value }]) => secretsIn(`output ${name}`, name, value)),
    ...resources.flatMap(({ module, type, name, instances }) =>
      instances.flatMap(({ index_key: key, attributes = {} }) => {
        const address = `${module === undefined ? "" : `${module}.`}${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`;
        return [
          ...(type === SLOT && !PLACEHOLDER.test(String(attributes["value"])) ? [`${address}: its value is not the placeholder`] : []),
          ...Object.entries(attributes).flatMap(([attribute, value]) => secretsIn(`${address}.${attribute}`, attribute, value)),
        ];
      }),
    ),
  ];
}

function secretsIn(path: string, name: string, value: unknown): string[] {
  if (typeof value === "string") {
    const shape = Object.entries(SHAPES).find(([, pattern]) => pattern.test(value));
    if (shape !== undefined) return [`${path}: ${shape[0]}`];
    return SECRET_NAME.test(name) && value !== "" && !PLACEHOLDER.test(value) ? [`${path}: its name says that it is a secret`] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(`${path}.${key}`, Array.isArray(value) ? name : key, inner));
}
