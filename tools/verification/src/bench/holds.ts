// Places holds by the database's function, as a lane does: what the function does without a lane, beside transfers.
import { connect, type Contender } from "./contenders.ts";

const PLACE = { name: "place-holds", text: "SELECT payments.run_commands($1::json) AS answers" };

export async function holds(runtimeUrl: string): Promise<Contender> {
  const client = await connect(runtimeUrl);
  return {
    name: "holds",
    async post(batch) {
      const commands = batch.map((request) => ({ operation: "createHold", ...request }));
      const { rows } = await client.query<{ answers: { outcome: { refusal?: string } }[] }>({
        ...PLACE,
        values: [JSON.stringify(commands)],
      });
      const answers = rows[0]?.answers ?? [];
      const refused = answers.find(({ outcome }) => outcome.refusal !== undefined);
      if (refused !== undefined || answers.length !== batch.length) throw new Error(`not placed: ${JSON.stringify(refused)}`);
    },
    close: () => client.end(),
  };
}
