// The refusals of placing, capturing and releasing holds, beyond those of every movement of money.
import { expect } from "vitest";
import { decodeId } from "@ledge/shared/ids";
import { transferOf } from "../test-bank.ts";
import { connect } from "../database.ts";
import { letExpire } from "../hold-fixture.ts";
import { allScopes, MAX, post, type Scenario, type Scenarios, send, type ScenarioContext } from "./scenario.ts";

/** The time that a request needs to reach the database. An expiry after it is still in the future when the edge checks it. */
const ON_ITS_WAY_MS = 3_000;

interface Held {
  readonly hold: string;
  readonly payer: { readonly customer: string; readonly account: string };
  readonly payee: { readonly customer: string; readonly account: string };
}

async function held({ bank, must }: ScenarioContext): Promise<Held> {
  const [payer, payee] = [await bank.customerWith("10"), await bank.customerWith("0")];
  return { hold: (await must("POST", "/v1/holds", transferOf(payer.account, payee.account, "10"))).json.id, payer, payee };
}

type Happen = (context: ScenarioContext, held: Held) => Promise<unknown>;

/** Resolves a hold after something has happened. */
const after =
  (action: "capture" | "release") =>
  (what: string, happen: Happen, body: object | undefined = action === "capture" ? {} : undefined): Scenario => ({
    what,
    prepare: async (context) => {
      const made = await held(context);
      await happen(context, made);
      return post(`/v1/holds/${made.hold}/${action}`, body);
    },
  });

const byPayer = (action: "capture" | "release"): Scenario => ({
  what: "the payer, who placed the hold",
  prepare: async (context) => {
    const { hold, payer } = await held(context);
    const token = await context.keyWith(allScopes, payer.customer);
    return post(`/v1/holds/${hold}/${action}`, action === "capture" ? {} : undefined, { token });
  },
});

/** A payee may not write what only the payer of a transfer sees. */
const payersOwnByPayee: readonly Scenario[] = [{ external_id: "mine" }, { metadata: { mine: "yes" } }].map((body) => ({
  what: `the payer's own ${Object.keys(body).join()} by the payee`,
  prepare: async (context) => {
    const { hold, payee } = await held(context);
    return post(`/v1/holds/${hold}/capture`, body, { token: await context.keyWith(allScopes, payee.customer) });
  },
}));

const nothing = async (): Promise<void> => undefined;
const captured: Happen = ({ must }, { hold }) => must("POST", `/v1/holds/${hold}/capture`, {});
const released: Happen = ({ must }, { hold }) => must("POST", `/v1/holds/${hold}/release`);
const expired: Happen = ({ admin }, { hold }) => letExpire(admin, decodeId("hold", hold) as string);
const swept: Happen = async (context, made) => {
  await expired(context, made);
  await context.admin.query("SELECT payments.sweep_holds(100)");
};

const capture = after("capture");
const release = after("release");

const notOpen = (resolve: typeof capture): Scenario[] => [
  resolve("a captured hold", captured),
  resolve("a released hold", released),
  resolve("a hold that was released when it expired", swept),
];

/** The request waits for a lock on its payer's account until its expiry has passed. Without the lock this would be a race. */
const expiresOnTheWay: Scenario = {
  what: "an expiry that passes while the request waits",
  async prepare({ admin, bank }) {
    // The lane's alarm releases every due hold. The due holds of other scenarios are released first.
    await admin.query("SELECT payments.sweep_holds(1000)");
    return post("/v1/holds", transferOf((await bank.customerWith("10")).account, bank.cash, "1"));
  },
  async send({ ledge, admin }, sent) {
    const body = sent.options.body as { source_account: string };
    const expiresAt = new Date(Date.now() + ON_ITS_WAY_MS).toISOString();
    const blocker = await connect(ledge.database.adminUrl);
    try {
      await blocker.query("BEGIN");
      await blocker.query("SELECT FROM ledger.accounts WHERE id = $1 FOR UPDATE", [decodeId("account", body.source_account)]);
      const answer = send(ledge, post(sent.path, { ...body, expires_at: expiresAt }));
      const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      const due = `SELECT clock_timestamp() > $1 AND EXISTS (${waiting}) AS due`;
      await expect.poll(async () => (await admin.query(due, [expiresAt])).rows[0].due).toBe(true);
      await blocker.query("COMMIT");
      return await answer;
    } finally {
      await blocker.end();
    }
  },
};

export const holds: Scenarios = {
  createHold: {
    hold_expired: [
      {
        what: "an expiry in the past",
        prepare: async ({ bank }) =>
          post("/v1/holds", { ...transferOf(bank.cash, (await bank.customerWith("0")).account, "1"), expires_at: "2020-01-01T00:00:00Z" }),
      },
      expiresOnTheWay,
    ],
  },
  captureHold: {
    forbidden: [byPayer("capture"), ...payersOwnByPayee],
    amount_not_positive: [capture("nothing", nothing, { amount: "0" }), capture("a negative amount", nothing, { amount: "-1" })],
    capture_exceeds_hold: [
      capture("more than is held", nothing, { amount: "11" }),
      capture("2^63", nothing, { amount: "9223372036854775808" }),
      capture("more than is left", ({ must }, { hold }) => must("POST", `/v1/holds/${hold}/capture`, { amount: "4" }), { amount: "7" }),
    ],
    hold_not_open: notOpen(capture),
    hold_expired: [capture("an expired hold that has not been released yet", expired)],
    account_frozen: [capture("a frozen payer", ({ must }, { payer }) => must("POST", `/v1/accounts/${payer.account}/freeze`))],
    customer_blocked: [
      capture("a rejected payer", ({ must }, { payer }) =>
        must("POST", `/v1/customers/${payer.customer}/verification`, { decision: "rejected" }),
      ),
    ],
    amount_out_of_range: [
      capture("more than the payee's balance can now hold", async (context, { payee }) =>
        context.bank.pay(await context.houseAccount(), payee.account, MAX),
      ),
    ],
  },
  releaseHold: {
    forbidden: [byPayer("release")],
    hold_not_open: notOpen(release),
    hold_expired: [release("an expired hold that has not been released yet", expired)],
  },
};
