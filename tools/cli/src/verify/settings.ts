// The arguments of ledge-verify.
import { readFileSync } from "node:fs";
import { mlDsa44 } from "@ledge/client/ml-dsa-44";
import type { ReceiptKeys } from "@ledge/client/receipts";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from "@ledge/shared/transparency/keys";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import { mlDsa44CosignatureVerifier } from "@ledge/shared/transparency/ml-dsa-44";
import { signatureTypes, type Verifier } from "@ledge/shared/transparency/note";
import type { Policy } from "@ledge/shared/transparency/policy";
import { isUrl } from "./tile-files.ts";

export const usage = `npm run verify -- [EXPORT…] --log-key VKEY [options]
ledge-verify [EXPORT…] --log-key VKEY [options]

Verifies an audit log of Ledge, and receipts, without access to the platform: from files of it, the log's tiles and public keys alone.
  EXPORT              files of GET /v1/audit/export, in order: NDJSON, {"index": n, "salt": "<base64>", "record": {…}} a line
  --log-key VKEY      a key of the log: one must have signed each checkpoint
  --origin ORIGIN     the log's origin; default: the name of the log's first key
  --witness VKEY      a key of a witness, of Ed25519 or ML-DSA-44
  --quorum N          how many of these witnesses must have cosigned each checkpoint; default: all
  --tiles WHERE       the folder or URL below which are checkpoint and tile/ (C2SP tlog-tiles)
  --checkpoint FILE   a checkpoint, such as one that you kept: all given must be of one history, which the tiles have.
                      The largest is that of the tree; without one, checkpoint is read from --tiles
  --from N, --to N    the indexes that the export must have, --to excluded; default: all of the tree
  --proof FILE        a proof of a record (C2SP tlog-proof). Without --tiles each record of the export must have one
  --receipt FILE      an answer of GET /v1/transfers/{id}/receipt, whose proof is of the history of --tiles, if they are given
  --jwks WHERE        the file or URL of the receipts' keys; default: /.well-known/jwks.json of the host of --tiles
  --transactions FILE pages of GET /v1/transactions, one a line: exactly one record must cover each posting
All but --origin, --quorum, --tiles, --jwks, --from and --to may be given several times. A VKEY may also be @FILE, with one key a line.

The first fault is named, with its file and line, its index, or its tile.
Exit codes: 0 verified · 1 a fault was found · 2 wrong arguments · 3 no result: something could not be read, or
a receipt is not sealed yet, which it is some seconds after its transfer`;

export interface Settings {
  readonly exports: readonly string[];
  readonly policy: Policy;
  readonly tiles: string | null;
  readonly checkpoints: readonly string[];
  readonly from: number;
  /** null: to the end of the tree. */
  readonly to: number | null;
  readonly proofs: readonly string[];
  readonly transactions: readonly string[];
  readonly receipts: readonly string[];
  /** Where the receipts' keys are: a file or a URL; null: there are no receipts. */
  readonly jwks: string | null;
  /** Those of the policy, as receipts are verified by them. */
  readonly receiptKeys: Omit<ReceiptKeys, "jwks">;
}

const JWKS_PATH = "/.well-known/jwks.json";
const text = { type: "string" } as const;
const texts = { type: "string", multiple: true, default: [] as string[] } as const;
const options = {
  ...{ "log-key": texts, origin: text, witness: texts, quorum: text, tiles: text, checkpoint: texts },
  ...{ from: text, to: text, proof: texts, transactions: texts, receipt: texts, jwks: text },
};

/** @throws {BadArguments} for what is not understood. */
export function readSettings(args: readonly string[]): Settings {
  const { values, positionals } = readArguments(args, options, true);
  const logKeys = keysOf("--log-key", values["log-key"]);
  const [first] = logKeys;
  if (first === undefined) throw new BadArguments("A --log-key is needed: without it no checkpoint can be believed.");
  const witnesses = keysOf("--witness", values.witness);
  const names = new Set(witnesses.map(({ name }) => name));
  const quorum = values.quorum === undefined ? names.size : count("--quorum", values.quorum);
  if (quorum > names.size) throw new BadArguments(`--quorum is ${quorum}, and there are keys of ${names.size} witnesses.`);
  const [tiles, from] = [values.tiles ?? null, values.from === undefined ? 0 : count("--from", values.from)];
  const to = values.to === undefined ? null : count("--to", values.to);
  if (to !== null && to < from) throw new BadArguments("--to is before --from.");
  judgeCombination(tiles, values, positionals);
  const origin = values.origin ?? first.name;
  const [verifierKey, witnessKeys] = [logKeys, witnesses].map((keys) => keys.map(formatVerifierKey)) as [string[], string[]];
  return {
    exports: positionals,
    policy: {
      origin,
      logKeys: logKeys.map((key) => made("--log-key", key, logVerifier)),
      witnesses: witnesses.map((key) => made("--witness", key, witnessVerifier)),
      quorum,
    },
    ...{ tiles, from, to, checkpoints: values.checkpoint, proofs: values.proof, transactions: values.transactions },
    ...{ receipts: values.receipt, jwks: jwksOf(tiles, values) },
    receiptKeys: { origin, verifierKey, witnesses: witnessKeys, quorum, mlDsa44 },
  };
}

function jwksOf(tiles: string | null, given: Given): string | null {
  if (given.receipt.length === 0) return null;
  if (given.jwks !== undefined) return given.jwks;
  if (tiles === null || !isUrl(tiles) || !URL.canParse(tiles)) throw new BadArguments("--receipt needs --jwks, or a URL for --tiles.");
  return new URL(JWKS_PATH, tiles).href;
}

interface Given {
  readonly checkpoint: readonly string[];
  readonly proof: readonly string[];
  readonly transactions: readonly string[];
  readonly receipt: readonly string[];
  readonly jwks?: string;
  readonly from?: string;
  readonly to?: string;
}

function judgeCombination(tiles: string | null, given: Given, exports: readonly string[]): void {
  if (given.jwks !== undefined && given.receipt.length === 0) throw new BadArguments("--jwks needs --receipt.");
  if (tiles === null && given.proof.length === 0 && (given.receipt.length === 0 || exports.length > 0))
    throw new BadArguments("Without --tiles or --proof there is nothing to verify records by.");
  if (tiles === null && given.checkpoint.length > 0)
    throw new BadArguments("--checkpoint needs --tiles: proofs have their own checkpoints.");
  if (tiles === null && (given.from ?? given.to) !== undefined) throw new BadArguments("--from and --to need --tiles.");
  if (exports.length === 0 && (given.from ?? given.to) !== undefined) throw new BadArguments("--from and --to need an export.");
  if (exports.length === 0 && given.transactions.length > 0) throw new BadArguments("--transactions needs an export.");
}

function keysOf(option: string, given: readonly string[]): VerifierKey[] {
  const lines = given
    .flatMap((one) => (one.startsWith("@") ? readText(one.slice(1)).split("\n") : [one]))
    .filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const key = parseVerifierKey(line.trim());
    if (key === null) throw new BadArguments(`${option}: ${line.trim().slice(0, 60)} is no verifier key.`);
    return key;
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new BadArguments(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

const witnessVerifier = (key: VerifierKey): Verifier =>
  key.type === signatureTypes.mlDsa44Cosignature ? mlDsa44CosignatureVerifier(key) : ed25519CosignatureVerifier(key);

function made(option: string, key: VerifierKey, verifier: (key: VerifierKey) => Verifier): Verifier {
  try {
    return verifier(key);
  } catch (error) {
    throw new BadArguments(`${option} ${key.name}: ${(error as Error).message}.`);
  }
}

function count(option: string, given: string): number {
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new BadArguments(`${option} must be a whole number, not ${given}.`);
  return value;
}
