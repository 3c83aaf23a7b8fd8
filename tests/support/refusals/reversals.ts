// The refusals of reversals.
import { transferOf } from "../test-bank.ts";
import { allScopes, MAX, post, type Scenario, type Scenarios, type ScenarioContext } from "./scenario.ts";

interface Original {
  readonly transfer: string;
  readonly payer: { readonly customer: string; readonly account: string };
  readonly payee: { readonly customer: string; readonly account: string };
}

async function original({ bank }: ScenarioContext): Promise<Original> {
  const [payer, payee] = [await bank.customerWith("10"), await bank.customerWith("0")];
  return { transfer: (await bank.pay(payer.account, payee.account, "10")).id, payer, payee };
}

const reverse = (transfer: string, body: object = {}, options = {}) => post(`/v1/transfers/${transfer}/reversals`, body, options);

/** Reverses a transfer after something has happened. */
const after = (what: string, happen: (context: ScenarioContext, original: Original) => Promise<unknown>, body: object = {}): Scenario => ({
  what,
  prepare: async (context) => {
    const made = await original(context);
    await happen(context, made);
    return reverse(made.transfer, body);
  },
});

const nothing = async (): Promise<void> => undefined;
const spend = ({ bank }: ScenarioContext, { payee }: Original) => bank.pay(payee.account, bank.cash, "10");

export const reversals: Scenarios = {
  reverseTransfer: {
    amount_not_positive: [after("nothing", nothing, { amount: "0" }), after("a negative amount", nothing, { amount: "-1" })],
    reversal_exceeds_original: [
      after("more than the original", nothing, { amount: "11" }),
      after("2^63", nothing, { amount: "9223372036854775808" }),
      after("more than what remains after an earlier reversal", ({ must }, { transfer }) =>
        must("POST", `/v1/transfers/${transfer}/reversals`, {}),
      ),
    ],
    reversal_before_original: [after("a time before the original transfer's", nothing, { effective_at: "2020-01-01T00:00:00Z" })],
    validation_failed: [after("a time in the future", nothing, { effective_at: "2999-01-01T00:00:00Z" })],
    transfer_not_reversible: [
      {
        what: "a reversal",
        prepare: async (context) => {
          const { transfer } = await original(context);
          return reverse((await context.must("POST", `/v1/transfers/${transfer}/reversals`, {})).json.id);
        },
      },
      {
        what: "the payer reversing its own transfer",
        prepare: async (context) => {
          const { transfer, payer } = await original(context);
          return reverse(transfer, {}, { token: await context.keyWith(allScopes, payer.customer) });
        },
      },
    ],
    value_date_not_allowed: [
      {
        what: "a refund that a customer dates into the past",
        prepare: async (context) => {
          const [payer, payee] = [await context.bank.customerWith("10"), await context.bank.customerWith("0")];
          const body = { ...transferOf(payer.account, payee.account, "10"), effective_at: "2020-01-01T00:00:00Z" };
          const { id } = (await context.must("POST", "/v1/transfers", body)).json;
          const token = await context.keyWith(allScopes, payee.customer);
          return reverse(id, { effective_at: "2021-01-01T00:00:00Z" }, { token });
        },
      },
    ],
    insufficient_funds: [after("money that the payee has spent", spend)],
    account_frozen: [after("a frozen payee", ({ must }, { payee }) => must("POST", `/v1/accounts/${payee.account}/freeze`))],
    customer_blocked: [
      {
        what: "a refund by a rejected payee",
        prepare: async (context) => {
          const { transfer, payee } = await original(context);
          await context.must("POST", `/v1/customers/${payee.customer}/verification`, { decision: "rejected" });
          return reverse(transfer, {}, { token: await context.keyWith(allScopes, payee.customer) });
        },
      },
    ],
    account_closed: [
      after("a closed payee", async (context, made) => {
        await spend(context, made);
        await context.must("POST", `/v1/accounts/${made.payee.account}/close`);
      }),
      after("a closed payer", ({ must }, { payer }) => must("POST", `/v1/accounts/${payer.account}/close`)),
    ],
    amount_out_of_range: [
      after("more than the payer's balance can hold", async (context, { payer }) =>
        context.bank.pay(await context.houseAccount(), payer.account, MAX),
      ),
    ],
  },
};
