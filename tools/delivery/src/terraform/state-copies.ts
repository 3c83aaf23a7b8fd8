// Copies of Terraform's state: R2 keeps no versions, so each apply leaves one under a prefix that a bucket lock keeps. A copy is never replaced; the
// state holds no secret (decision 27), which is checked before.
import { z } from "zod";
import { ApiError, callApi, type Cloud } from "../deploy/api.ts";
import { parseJson } from "../build/read-json.ts";
import { secretsInState } from "./state-secrets.ts";

const State = z
  .object({
    version: z.literal(4),
    serial: z.number().int(),
    lineage: z.string().regex(/^[0-9a-f-]{8,}$/),
    resources: z.array(
      z.object({ type: z.string(), instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()) }).loose()) }).loose(),
    ),
  })
  .loose();
/** As `terraform state pull` prints it (format version 4). */
export type State = z.infer<typeof State>;

const BUCKET = "ledge-terraform-state";
/** As terraform/bootstrap has it. */
const JURISDICTION = { "cf-r2-jurisdiction": "eu" };
const NOT_FOUND = 404;

/** @throws when the text is no state. */
export const stateOf = (text: string): State => parseJson(text, "This is not what terraform state pull prints", State);

/** A state is its lineage and serial: each apply that changes something raises the serial. */
const keyOf = ({ lineage, serial }: State): string => `copies/${lineage}/${String(serial).padStart(6, "0")}.tfstate`;

/**
 * Leaves a copy of the state, unless there is one.
 *
 * @returns its key.
 * @throws when the state holds a secret, or another state has its lineage and serial.
 */
export async function copyState(cloud: Cloud, accountId: string, state: State): Promise<string> {
  const secrets = secretsInState(state);
  if (secrets.length > 0) throw new Error(`The state holds secrets, which a copy would keep for good:\n  ${secrets.join("\n  ")}`);
  const copy = await readCopy(cloud, accountId, state);
  if (copy === null) await callApi(inBucket(cloud), "PUT", pathOf(accountId, state), state);
  else if (!isSame(copy, state)) {
    throw new Error(`${keyOf(state)} is a copy of another state: the history of this one was changed, or two of them were made apart.`);
  }
  return `${BUCKET}/${keyOf(state)}`;
}

/** What is wrong with the copy of the present state, in a sentence; empty: it is there. */
export async function copyFault(cloud: Cloud, accountId: string, state: State): Promise<string[]> {
  const copy = await readCopy(cloud, accountId, state);
  if (copy === null) return [`the state of serial ${state.serial} has no copy: npm run terraform:copy`];
  return isSame(copy, state) ? [] : [`the copy of serial ${state.serial} is of another state`];
}

/** Whether two states are the same. Terraform 1.11 prints the results of checks in another order each time; they follow from the rest. */
function isSame(copy: unknown, state: State): boolean {
  const [one, other] = [State.parse(copy), state].map((all) => JSON.stringify({ ...all, check_results: null }));
  return one === other;
}

const inBucket = (cloud: Cloud): Cloud => ({ ...cloud, headers: JURISDICTION });

const pathOf = (accountId: string, state: State): string =>
  `/accounts/${accountId}/r2/buckets/${BUCKET}/objects/${encodeURIComponent(keyOf(state))}`;

async function readCopy(cloud: Cloud, accountId: string, state: State): Promise<unknown> {
  try {
    return await callApi(inBucket(cloud), "GET", pathOf(accountId, state));
  } catch (error) {
    if (error instanceof ApiError && error.status === NOT_FOUND) return null;
    throw error;
  }
}
