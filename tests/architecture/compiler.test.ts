// Fences 2 to 5, by the compiler itself: in a copy of the repository each crossing is planted as a file and must not compile. Where the compiler
// accepts one, another fence refuses it, and that is tested too, so that nobody relies on the wrong one.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository, type RepositoryCopy } from "./support/repository-copy.ts";

const OUTSIDE_PROJECT = ["TS6059", "TS6307"]; // not under rootDir; not in the project's file list
const NOT_FOUND = ["TS2307"];
const NO_MEMBER = ["TS2339"];
const MISSING = ["a method is missing"];
/** An argument that is not what is asked for: the methods of a contract, each of them and no other. */
const NOT_ITS_METHODS = ["TS2345"];
/** The compiler has separate codes for one missing member, for several, and for more than it lists. The law does not depend on their number. */
const MISSING_CODES = new Set(["TS2741", "TS2739", "TS2740"]);

const type = (name: string, specifier: string): string =>
  `import type { ${name} } from "${specifier}";\nexport type Crossing = typeof ${name};\n`;
const value = (name: string, specifier: string): string => `import { ${name} } from "${specifier}";\nexport const crossing = ${name};\n`;
const environment = (member: string): string => `export const crossing = (env: Env) => env.${member};\n`;
const contract = (name: string, folder: string): string => `import type { ${name} } from "@ledge/shared/contracts/${folder}";\n`;
/** An entrypoint of a contract with the method `ready` alone. */
const entrypoint = (name: string, folder: string): string => `${contract(name, folder)}import { ready } from "./lane/ready.ts";
import { makeEntrypoint, onLanes } from "./entrypoints/make-entrypoint.ts";
export const Crossing = makeEntrypoint<${name}>("${folder}")(onLanes("${folder}", { ready }));\n`;
/** The entrypoint of accounts with the operations of the ledger besides its own. */
const excess = `${contract("AccountsCore", "accounts")}import { accounts } from "./accounts/operations.ts";
import { ledger } from "./ledger/operations.ts";
import { ready } from "./lane/ready.ts";
import { makeEntrypoint, onLanes } from "./entrypoints/make-entrypoint.ts";
export const Crossing = makeEntrypoint<AccountsCore>("accounts")(onLanes("accounts", { ...accounts, ...ledger, ready }));\n`;
/** The operations of customers, changed by `change`. */
const operations = (
  change: string,
): string => `${contract("CustomersCore", "customers")}import { customers } from "./customers/operations.ts";
import type { OperationsOf } from "./database/work.ts";
const { getCustomer, ...others } = customers;
export const crossing = { ...others, ${change} } satisfies OperationsOf<CustomersCore>;
export const own = getCustomer;\n`;

/** A command of `operationId` that refuses with `code`. */
const refusing = (operationId: string, code: string): string => `import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import { type Refused, refused } from "@ledge/shared/result";
export const crossing = (): Refused<RefusalOf<"${operationId}">> => refused("${code}");\n`;

/** A route of accounts that refuses getBalance with `code`. */
const route = (code: string): string => `import { refused } from "@ledge/shared/result";
import { z } from "zod";
import { accountsOperation } from "./operation.ts";
export const crossing = accountsOperation({
  ...{ operationId: "getBalance", method: "get", path: "/v1/x", summary: "", description: "", tag: "", scope: "accounts:read" },
  success: { status: 200, schema: z.unknown(), description: "" },
  handle: async () => refused("${code}"),
});\n`;

type Case = readonly [law: string, folder: string, text: string, errors: readonly string[]];

// Each crossing imports a file that no other one does, because the compiler reports a foreign file only once.
const projectReferences: readonly Case[] = [
  [
    "a Worker cannot import core-service",
    "workers/accounts",
    value("cutPage", "../../../core-service/src/database/page.ts"),
    OUTSIDE_PROJECT,
  ],
  [
    "a Worker cannot import core-service's types",
    "workers/accounts",
    type("mayDecide", "../../../core-service/src/customers/verification.ts"),
    OUTSIDE_PROJECT,
  ],
  ["a Worker cannot import a sibling", "workers/accounts", value("paymentsOperation", "../../payments/src/operation.ts"), OUTSIDE_PROJECT],
  [
    "a Worker cannot import a sibling's types",
    "workers/accounts",
    type("customersOperation", "../../customers/src/operation.ts"),
    OUTSIDE_PROJECT,
  ],
  ["a Worker cannot import the gateway", "workers/payments", type("appOf", "../../gateway/src/apps.ts"), OUTSIDE_PROJECT],
  [
    "core-service cannot import a Worker",
    "core-service",
    type("accountsOperation", "../../workers/accounts/src/operation.ts"),
    OUTSIDE_PROJECT,
  ],
  ["core-service cannot import the kit by path", "core-service", type("writeCall", "../../workers/kit/src/call.ts"), OUTSIDE_PROJECT],
  [
    "shared cannot import a package by path",
    "shared",
    type("requireCaller", "../../core-service/src/entrypoints/caller.ts"),
    OUTSIDE_PROJECT,
  ],
];

const packageExports: readonly Case[] = [
  ["core-service exports nothing", "workers/accounts", type("Accounts", "@ledge/core-service"), NOT_FOUND],
  ["core-service exports no file", "workers/accounts", type("requireCaller", "@ledge/core-service/src/entrypoints/caller.ts"), NOT_FOUND],
  ["a Worker exports nothing to a sibling", "workers/payments", type("core", "@ledge/accounts"), NOT_FOUND],
  ["a Worker exports nothing to core-service", "core-service", type("core", "@ledge/accounts"), NOT_FOUND],
  ["the gateway exports nothing", "workers/payments", type("IdempotencyGate", "@ledge/gateway"), NOT_FOUND],
  ["the kit exports its public modules alone", "workers/accounts", type("parseJson", "@ledge/kit/parse-json"), NOT_FOUND],
  ["shared exports its public modules alone", "core-service", type("refused", "@ledge/shared/src/result.ts"), NOT_FOUND],
  ["shared has no main export", "core-service", type("refused", "@ledge/shared"), NOT_FOUND],
];

const environments: readonly Case[] = [
  ["a domain Worker has no database in its Env", "workers/payments", environment("RUNTIME_DATABASE"), NO_MEMBER],
  ["a domain Worker has no lanes in its Env", "workers/payments", environment("LANES"), NO_MEMBER],
  ["a domain Worker has no gates in its Env", "workers/accounts", environment("GATES"), NO_MEMBER],
  ["a domain Worker has no sibling in its Env", "workers/accounts", environment("PAYMENTS"), NO_MEMBER],
  ["identity's pepper is in no other Env", "workers/accounts", environment("API_KEY_PEPPER"), NO_MEMBER],
  ["the gateway has no core in its Env", "workers/gateway", environment("CORE"), NO_MEMBER],
  ["core-service has no cursor key in its Env", "core-service", environment("CURSOR_KEY"), NO_MEMBER],
];

const contracts: readonly Case[] = [
  ["the accounts entrypoint owes its contract every method", "core-service", entrypoint("AccountsCore", "accounts"), NOT_ITS_METHODS],
  ["the customers entrypoint owes its contract every method", "core-service", entrypoint("CustomersCore", "customers"), NOT_ITS_METHODS],
  ["the identity entrypoint owes its contract every method", "core-service", entrypoint("IdentityCore", "identity"), NOT_ITS_METHODS],
  ["the payments entrypoint owes its contract every method", "core-service", entrypoint("PaymentsCore", "payments"), NOT_ITS_METHODS],
  ["the ledger entrypoint owes its contract every method", "core-service", entrypoint("LedgerCore", "ledger"), NOT_ITS_METHODS],
  ["the webhooks entrypoint owes its contract every method", "core-service", entrypoint("WebhooksCore", "webhooks"), NOT_ITS_METHODS],
  ["an entrypoint serves no method that its contract does not have", "core-service", excess, NOT_ITS_METHODS],
  ["a domain owes its contract every operation", "core-service", operations(""), MISSING],
  [
    "a domain has no operation that its contract does not know",
    "core-service",
    operations("getCustomer, dropEverything: getCustomer"),
    ["TS2353"],
  ],
  ["an operation is what its contract says", "core-service", operations("getCustomer: customers.createCustomer"), ["TS2322"]],
  [
    "an operation is not refused with a code that its contract does not list",
    "core-service",
    refusing("getHold", "account_frozen"),
    ["TS2322"],
  ],
  ["a route does not refuse with a code that its contract does not list", "workers/accounts", route("insufficient_funds"), ["TS2322"]],
  ["a route refuses with a code that its contract lists", "workers/accounts", route("not_found"), []],
  ["an operation is refused with a code that its contract lists", "core-service", refusing("getHold", "not_found"), []],
  ["the operations of a domain as they are compile", "core-service", operations("getCustomer"), []],
];

/** Compiles; refused by the import law (imports.test.ts): a path into a referenced package, and a package that is not declared. */
const letThrough: readonly Case[] = [
  [
    "a Worker imports the kit and shared by name",
    "workers/accounts",
    `${value("coreOf", "@ledge/kit/core")}${type("refused", "@ledge/shared/result")}`,
    [],
  ],
  ["a Worker uses its own bindings", "workers/accounts", environment("CURSOR_KEY"), []],
  [
    "the compiler alone would let a Worker reach into the kit by path",
    "workers/accounts",
    type("parseJson", "../../kit/src/parse-json.ts"),
    [],
  ],
  ["the compiler alone would let core-service import the kit by name", "core-service", type("coreOf", "@ledge/kit/core"), []],
];

const all = [projectReferences, packageExports, environments, contracts, letThrough];
const pathOf = (law: string, folder: string): string => `${folder}/src/crossing-${law.replace(/[^a-z]+/gi, "-").toLowerCase()}.ts`;

let copy: RepositoryCopy;
let errors: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  copy = copyRepository();
  for (const [law, folder, text] of all.flat()) copy.plant(pathOf(law, folder), text);
  errors = await copy.compile(["shared", "core-service", "workers/accounts", "workers/payments", "workers/gateway"]);
}, 120_000);
afterAll(() => copy?.remove());

const refuses = ([law, folder, , expected]: Case): void => {
  const codes = errors.get(pathOf(law, folder)) ?? [];
  expect(codes.flatMap((code) => (MISSING_CODES.has(code) ? MISSING : [code]))).toEqual(expected);
};

describe("project references (fence 2)", () => test.each(projectReferences)("%s", (...crossing) => refuses(crossing)));
describe("package exports (fence 3)", () => test.each(packageExports)("%s", (...crossing) => refuses(crossing)));
describe("contracts (fence 4)", () => test.each(contracts)("%s", (...crossing) => refuses(crossing)));
describe("generated Env (fence 5)", () => test.each(environments)("%s", (...crossing) => refuses(crossing)));
describe("what compiles", () => test.each(letThrough)("%s", (...crossing) => refuses(crossing)));
