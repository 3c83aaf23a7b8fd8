// Receipts of transfers, by the verifier that the client has for them, so that there is one: signatures by the receipts' keys, proofs by those of the log.
import { BadArguments } from "@ledge/command/command-line";
import { ReceiptVerificationError, type ReceiptKeys, type VerifiedReceipt, verifyReceipt } from "@ledge/client/receipts";
import { fromUtf8, toUtf8 } from "@ledge/shared/transparency/encoding";
import { z } from "zod";
import { type NamedProof, readProof } from "./check-proofs.ts";
import { witnessWords } from "./checkpoints.ts";
import { Finding, NoResult } from "./finding.ts";
import { readGiven } from "./read-given.ts";
import type { Settings } from "./settings.ts";
import { isUrl, readUrl } from "./tile-files.ts";

type Receipt = Parameters<typeof verifyReceipt>[0];

/** Of hundreds of keys. */
const MOST_JWKS_BYTES = 65_536;
/** What a receipt's signature needs of RFC 7517; keys of other kinds may be beside. */
const keySet = z.object({ keys: z.array(z.looseObject({})) });

export interface CheckedReceipts {
  /** Of those that are sealed: whoever has the tree compares their checkpoints with it. */
  readonly proofs: readonly NamedProof[];
  /** The files of those that are signed, and have no proof yet. */
  readonly unsealed: readonly string[];
}

/** @param say is called with each receipt that holds. @throws {Finding} for the first that does not. */
export async function checkReceipts({ receipts, jwks, receiptKeys }: Settings, say: (line: string) => void): Promise<CheckedReceipts> {
  const [proofs, unsealed]: [NamedProof[], string[]] = [[], []];
  if (jwks === null) return { proofs, unsealed };
  const keys: ReceiptKeys = { ...receiptKeys, jwks: await readKeys(jwks) };
  for (const file of receipts) {
    const receipt = jsonOf(await readGiven(file));
    if (receipt === undefined) throw new Finding(`${file} is no JSON`);
    const { transfer, issuedAt, logged, sealed } = await verified(file, receipt as Receipt, keys, jwks);
    const { proof } = receipt as Receipt;
    if (proof === null) unsealed.push(file);
    else proofs.push(readProof(file, toUtf8(proof)));
    const place = sealed === null ? "" : `, and sealed: its record, at index ${logged.index}, is in the log of ${sealed.size} records`;
    const seen = sealed === null ? "" : witnessWords(receiptKeys.quorum ?? 0);
    const states = `It states ${transfer.id} of ${transfer.amount} ${transfer.currency} in minor units, as of ${issuedAt.toISOString()}`;
    say(`${file} is signed by ${keys.origin}${place}${seen}. ${states}`);
  }
  return { proofs, unsealed };
}

async function verified(file: string, receipt: Receipt, keys: ReceiptKeys, jwks: string): Promise<VerifiedReceipt> {
  try {
    return await verifyReceipt(receipt, keys);
  } catch (error) {
    if (error instanceof ReceiptVerificationError) throw new Finding(`${file}: ${error.message}`);
    // The other keys were read with the arguments.
    if (error instanceof RangeError) throw noKeySet(jwks);
    throw error;
  }
}

async function readKeys(where: string): Promise<ReceiptKeys["jwks"]> {
  const bytes = isUrl(where) ? await readUrl(where, MOST_JWKS_BYTES) : await readGiven(where);
  const { success, data } = keySet.safeParse(bytes === null ? null : jsonOf(bytes));
  if (!success) throw noKeySet(where);
  return data;
}

const noKeySet = (where: string): Error =>
  isUrl(where) ? new NoResult(`${where} has no JSON Web Key Set`) : new BadArguments(`--jwks: ${where} is no JSON Web Key Set`);

/** undefined: it is no JSON. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes) ?? "");
  } catch {
    return undefined;
  }
}
