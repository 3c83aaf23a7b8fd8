// `npm run log:key -- NAME`: makes the keys of a log or of a witness. The secret goes to stdout, once, and is stored nowhere.
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ed25519Pair } from "@ledge/shared/transparency/ed25519";
import { formatSigningKey, formatVerifierKey } from "@ledge/shared/transparency/keys";
import { mlDsa44Pair } from "@ledge/shared/transparency/ml-dsa-44";
import { isKeyName, keyIdOf, signatureTypes } from "@ledge/shared/transparency/note";

const USAGE = `npm run log:key -- NAME [--witness]

Makes a signing key and prints it (a secret) with its verifier key (public).
  NAME        of the key: a log's is its origin, such as log.example.com; a witness's such as witness.example.com/w1
  --witness   makes the two keys of a witness instead, Ed25519 and ML-DSA-44: both are the secret WITNESS_KEYS of workers/witness`;
const SEED_BYTES = 32;

type Kind = keyof typeof signatureTypes;

await runCommand(USAGE, async (args) => {
  const { values, positionals } = readArguments(args, { witness: { type: "boolean", default: false } }, true);
  const [name = "", ...others] = positionals;
  if (!isKeyName(name) || others.length > 0) throw new BadArguments("A key has one name, without blanks and plus signs.");
  const kinds: readonly Kind[] = values.witness ? ["ed25519Cosignature", "mlDsa44Cosignature"] : ["ed25519"];
  for (const kind of kinds) {
    const { signing, verifier } = await makeKey(name, kind);
    console.log(`secret ${signing}\npublic ${verifier}`);
  }
  return 0;
});

async function makeKey(name: string, kind: Kind): Promise<{ signing: string; verifier: string }> {
  const seed = crypto.getRandomValues(new Uint8Array(SEED_BYTES));
  const type = signatureTypes[kind];
  const { publicKey } = kind === "mlDsa44Cosignature" ? mlDsa44Pair(seed) : await ed25519Pair(seed);
  const keyId = keyIdOf(name, type, publicKey);
  return { signing: formatSigningKey({ name, keyId, type, seed }), verifier: formatVerifierKey({ name, type, publicKey }) };
}
