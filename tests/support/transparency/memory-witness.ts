// A witness without its runtime, which judges as C2SP tlog-witness has it, and faults of witnesses to put in its place.
import { type Cosigner, ed25519Cosigner } from "@ledge/shared/transparency/cosignature";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { signatureLine } from "@ledge/shared/transparency/note";
import { emptyRoot, isConsistent, type TreeHead } from "@ledge/shared/transparency/tree";
import { parseSubmission } from "../../../workers/witness/src/parse-submission.ts";
import type { Send } from "../../../workers/audit/src/log/ask-witness.ts";
import { quorumOf, type Quorum } from "../../../workers/audit/src/log/witnesses.ts";
import { NOW_SECONDS } from "./memory-log.ts";
import { sampleKey, type SampleKey } from "./sample-keys.ts";

/** Answers in place of a witness. */
type Fault = () => Response | Promise<Response>;

export interface MemoryWitness {
  readonly name: string;
  readonly key: SampleKey;
  /** What it saw last. */
  head: TreeHead;
  /** Sizes and statuses of the submissions, in order. */
  readonly asked: (readonly [oldSize: number, size: number, status: number])[];
  fault: Fault | null;
}

export async function memoryWitness(name: string, seedByte: number): Promise<MemoryWitness> {
  const key = await sampleKey(name, "ed25519Cosignature", seedByte);
  return { name, key, head: { size: 0, root: emptyRoot() }, asked: [], fault: null };
}

const urlOf = ({ name }: MemoryWitness): string => `https://${name}`;

/** Settings with these witnesses, as a Worker has them. */
export const quorumWith = (witnesses: readonly MemoryWitness[], needed: number): Quorum =>
  quorumOf({
    WITNESSES: JSON.stringify(witnesses.map((witness) => ({ url: urlOf(witness), keys: [witness.key.vkey] }))),
    WITNESS_QUORUM: String(needed),
  });

/** Sends to these witnesses. */
export function sendTo(witnesses: readonly MemoryWitness[]): Send {
  return async (url, { body }) => {
    const witness = witnesses.find((one) => url === `${urlOf(one)}/add-checkpoint`);
    if (witness === undefined) throw new TypeError(`no witness at ${url}`);
    const submission = parseSubmission(toUtf8(body));
    const answer = await (witness.fault === null ? judge(witness, submission) : witness.fault());
    witness.asked.push([submission?.oldSize ?? -1, submission?.checkpoint.size ?? -1, answer.status]);
    return answer;
  };
}

async function judge(witness: MemoryWitness, submission: ReturnType<typeof parseSubmission>): Promise<Response> {
  if (submission === null) return new Response("malformed\n", { status: 400 });
  const { oldSize, proof, checkpoint, note } = submission;
  if (oldSize !== witness.head.size) return new Response(`${witness.head.size}\n`, { status: 409 });
  if (!isConsistent(witness.head, checkpoint, proof)) return new Response("inconsistent\n", { status: 422 });
  witness.head = { size: checkpoint.size, root: checkpoint.root };
  const cosigner: Cosigner = await ed25519Cosigner(witness.key.signing);
  return new Response(signatureLine(await cosigner.cosign(note.text, NOW_SECONDS)));
}
