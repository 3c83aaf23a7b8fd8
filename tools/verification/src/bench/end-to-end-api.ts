// What a load needs before it can be measured, made through the API of the platform that is measured: of this checkout or of another.
import { randomUUID } from "node:crypto";
import type { Target } from "./end-to-end-load.ts";
import { batchBody } from "./end-to-end-requests.ts";
import { BATCH } from "./kinds.ts";

/** As many as are reversed in a turn of a second or two, so that hardly one is reversed twice. */
const ORIGINALS = 1_000;
/** Never used up by the parts that are reversed. */
const ORIGINAL_MINOR = "100000";

/** How often a request is sent whose outcome is not known: on a busy machine the first ones may take longer than the platform waits. */
const ATTEMPTS = 5;

/** @throws unless it was answered 201. */
export async function postJson<Answer>({ host, port, token }: Omit<Target, "accounts">, path: string, body: object): Promise<Answer> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": randomUUID() };
  const send = () => fetch(`http://${host}:${port}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  let response = await send();
  for (let attempt = 1; response.status === 503 && attempt < ATTEMPTS; attempt += 1) response = await send();
  if (response.status !== 201) throw new Error(`POST ${path} was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Posts the transfers that a turn reverses, each between two accounts of its own. Returns their ids. */
export async function postOriginals(target: Target): Promise<string[]> {
  const { accounts } = target;
  const ids: string[] = [];
  const transfer = (index: number): object => ({
    source_account: accounts[index % accounts.length],
    destination_account: accounts[(index + 1) % accounts.length],
    amount: ORIGINAL_MINOR,
    currency: "EUR",
  });
  for (let posted = 0; posted < ORIGINALS; posted += BATCH) {
    let index = posted;
    const { outcomes } = await postJson<{ outcomes: { transfer: { id: string } }[] }>(
      target,
      "/v1/transfer-batches",
      batchBody(() => transfer((index += 1))),
    );
    ids.push(...outcomes.map((outcome) => outcome.transfer.id));
  }
  return ids;
}
