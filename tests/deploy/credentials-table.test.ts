// The one list of credentials, the table of docs/runbooks/rotate.md, and what the workflows read: the same.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CREDENTIALS, type Credential, credentialOf } from "@ledge/delivery/credentials/table";
import { ROOT } from "@ledge/repository/root";
import { rowsUnder } from "@ledge/verification/documents/claims";
import { parseDocument } from "@ledge/verification/documents/documents";
import { expect, test } from "vitest";
import { readBy } from "./support/workflow.ts";

const YEAR_DAYS = 365;
const page = "docs/runbooks/rotate.md";
const rows = rowsUnder(parseDocument(page, readFileSync(join(ROOT, page), "utf8")), "Credential");
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** What the page says of a credential, word for word where it is a fact of the list. */
const facts = ({
  secrets,
  environments,
  mostDays,
  rotated,
  token,
}: Credential): { held: string; most: string; rotated: string; token: string } => ({
  held: environments.length === 0 ? "" : `GitHub: ${code(secrets)} of ${code(environments)}`,
  most: mostDays === null ? "" : mostDays === YEAR_DAYS ? "a year" : `${mostDays} days`,
  rotated: rotated.startsWith("npm") ? code([rotated]) : rotated,
  token: token === undefined ? "" : code([`ledge NAME ${token}`]),
});

test("the page has a row for every credential, in the same order, with who holds it, how old it may get and how it is rotated", () => {
  expect(rows.map(([called]) => called)).toEqual(CREDENTIALS.map(({ called }) => called));
  for (const [at, credential] of CREDENTIALS.entries()) {
    const [called = "", held = "", , most = "", rotated = ""] = rows[at] ?? [];
    const wanted = facts(credential);
    expect(held, called).toContain(wanted.held);
    if (wanted.held === "") expect(held, called).not.toContain("GitHub:");
    expect(held, called).toContain(wanted.token);
    expect(most, called).toContain(wanted.most);
    if (wanted.most === "") expect(most, called).not.toMatch(/\d+ days|year/);
    expect(rotated, called).toContain(wanted.rotated);
  }
});

test("every secret that a workflow reads is in the list, in the environment that its job reads it from, and each in the list is read there", () => {
  const workflows = readdirSync(join(ROOT, ".github", "workflows")).map((name) => name.replace(/\.yml$/, ""));
  const read = workflows.flatMap(readBy).flatMap(({ environment, secrets }) => secrets.map((secret) => `${secret} of ${environment}`));
  const listed = CREDENTIALS.flatMap(({ secrets, environments }) =>
    secrets.flatMap((secret) => environments.map((one) => `${secret} of ${one}`)),
  );
  expect([...new Set(read)].sort()).toEqual(listed.sort());
});

test("no job without an environment reads a secret", () => {
  for (const name of readdirSync(join(ROOT, ".github", "workflows"))) {
    const secrets = readFileSync(join(ROOT, ".github", "workflows", name), "utf8").match(/\bsecrets\.\w+/g) ?? [];
    const known = new Set(readBy(name.replace(/\.yml$/, "")).flatMap((job) => job.secrets));
    expect(new Set(secrets.map((one) => one.replace("secrets.", ""))), name).toEqual(known);
  }
});

test("a secret is of one credential", () => {
  const secrets = CREDENTIALS.flatMap((one) => one.secrets);
  expect(new Set(secrets).size).toBe(secrets.length);
  for (const secret of secrets) expect(credentialOf(secret)?.secrets).toContain(secret);
  expect(credentialOf("GITHUB_TOKEN")).toBeUndefined();
});
