// `npm run log:key`: what it prints is a key with which a log or a witness signs, and the verifier key that accepts it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ed25519Cosigner, ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { parseSigningKey, parseVerifierKey } from "@ledge/shared/transparency/keys";
import { logSigner, logVerifier } from "@ledge/shared/transparency/log-signature";
import { mlDsa44Cosigner, mlDsa44CosignatureVerifier } from "@ledge/shared/transparency/ml-dsa-44";
import { describe, expect, test } from "vitest";
import { NOW_SECONDS } from "../support/transparency/memory-log.ts";

const PROGRAM = fileURLToPath(new URL("../../tools/cli/src/log-key/main.ts", import.meta.url));
const TEXT = `log.example.com\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`;
function make(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: "utf8" });
  const keys = [...stdout.matchAll(/^secret (.*)\npublic (.*)$/gm)].map(([, secret = "", vkey = ""]) => {
    return { signing: parseSigningKey(secret)!, verifier: parseVerifierKey(vkey)! };
  });
  return { status, stderr, keys };
}

describe("the command that makes keys", () => {
  test("makes a key of a log, another one each time", async () => {
    const [first, second] = [make("log.example.com").keys[0]!, make("log.example.com").keys[0]!];
    const { signature } = await (await logSigner(first.signing))(TEXT);
    expect(await logVerifier(first.verifier).verify(TEXT, signature)).toBe(true);
    expect(await logVerifier(second.verifier).verify(TEXT, signature)).toBe(false);
  });

  test("makes both keys of a witness", async () => {
    const [ed25519, quantum] = make("witness.example/w1", "--witness").keys;
    const one = await (await ed25519Cosigner(ed25519!.signing)).cosign(TEXT, NOW_SECONDS);
    const other = await mlDsa44Cosigner(quantum!.signing).cosign(TEXT, NOW_SECONDS);
    expect(await ed25519CosignatureVerifier(ed25519!.verifier).verify(TEXT, one.signature)).toBe(true);
    expect(await mlDsa44CosignatureVerifier(quantum!.verifier).verify(TEXT, other.signature)).toBe(true);
  });

  test.each([[[]], [["a b"]], [["a+b"]], [["a", "b"]]])("refuses %j for a name", (args) => {
    expect(make(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining("A key has one name"), keys: [] });
  });
});
