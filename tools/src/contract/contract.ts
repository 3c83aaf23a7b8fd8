// Merges the contract out of the routes: each Worker's app describes its part, the same code that serves it.

/** An OpenAPI 3.1 document as far as merging looks into it. */
export interface Contract {
  readonly openapi: string;
  readonly info: Readonly<Record<string, string>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Where each app lives. An index that exports a Durable Object cannot be loaded outside the runtime, its app can. */
const apps = {
  accounts: "accounts/src/index.ts",
  customers: "customers/src/index.ts",
  gateway: "gateway/src/local-app.ts",
  identity: "identity/src/index.ts",
  payments: "payments/src/index.ts",
  ledger: "ledger/src/index.ts",
  webhooks: "webhooks/src/app.ts",
};

interface App {
  fetch(request: Request, env: object, context: object): Promise<Response>;
}

/** The whole contract, in a stable order. */
export async function buildContract(): Promise<Contract> {
  const parts = await Promise.all(Object.values(apps).map(partOf));
  const paths = parts.flatMap((part) => Object.entries(part.paths)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi: "3.1.0",
    info: {
      title: "Ledge",
      version: "1.0.0",
      description: "Core banking at the edge: customers, accounts, transfers. Amounts are strings of integer minor units.",
    },
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key: `Authorization: Bearer ledge_…`" } },
    },
  };
}

async function partOf(path: string): Promise<Contract> {
  const url = new URL(`../../../workers/${path}`, import.meta.url);
  const { default: app } = (await import(url.href)) as { default: App };
  const response = await app.fetch(new Request("https://app.internal/internal/contract"), {}, { props: { caller: "gateway" } });
  if (!response.ok) throw new Error(`${path} did not give its part of the contract: ${response.status}`);
  return (await response.json()) as Contract;
}
