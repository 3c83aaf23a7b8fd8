// Places holds by the database's function, a set in one commit with a key each: what the function does without a lane, beside transfers.
import { connect, type Contender } from "./contenders.ts";

const PLACE = {
  name: "place-holds",
  text: `INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at)
         SELECT principal, key, fingerprint, 'createHold', to_json(placed), now()
           FROM json_to_recordset($1::json) AS r (
                  principal uuid, key text, fingerprint bytea, request_id text, trace_id text, seed uuid, source_account uuid,
                  destination_account uuid, amount numeric, currency text, description text, metadata jsonb),
                LATERAL (SELECT * FROM payments.place_hold(
                  seed, NULL, source_account, destination_account, amount, currency, description, NULL, metadata, NULL,
                  ROW (principal, request_id, trace_id)::outbox.origin)) AS placed
         RETURNING outcome ->> 'refusal' AS refusal`,
};

export async function holds(runtimeUrl: string): Promise<Contender> {
  const client = await connect(runtimeUrl);
  return {
    name: "holds",
    async post(batch) {
      const { rows } = await client.query<{ refusal: string | null }>({ ...PLACE, values: [JSON.stringify(batch)] });
      const refused = rows.find(({ refusal }) => refusal !== null);
      if (refused !== undefined || rows.length !== batch.length) throw new Error(`not placed: ${JSON.stringify(refused)}`);
    },
    close: () => client.end(),
  };
}
