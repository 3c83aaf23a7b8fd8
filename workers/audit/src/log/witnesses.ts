// The witnesses by their settings. What cannot be read stops everything: the log must not publish with fewer cosignatures than its operator wrote.
import { ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { parseVerifierKey } from "@ledge/shared/transparency/keys";
import { mlDsa44CosignatureVerifier } from "@ledge/shared/transparency/ml-dsa-44";
import { signatureTypes, type Verifier } from "@ledge/shared/transparency/note";
import { z } from "zod";

const Settings = z.array(z.strictObject({ url: z.url(), keys: z.array(z.string()).min(1) }));
/** A developer's own machine has no certificates. */
const LOOPBACK = new Set(["127.0.0.1", "localhost"]);

export interface Witness {
  /** Of its keys: a witness is a name, however many keys it has. */
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly vkeys: readonly string[];
  readonly verifiers: readonly Verifier[];
}

export interface Quorum {
  readonly witnesses: readonly Witness[];
  /** How many of them must have cosigned. */
  readonly needed: number;
}

/** @throws for settings that cannot be read. */
export function quorumOf({ WITNESSES, WITNESS_QUORUM }: { WITNESSES: string; WITNESS_QUORUM: string }): Quorum {
  const witnesses = Settings.parse(JSON.parse(WITNESSES)).map(witnessOf);
  const needed = Number(WITNESS_QUORUM);
  if (new Set(witnesses.map(({ name }) => name)).size < witnesses.length) throw new RangeError("WITNESSES has a witness twice");
  if (!Number.isInteger(needed) || needed < 0 || needed > witnesses.length)
    throw new RangeError("WITNESS_QUORUM asks for more than there are");
  return { witnesses, needed };
}

function witnessOf({ url, keys }: z.infer<typeof Settings>[number]): Witness {
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" && !(protocol === "http:" && LOOPBACK.has(hostname))) throw new RangeError("WITNESSES has a URL without TLS");
  const verifiers = keys.map(verifierOf);
  const [name, ...others] = new Set(verifiers.map((one) => one.name));
  if (name === undefined || others.length > 0) throw new RangeError("WITNESSES has a witness of several names");
  return { name, url: url.replace(/\/$/, ""), vkeys: keys, verifiers };
}

function verifierOf(vkey: string): Verifier {
  const key = parseVerifierKey(vkey);
  if (key === null) throw new RangeError("WITNESSES has a malformed verifier key");
  return key.type === signatureTypes.mlDsa44Cosignature ? mlDsa44CosignatureVerifier(key) : ed25519CosignatureVerifier(key);
}
