// The Postgres of DATABASE_URL: one that is too old or does not answer is reported by name before anything in it is changed. A few bytes of the
// protocol (PostgreSQL documentation, "Message Formats") simulate an old version.
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { connectWords, requireDatabase, serverFault } from "@ledge/database/local/another-postgres";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { afterAll, expect, test } from "vitest";

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const column = (name: string): Buffer =>
  Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(6), Buffer.from([0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0])]);
const cell = (value: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]);
const ready = message("Z", Buffer.from("I"));

/** A server that accepts every login and answers every query with its version. @returns its URL, and the queries that it received. */
async function serverOf(versionNumber: string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", Buffer.alloc(4)), ready])); // AuthenticationOk, ReadyForQuery
      socket.on("data", (data) => {
        if (data.toString("latin1", 0, 1) !== "Q") return void socket.end();
        asked.push(data.toString("utf8", 5, data.length - 1));
        const described = message("T", Buffer.concat([Buffer.from([0, 2]), column("version"), column("encoding")]));
        const row = message("D", Buffer.concat([Buffer.from([0, 2]), cell(versionNumber), cell("UTF8")]));
        socket.write(Buffer.concat([described, row, message("C", Buffer.from("SELECT 1\0")), ready]));
      });
    });
    socket.on("error", () => undefined);
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { url: `postgres://admin:hush@127.0.0.1:${(server.address() as AddressInfo).port}/ledge`, asked };
}

test("a server that is too old is refused by its version, and receives no other query", async () => {
  const { url, asked } = await serverOf("170006");
  await expect(requireDatabase(url)).rejects.toThrow(
    /^The Postgres of DATABASE_URL, 127\.0\.0\.1:\d+\/ledge, is PostgreSQL 17\. Ledge needs 18 or newer\.$/,
  );
  expect(asked).toEqual([expect.stringMatching(/^SELECT current_setting/)]);
  await expect(requireDatabase((await serverOf("180000")).url)).resolves.toEqual({ isNew: false });
});

test.each([
  [90_624, "UTF8", "is PostgreSQL 9. Ledge needs 18 or newer."],
  [Number.NaN, "UTF8", "is PostgreSQL NaN. Ledge needs 18 or newer."],
  [180_000, "SQL_ASCII", "keeps text as SQL_ASCII. Ledge needs UTF8"],
])("version %d with %s: %s", (version, encoding, words) => {
  expect(serverFault(version, encoding)).toContain(words);
});

test("a server that does not answer is named, with advice and without the password", async () => {
  const url = `postgres://admin:hush@localhost:${await freePort()}/ledge`;
  const failing = requireDatabase(url);
  await expect(failing).rejects.toThrow(
    /^The Postgres of DATABASE_URL, localhost:\d+\/ledge, does not answer \(ECONNREFUSED\)\. Is it running/,
  );
  await expect(failing).rejects.not.toThrow(/hush/);
});

test.each([
  ["28P01", "password authentication failed", "refuses the login admin (28P01: password authentication failed)."],
  ["53300", "too many connections", "takes nobody at the moment (53300: too many connections)."],
  ["57P03", "the database system is starting up", "takes nobody at the moment"],
  ["ENOTFOUND", "getaddrinfo ENOTFOUND", "does not answer (ENOTFOUND)."],
  [undefined, "timeout expired", "does not answer (timeout expired)."],
])("a failure with code %s is explained", (code, text, words) => {
  const error = Object.assign(new Error(text), code === undefined ? {} : { code });
  expect(connectWords("postgres://admin:hush@db.test:5433/bank", error)).toContain(
    `The Postgres of DATABASE_URL, db.test:5433/bank, ${words}`,
  );
});
