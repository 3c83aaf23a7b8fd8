// Rotations of a bank's login as tests make them: whole, killed and run again, under load; and what must hold when one is done.
import { rotate, type Rotation } from "@ledge/delivery/rotate/rotate";
import { loginOf, type Publication } from "@ledge/delivery/rotate/stores";
import { layWire } from "@ledge/database/postgres/wire";
import pg from "pg";
import { expect } from "vitest";
import { connect } from "../../support/database.ts";
import type { Bank, Load } from "./bank.ts";
import { withoutNotes } from "./without-notes.ts";

/** Where a test ends a rotation, as a process that is killed. */
export class Killed extends Error {}

export const NOTHING_FAILED = {};

export interface Rotated {
  readonly steps: readonly string[];
  readonly alerts: readonly string[];
}

/** Rotates. @param onStep may throw, as a process that is killed ends. */
export async function rotateOnce(
  bank: Bank,
  change: Partial<Rotation> = {},
  onStep: (step: string) => void = () => undefined,
): Promise<Rotated> {
  const [steps, alerts]: [string[], string[]] = [[], []];
  await rotate({
    ...bank.rotation,
    onStep: (step) => {
      steps.push(step);
      onStep(step);
    },
    alert: (words) => alerts.push(words),
    ...change,
  });
  return { steps, alerts };
}

/** Rotates, killed after each of these steps by their number, and run again each time. @returns what the last run did. */
export async function rotateKilled(bank: Bank, kills: (step: number) => boolean): Promise<Rotated> {
  const killed = new Set<string>();
  for (;;) {
    try {
      return await rotateOnce(bank, {}, (step) => {
        // By its name: a run that goes on has fewer steps.
        if (!kills(STEPS.indexOf(kindOf(step))) || killed.has(kindOf(step))) return;
        killed.add(kindOf(step));
        throw new Killed();
      });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
}

/** Steps by what they are about, without the login's name. */
export const kindOf = (step: string): string => step.replace(/ledge_runtime_[ab]/, "it");
export const STEPS = [
  "it has no sessions",
  "it has a new password",
  "it logs in with it",
  "it is published",
  "it is announced, and the platform serves",
  "it has no sessions of the runtime",
  "it is revoked",
  "it alone is published",
  "the platform serves",
];

export const servingLogin = async (bank: Bank): Promise<string> => loginOf((await bank.store.read())!.entries[0]!);

/** Every session is of the published login, and every password that was published before is refused. */
export async function expectRotated(bank: Bank): Promise<void> {
  const published = (await bank.store.read()) as Publication;
  expect(published.entries.length).toBe(1);
  const login = loginOf(published.entries[0]!);
  expect(Object.keys(await bank.sessions())).toEqual([login]);
  for (const url of bank.store.urls()) {
    if (url === published.entries[0]?.url) continue;
    // Directly: it may have been published by a wire.
    const direct = Object.assign(new URL(url), { host: new URL(bank.database.adminUrl).host }).toString();
    await expect(connect(direct), new URL(url).username).rejects.toMatchObject({ code: expect.stringMatching(/^28/) });
  }
}

/** Rotates under load. */
export async function rotateUnderLoad(
  bank: Bank,
  change: Partial<Rotation> = {},
  onStep?: (step: string) => void,
): Promise<Rotated & Load> {
  let rotated!: Rotated;
  const load = await bank.underLoad(async () => {
    rotated = await rotateOnce(bank, change, onStep);
  });
  return { ...rotated, ...load };
}

export const unheard = <T>(bank: Bank, use: () => Promise<T>): Promise<T> => withoutNotes(bank.admin, use);

/** A session on the login that does not serve, as of somebody who had its password once. */
export async function holdIdle(bank: Bank): Promise<pg.Client> {
  const idle = (await servingLogin(bank)).endsWith("a") ? "ledge_runtime_b" : "ledge_runtime_a";
  await bank.admin.query(`ALTER ROLE ${idle} LOGIN PASSWORD 'held-by-somebody' VALID UNTIL 'infinity'`);
  const client = new pg.Client({
    connectionString: Object.assign(new URL(bank.database.runtimeUrl), { username: idle, password: "held-by-somebody" }).toString(),
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/**
 * What requests are answered whose sessions are opened while the login that they have read is voided: by Workers that have just started, over a wire that
 * stops until the rotation is done.
 */
export async function answersOfTheLate(bank: Bank): Promise<readonly number[]> {
  const wire = await layWire(bank.database.adminUrl);
  const { host } = new URL(wire.url);
  const overWire = (url: string): string => Object.assign(new URL(url), { host }).toString();
  bank.store.planted = (publication) => ({
    ...publication,
    entries: publication.entries.map((entry) => ({ ...entry, url: overWire(entry.url) })),
  });
  try {
    const rotation = { ...bank.rotation, isLeak: true, onStep: () => undefined, alert: () => undefined };
    await rotate({ ...rotation, smoke: async () => undefined });
    await bank.release();
    await expect.poll(() => wire.open()).toBe(0);
    wire.pause();
    const answers = Array.from({ length: 8 }, () => bank.post());
    await expect.poll(() => wire.open()).toBeGreaterThan(0);
    await rotate({ ...rotation, smoke: async () => undefined });
    wire.resume();
    return (await Promise.all(answers)).map(({ status }) => status);
  } finally {
    bank.store.planted = (publication) => publication;
    await rotate({ ...bank.rotation, isLeak: true, onStep: () => undefined, alert: () => undefined });
    await wire.close();
  }
}
