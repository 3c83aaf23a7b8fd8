// Receipts of the transfers that the records of a sample log name, as the audit Worker makes them: signed, with what proves their records.
import type { LoggedRecord, RecordedTransfer } from "@ledge/shared/contracts/audit";
import type { Cosigner } from "@ledge/shared/transparency/cosignature";
import { toBase64 } from "@ledge/shared/transparency/encoding";
import { formatProof } from "@ledge/shared/transparency/proof";
import { proveInclusion } from "@ledge/shared/transparency/prove";
import { receiptKeysOf } from "../../../workers/audit/src/receipt/keys.ts";
import { signReceipt } from "../../../workers/audit/src/receipt/sign-receipt.ts";
import { memoryLog, signCheckpoint } from "./memory-log.ts";
import type { SampleKey } from "./sample-keys.ts";
import { entryOf, type Line } from "./write-log.ts";

const SEED = "02".repeat(32);
const institution = { id: "p", keyId: "p", scopes: ["operator"], customerId: null } as const;

/** The public keys of the receipts. */
export const sampleJwks = async () => (await receiptKeysOf(SEED)).jwks;

/** The JWS of a line's transfer. @param isPayees as who did not write the record gets it: with the record's entry alone. */
export async function sampleJws(line: Line, issuer: string, isPayees = false): Promise<string> {
  const { index, salt, record } = line;
  const logged: RecordedTransfer["logged"] = isPayees
    ? { index, entry: toBase64(entryOf(line)) }
    : ({ index, salt, record } satisfies LoggedRecord);
  const transfer = { id: record.resources[0], amount: "1050", currency: "EUR" } as unknown as RecordedTransfer["transfer"];
  const { signing } = await receiptKeysOf(SEED);
  return await signReceipt(signing, { issuer, principal: institution, recorded: { transfer, logged }, now: new Date(0) });
}

export interface ProofOf {
  readonly origin: string;
  readonly lines: readonly Line[];
  readonly log: SampleKey;
  readonly cosigners: readonly Cosigner[];
}

/** A C2SP tlog-proof of an index in the log of these lines. */
export async function sampleProof(index: number, { origin, lines, log, cosigners }: ProofOf): Promise<string> {
  const of = await memoryLog(lines.map(entryOf));
  const checkpoint = await signCheckpoint(origin, of, log, cosigners);
  return formatProof({ extra: null, index, path: await proveInclusion(index, lines.length, of.read), checkpoint });
}
