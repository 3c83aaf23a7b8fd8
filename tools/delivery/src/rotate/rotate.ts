// Gives the runtime a new login to the database while it serves (decision 76): of two logins with the same grants one serves, and the other one gets a new
// password and takes its place. Every step asks what is done: a rotation that was cut short is run again, and goes on.
import { logIn, opens, type Rotator, withRotator } from "@ledge/database/rotation/rotator";
import type { Wait } from "../deploy/api.ts";
import { newNonce, runtimeUrl } from "./passwords.ts";
import { type CredentialStore, type Entry, loginOf, type Publication } from "./stores.ts";

const LOGINS = ["ledge_runtime_a", "ledge_runtime_b"] as const;
/** How often a new password must let in before anybody is sent there. */
const PROOFS = 3;
const POLL_MS = 1_000;
/** How often the lock is taken from a session, or a publication taken back, and how long either takes. */
const MOST_ENDED = 5;
const END_MS = 500;
/** Of times that a session may live, how many are waited while new ones are opened. */
const MOST_DRAINS = 3;

export interface Rotation {
  readonly rotatorUrl: string;
  readonly store: CredentialStore;
  /** The login that serves has leaked: it is cut off at once, and what is in flight with it fails. */
  readonly isLeak: boolean;
  /** How long a session of the runtime may go on after another login is published: its age at the most, and its last statement. */
  readonly drainMs: number;
  /** How long the store may show what was published before: no login is voided that a reader may still be given. */
  readonly settleMs: number;
  /** Whether the platform serves. Its writes have the events of the rotation handed over. @throws when it does not. */
  readonly smoke: () => Promise<void>;
  readonly wait: Wait;
  readonly nowMs: () => number;
  /** Called when a step is done. */
  readonly onStep: (step: string) => void;
  /** Of what a person should look at. */
  readonly alert: (words: string) => void;
}

/** @throws with a message for the operator, while the platform serves on. */
export async function rotate(rotation: Rotation): Promise<void> {
  await withRotator(rotation.rotatorUrl, async (rotator) => {
    await takeTurn(rotation, rotator);
    const published = await rotation.store.read();
    if (published === null) throw new Error("No login is published: npm run environment:prepare publishes the first one.");
    const [first] = published.entries as [Entry];
    // Two that are published are a rotation that was cut short. It goes on only with a login that opens: the rotator may have another password since, of which other
    // passwords are made. After a leak it is the first one that is not to serve.
    const goesOn = published.entries.length === 2 && !rotation.isLeak && (await opens(first.url));
    const begun = goesOn ? published : await begin(rotation, rotator, published.generation, first);
    await finish(rotation, rotator, begun);
  });
}

/**
 * Rotations take turns by a lock of their sessions, which goes with the process. Any login may hold it: only a rotator's counts. After a leak nobody waits:
 * what is under way, or holds the lock for good because the rotator's own login was stolen, is ended.
 */
async function takeTurn({ isLeak, alert, wait }: Rotation, rotator: Rotator): Promise<void> {
  for (let left = isLeak ? MOST_ENDED : 0; ; left -= 1) {
    const holder = await rotator.takesTurn();
    if (holder === null) return;
    if (holder.login !== "ledge_rotator") return alert(`${holder.login} holds the lock of rotations, which is nothing of its business.`);
    if (left === 0) throw new Error("Another rotation of this database is under way.");
    alert("Another rotation was under way, and is ended: what it says last is of no account.");
    await rotator.end(holder.pid);
    await wait(END_MS);
  }
}

/** @throws when this rotation has lost its turn, or another one has published meanwhile. */
async function requireTurn({ store }: Rotation, rotator: Rotator, generation: number): Promise<void> {
  const before = (await store.read())?.generation;
  if (before !== generation) throw new Error(`Generation ${before} is published, and not ${generation}: another rotation is under way.`);
  await rotator.requireTurn();
}

/** Publishes what follows on `generation`. @throws as requireTurn does: then nothing is published. */
async function publish(rotation: Rotation, rotator: Rotator, generation: number, entries: readonly Entry[]): Promise<void> {
  await requireTurn(rotation, rotator, generation);
  await rotation.store.write({ generation: generation + 1, entries });
}

/**
 * The store knows no condition: a rotation that was ended by one after a leak may have had a publication under way, which comes last and names a login that is void.
 * So what is published is looked at in the end, and published once more when it is another.
 */
async function keepPublished({ store, alert, wait }: Rotation, generation: number, entry: Entry): Promise<void> {
  for (let left = MOST_ENDED; left > 0; left -= 1) {
    const published = await store.read();
    if (published?.entries.length === 1 && published.entries[0]?.url === entry.url) return;
    alert("Another rotation has published a login since, which is void: this one is published again.");
    await store.write({ generation: Math.max(generation, published?.generation ?? 0) + 1, entries: [entry] });
    await wait(END_MS);
  }
  throw new Error("Another rotation goes on publishing. Run it again, with --leak.");
}

/** Gives the idle login a new password, and publishes it before the one that serves. */
async function begin(rotation: Rotation, rotator: Rotator, generation: number, serving: Entry): Promise<Publication> {
  const { rotatorUrl, isLeak, onStep } = rotation;
  const idle = LOGINS.find((login) => login !== loginOf(serving)) as string;
  await freeIdle(rotation, rotator, idle);
  onStep(`${idle} has no sessions`);
  // Anew at each attempt: a statement that was cut short may have been logged.
  const nonce = newNonce();
  const next = { nonce, url: runtimeUrl(rotatorUrl, idle, nonce) };
  await rotator.setPassword(idle, new URL(next.url).password);
  onStep(`${idle} has a new password`);
  for (let proof = 0; proof < PROOFS; proof += 1) await logIn(next.url);
  onStep(`${idle} logs in with it`);
  // After the rotator itself has another password, that of the login that serves is not known any more.
  const publishesBoth = !isLeak && (await opens(serving.url));
  await publish(rotation, rotator, generation, publishesBoth ? [next, serving] : [next]);
  onStep(`${idle} is published`);
  return { generation: generation + 1, entries: [next, serving] };
}

/** Waits until every session is of the published login, and voids the other. */
async function finish(rotation: Rotation, rotator: Rotator, publication: Publication): Promise<void> {
  const { isLeak, smoke, onStep } = rotation;
  const [next, previous] = publication.entries as [Entry, Entry];
  const old = loginOf(previous);
  if (!isLeak) await changeOver(rotation, rotator, publication);
  // After a leak it is revoked whatever is published by now, and whether the store answers or not.
  if (!isLeak) await requireTurn(rotation, rotator, publication.generation);
  await rotator.revoke(old);
  onStep(`${old} is revoked`);
  await publish(rotation, rotator, publication.generation, [next]);
  onStep(`${loginOf(next)} alone is published`);
  await smoke();
  if (isLeak) await keepPublished(rotation, publication.generation + 1, next);
  onStep("the platform serves");
}

/** @throws while anything still opens sessions by the login before, or nothing by the new one: then nothing is voided. */
async function changeOver(rotation: Rotation, rotator: Rotator, { generation, entries }: Publication): Promise<void> {
  const { onStep, alert, wait, nowMs } = rotation;
  const [next, previous] = entries as [Entry, Entry];
  const [name, old] = [loginOf(next), loginOf(previous)];
  // First, so that whoever hears of it reads the new one. Of a rotation that was cut short it is not known when it published.
  for (const settledAtMs = nowMs() + rotation.settleMs; nowMs() < settledAtMs;) await wait(POLL_MS);
  await rotator.announce(name);
  try {
    await rotation.smoke();
  } catch (error) {
    // While both let in, the one that served goes first again, and the next run voids the new one. What is not known to open is never published.
    if (await opens(previous.url)) {
      await publish(rotation, rotator, generation, [previous, next]);
      await rotator.announce(old);
    }
    throw error;
  }
  onStep(`${name} is announced, and the platform serves`);
  const left = await untilGone(rotation, rotator, old);
  if (left.length > 0) alert(`${old} has ${left.length} sessions still, which are ended: the runtime's are no older than that.`);
  // Whoever had no session opens one.
  await rotation.smoke();
  const others = (await rotator.sessionsOf(old)).filter((pid) => !left.includes(pid));
  if (others.length > 0 || (await rotator.sessionsOf(name)).length === 0) throw new Error(stillUsed(old));
  onStep(`${old} has no sessions of the runtime`);
}

const stillUsed = (old: string): string =>
  `The platform still opens sessions by ${old}: the store has not reached all of it, or the new login is refused there. Nothing was voided; run it again, or with --leak ` +
  "when the login before is known to somebody.";

/**
 * Sees to it that nobody uses the idle login. A session that somebody holds on it is ended once no lane of the runtime can be as old. If new sessions appear
 * meanwhile, something does use it, although another one is published: nothing may be changed then.
 */
async function freeIdle(rotation: Rotation, rotator: Rotator, idle: string): Promise<void> {
  const held = await rotator.sessionsOf(idle);
  if (held.length > 0) rotation.alert(`${idle} has ${held.length} sessions, though another login is published.`);
  // After a leak that was cut short it may be the one that leaked, and whoever has it is between two sessions.
  if (rotation.isLeak) return await rotator.revoke(idle);
  if (held.length === 0) return;
  const left = await untilGone(rotation, rotator, idle, held);
  if (left.length > 0) await rotator.revoke(idle);
}

/**
 * The sessions of a login that are left when those of the runtime must be gone: that is some time after the last one was opened.
 *
 * @param known when others appear, that is an error at once.
 * @throws when sessions are opened again and again.
 */
async function untilGone(
  { drainMs, wait, nowMs }: Rotation,
  rotator: Rotator,
  login: string,
  known?: readonly number[],
): Promise<readonly number[]> {
  const begunMs = nowMs();
  const seen = new Set<number>();
  for (let lastMs = begunMs; ; await wait(POLL_MS)) {
    const pids = await rotator.sessionsOf(login);
    const others = pids.filter((pid) => !seen.has(pid));
    if (known !== undefined && pids.some((pid) => !known.includes(pid))) {
      throw new Error(
        `Sessions are opened by ${login}, though another login is published: nothing was changed. Who does that? With --leak they are cut off.`,
      );
    }
    if (others.length > 0 && seen.size > 0) lastMs = nowMs();
    for (const pid of others) seen.add(pid);
    if (pids.length === 0 || nowMs() - lastMs >= drainMs) return pids;
    if (nowMs() - begunMs >= MOST_DRAINS * drainMs) throw new Error(stillUsed(login));
  }
}
