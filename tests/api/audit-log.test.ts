// The audit log through all Workers: what is committed is in a published tree in seconds, each record has a proof that others verify, and a receipt states
// what its reader sees.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReceiptKeys, verifyReceipt } from "@ledge/client/receipts";
import { readSettings } from "@ledge/cli/verify/settings";
import { verify } from "@ledge/cli/verify/verify";
import type { LoggedRecord } from "@ledge/shared/contracts/audit";
import { fromBase64, toUtf8 } from "@ledge/shared/transparency/encoding";
import { parseVerifierKey } from "@ledge/shared/transparency/keys";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import { judgeCheckpoint, type Policy } from "@ledge/shared/transparency/policy";
import { judgeProof, parseProof } from "@ledge/shared/transparency/proof";
import { recordEntry } from "@ledge/shared/transparency/record";
import { rootOf } from "@ledge/shared/transparency/prove";
import { parseCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { parseNote } from "@ledge/shared/transparency/note";
import { type Tile, tilePath, tilesOf } from "@ledge/shared/transparency/tiles";
import { leafHash } from "@ledge/shared/transparency/tree";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { headerFaults } from "@ledge/cli/smoke/security-headers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { requestHost } from "../support/request-host.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

const LOG_HOST = "log.localhost:8787";
/** A record that never was: its place is beyond every log. */
const UNKNOWN = "aud_00000000008000g0000fzzzzzz";
let ledge: Ledge;
let bank: TestBank;
let policy: Policy;
let jwks: JSONWebKeySet;
let verifierKey: string;

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  requestHost(ledge.url, LOG_HOST, "GET", path, headers);
const leafOf = ({ salt, record }: LoggedRecord): Uint8Array => leafHash(recordEntry(fromBase64(salt)!, record));
const records = async (query: string): Promise<LoggedRecord[]> =>
  (await ledge.request("GET", `/v1/audit/records?${query}`)).json.data as LoggedRecord[];

async function party() {
  const owner = await bank.customerWith("5000");
  const body = { name: "test", scopes: ["transfers:read", "transfers:write"], customer_id: owner.customer };
  const issued = await ledge.request("POST", "/v1/api-keys", { body });
  return { ...owner, token: issued.json.token as string };
}

/** The proof of a record, once it is in a published tree. */
async function proofOf(id: string): Promise<string> {
  return await expect
    .poll(async () => {
      const answer = await ledge.request("GET", `/v1/audit/records/${id}/proof`);
      if (answer.status !== 200)
        expect([answer.status, answer.json.code, answer.headers.get("Retry-After")]).toEqual([409, "not_sealed_yet", "1"]);
      return answer.status === 200 ? answer.text : null;
    })
    .not.toBeNull()
    .then(async () => (await ledge.request("GET", `/v1/audit/records/${id}/proof`)).text);
}

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  const log = await (await get("/.well-known/ledge-log.json")).json();
  const { origin, verifier_key: vkey } = log as { origin: string; verifier_key: string };
  verifierKey = vkey;
  policy = { origin, logKeys: [logVerifier(parseVerifierKey(vkey)!)], witnesses: [], quorum: 0 };
  jwks = (await (await get("/.well-known/jwks.json")).json()) as JSONWebKeySet;
});
afterAll(async () => await ledge.close());

describe("a committed write", () => {
  test("is in a published tree within 10 s, with a proof that others verify", async () => {
    const payer = await party();
    const payee = await party();
    const startedMs = performance.now();
    const made = await ledge.request("POST", "/v1/transfers", { token: payer.token, body: transferOf(payer.account, payee.account, "7") });
    const [found] = await records(`resource=${made.json.id}`);
    expect(found).toMatchObject({ record: { operation: "createTransfer", outcome: "done", resources: [made.json.id] } });
    const proof = await proofOf(found!.record.id);
    expect(performance.now() - startedMs).toBeLessThan(10_000);
    const parsed = parseProof(toUtf8(proof))!;
    expect(parsed.index).toBe(found!.index);
    expect(await judgeProof(parsed, leafOf(found!), policy)).toMatchObject({ ok: true });
    const changed = { ...found!, record: { ...found!.record, outcome: "insufficient_funds" } };
    expect(await judgeProof(parsed, leafOf(changed), policy)).toMatchObject({ ok: false });
    expect((await ledge.request("GET", `/v1/audit/records/${found!.record.id}`)).json).toEqual(found);
  });

  test("counts for operators: nothing waits once the checkpoint has it", async () => {
    await expect.poll(async () => (await ledge.request("GET", "/readyz")).json.log.behind_ms as number).toBe(0);
    const { published } = (await ledge.request("GET", "/readyz")).json.log as { published: number };
    expect(published).toBeGreaterThan(0);
    expect((await ledge.request("GET", "/readyz", { token: null })).json.log).toBeUndefined();
  });
});

describe("the log's host", () => {
  test("serves the checkpoint for seconds, tiles for good, with the security headers, to every page", async () => {
    await proofOf((await records("limit=1"))[0]!.record.id);
    const checkpoint = await get("/checkpoint");
    expect([checkpoint.status, checkpoint.headers.get("Content-Type")]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(checkpoint.headers.get("Cache-Control")).toBe("public, max-age=2");
    const judgement = await judgeCheckpoint(new Uint8Array(await checkpoint.arrayBuffer()), policy);
    if (!judgement.ok) throw new Error(judgement.fault);
    const { size, root } = judgement.checkpoint;
    const tiles: Response[] = [];
    const read = async (level: number, index: number, width: number): Promise<Uint8Array> => {
      const tile = await get(`/${tilePath({ level, index, width })}`);
      tiles.push(tile);
      return new Uint8Array(await tile.clone().arrayBuffer());
    };
    expect(await rootOf(size, read)).toEqual(root);
    for (const tile of tiles) {
      expect([tile.status, tile.headers.get("Content-Type")]).toEqual([200, "application/octet-stream"]);
      expect(tile.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    }
    for (const answer of [checkpoint, ...tiles]) {
      expect(headerFaults(answer.headers)).toEqual([]);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
    }
    // The same bytes from the edge's cache, whatever the query.
    const path = tilePath({ level: 0, index: 0, width: Math.min(size, 256) });
    const twice = await Promise.all(
      [get(`/${path}`), get(`/${path}?x=1`)].map(async (one) => Buffer.from(await (await one).arrayBuffer())),
    );
    expect(twice[1]).toEqual(twice[0]);
  });

  test.each([
    "/",
    "/tile/0/0",
    "/tile/0/000.p/256",
    "/tile/0/x000/000",
    "/tile/00/000",
    "/tile/64/000",
    "/tile/0/999",
    "/tile/entries/../0/000",
    "/checkpoint/",
    "/v1/audit/records",
    "/healthz",
    "/constructor",
    "/.well-known/openid-configuration",
  ])("has nothing at %s", async (path) => {
    const answer = await get(path);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, "not_found"]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(headerFaults(answer.headers)).toEqual([]);
  });

  test("answers GET and HEAD alone", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await requestHost(ledge.url, LOG_HOST, method, "/checkpoint");
      expect([method, answer.status, answer.headers.get("Allow")]).toEqual([method, 405, "GET, HEAD"]);
    }
    const head = await requestHost(ledge.url, LOG_HOST, "HEAD", "/checkpoint");
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("shows public keys alone", async () => {
    expect(jwks.keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x"]]);
  });
});

describe("the list of records", () => {
  test("finds by principal, operation, resource, request and time, and goes in pages that agree with the export", async () => {
    const { json: key } = await ledge.request("POST", "/v1/api-keys", { body: { name: "audited", scopes: ["customers:write"] } });
    const made = await ledge.request("POST", "/v1/customers", { token: key.token, body: { type: "person", name: "Ada" } });
    const requestId = made.headers.get("Request-Id")!;
    const [one] = await records(`request_id=${requestId}`);
    expect(one?.record).toMatchObject({ principal: key.id, operation: "createCustomer", resources: [made.json.id], request_id: requestId });
    for (const query of [`principal=${key.id}`, `resource=${made.json.id}`, `principal=${key.id}&operation=createCustomer`]) {
      expect([query, await records(query)]).toEqual([query, [one]]);
    }
    expect(await records(`principal=${key.id}&operation=openAccount`)).toEqual([]);
    const paged: LoggedRecord[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await ledge.request("GET", `/v1/audit/records?limit=7${cursor === "" ? "" : `&cursor=${cursor}`}`);
      paged.push(...(page.json.data as LoggedRecord[]));
      cursor = page.json.next_cursor as string | null;
    }
    expect(paged.map(({ index }) => index)).toEqual(paged.map((_, at) => paged.length - 1 - at));
    const exported = await ledge.request("GET", "/v1/audit/export");
    expect(exported.headers.get("Content-Type")).toBe("application/x-ndjson");
    const lines = exported.text.split("\n");
    expect(lines.pop()).toBe("");
    const all = lines.map((line) => JSON.parse(line) as LoggedRecord);
    expect(all.slice(0, paged.length)).toEqual(paged.toReversed());
  });

  test("of a range has what was recorded in it, and a range in the future is refused", async () => {
    const [newest] = await records("limit=1");
    const from = `${newest!.record.at.slice(0, 23)}Z`;
    const exported = await ledge.request("GET", `/v1/audit/export?from=${from}`);
    expect(
      exported.text
        .split("\n")
        .slice(0, -1)
        .map((line) => (JSON.parse(line) as LoggedRecord).index),
    ).toContain(newest!.index);
    expect((await ledge.request("GET", `/v1/audit/export?to=${from}&from=2020-01-01T00:00:00Z`)).text).not.toContain(newest!.record.id);
    const ahead = `to=${new Date(Date.now() + 3_000).toISOString()}`; // more may come
    for (const query of ["from=2190-01-01T00:00:00Z", ahead, `from=${from}&to=2020-01-01T00:00:00Z`]) {
      const refused = await ledge.request("GET", `/v1/audit/export?${query}`);
      expect([query, refused.status, refused.json.code]).toEqual([query, 400, "validation_failed"]);
    }
  });

  test("is the institution's: no key of a customer may have the scope", async () => {
    const { customer } = await party();
    const refused = await ledge.request("POST", "/v1/api-keys", { body: { name: "x", scopes: ["audit:read"], customer_id: customer } });
    expect([refused.status, refused.json.code]).toEqual([400, "validation_failed"]);
    const { json: key } = await ledge.request("POST", "/v1/api-keys", { body: { name: "auditor", scopes: ["audit:read"] } });
    for (const path of ["/v1/audit/records", "/v1/audit/export"]) {
      expect([path, (await ledge.request("GET", path, { token: key.token })).status]).toEqual([path, 200]);
    }
    expect((await ledge.request("GET", "/v1/transfers", { token: key.token })).status).toBe(403);
  });
  test.each(["", "/proof"])("an unknown record is not found (%s)", async (tail) => {
    const refused = await ledge.request("GET", `/v1/audit/records/${UNKNOWN}${tail}`);
    expect([refused.status, refused.json.code]).toEqual([404, "not_found"]);
  });
});

describe("ledge-verify", () => {
  const folder = mkdtempSync(join(tmpdir(), "ledge-served-log-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (path: string, bytes: Uint8Array | string): string => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return join(folder, path);
  };

  test("accepts the served log with its export and a proof, and names a record that was changed", async () => {
    await proofOf((await records("limit=1"))[0]!.record.id);
    const checkpoint = new Uint8Array(await (await get("/checkpoint")).arrayBuffer());
    file("checkpoint", checkpoint);
    const { size } = parseCheckpoint(parseNote(checkpoint)!.text)!;
    const tiles: Tile[] = [...tilesOf(size)];
    for (const tile of [...tiles, ...tiles.filter(({ level }) => level === 0).map((one) => ({ ...one, level: "entries" as const }))]) {
      const path = tilePath(tile);
      file(path, new Uint8Array(await (await get(`/${path}`)).arrayBuffer()));
    }
    const lines = (await ledge.request("GET", "/v1/audit/export")).text.trimEnd().split("\n").slice(0, size);
    const said: string[] = [];
    const check = (name: string, text: string): Promise<void> =>
      verify(readSettings([file(name, `${text}\n`), "--log-key", verifierKey, "--tiles", folder]), (line) => void said.push(line));
    await check("export.ndjson", lines.join("\n"));
    expect(said.at(-1)).toContain(`${size} records`);
    const changed = lines.with(2, lines[2]!.replace('"done"', '"forbidden"')).join("\n");
    await expect(check("changed.ndjson", changed)).rejects.toThrow(/3/);
  });
});

describe("a receipt", () => {
  const stated = async (token: string | undefined, transfer: string): Promise<{ payload: any; header: object; proof: string | null }> => {
    const answer = await ledge.request("GET", `/v1/transfers/${transfer}/receipt`, token === undefined ? {} : { token });
    const { jws, proof } = answer.json as { jws: string; proof: string | null };
    const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(jwks));
    return { payload: JSON.parse(Buffer.from(payload).toString()), header: protectedHeader, proof };
  };

  // Who did not write it sees of the record its entry alone: the rest says who paid, and of a batch what else was in it.
  test("states to payer, payee and institution what each sees of the transfer, and the same record", async () => {
    const [payer, payee] = [await party(), await party()];
    const body = { ...transferOf(payer.account, payee.account, "9"), external_id: "only-the-payers", metadata: { a: "b" } };
    const id = (await ledge.request("POST", "/v1/transfers", { token: payer.token, body })).json.id as string;
    for (const token of [payer.token, payee.token, undefined]) {
      const receipt = await stated(token, id);
      const shown = await ledge.request("GET", `/v1/transfers/${id}`, token === undefined ? {} : { token });
      expect(receipt.payload).toMatchObject({ v: 1, issuer: policy.origin, transfer: shown.json });
      expect(receipt.payload.transfer).toEqual(shown.json);
      expect(receipt.header).toEqual({ alg: "EdDSA", typ: "ledge-receipt+json", kid: jwks.keys[0]!.kid });
      if (token === payee.token) expect(Object.keys(receipt.payload.logged)).toEqual(["index", "entry"]);
      else expect(receipt.payload.logged.record.resources).toEqual([id]);
    }
    expect(JSON.stringify((await stated(payee.token, id)).payload)).not.toContain("only-the-payers");
    await expect.poll(async () => (await stated(payee.token, id)).proof).not.toBeNull();
    const { payload, proof } = await stated(payee.token, id);
    expect(await judgeProof(parseProof(toUtf8(proof!))!, leafHash(fromBase64(payload.logged.entry)!), policy)).toMatchObject({ ok: true });
    for (const { token } of [payer, payee]) {
      const { json } = await ledge.request("GET", `/v1/transfers/${id}/receipt`, { token });
      const verified = await verifyReceipt(json, { jwks: jwks as ReceiptKeys["jwks"], origin: policy.origin, verifierKey });
      expect(verified.transfer).toEqual((await ledge.request("GET", `/v1/transfers/${id}`, { token })).json);
      expect(verified.sealed?.size).toBeGreaterThan(verified.logged.index);
    }
  });

  test("of a transfer that is somebody else's, or never was, is not found", async () => {
    const [payer, payee, other] = [await party(), await party(), await party()];
    const made = await ledge.request("POST", "/v1/transfers", { body: transferOf(payer.account, payee.account, "9") });
    for (const id of [made.json.id as string, "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"]) {
      const refused = await ledge.request("GET", `/v1/transfers/${id}/receipt`, { token: other.token });
      expect([refused.status, refused.json.code]).toEqual([404, "not_found"]);
    }
  });
});
