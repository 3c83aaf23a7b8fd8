// Compares the platform with the model: every answer, every balance after it, and the whole history at the end. Concurrent commands must end as some
// sequential order of them would.
import type pg from "pg";
import { decodeId } from "@ledge/shared/ids";
import { play, type Played, type ScriptStep } from "./commands.ts";
import { LedgerModel } from "./ledger-model.ts";
import { type Answered, instantOf, Platform } from "./platform.ts";
import { type Balance, type Command, isRefused, type Outcome, type State } from "./terms.ts";
import { isBlocked } from "./verification.ts";

const OWNERS = ["ann", "ben"];
/** A change of a limit names the terms that were read, which a concurrent change may alter. The other commands name no earlier state. */
const ALONE = new Set<Command["type"]>(["openAccount", "setOverdraftLimit", "sweep"]);

/** More entries than three commands can leave on one account: batches of three transfers, transactions of six legs. */
const LAST_ENTRIES = 24;

const shown = ({ posted, pendingIn, pendingOut, version }: Balance): string => `${posted} ${pendingIn} ${pendingOut} ${version}`;
const inDigits = (_name: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
const asText = (what: unknown): string => JSON.stringify(what, inDigits);

/** The model's outcome in the form of an answer. */
function expected(outcome: Outcome, type: Command["type"]): Omit<Answered, "made"> {
  if (isRefused(outcome)) return { refusal: outcome.refusal, ...(outcome.item && { item: outcome.item }), balances: [] };
  const isSilent = type === "transaction" || type === "sweep";
  return {
    refusal: null,
    balances: isSilent ? [] : outcome.balances.map(shown),
    ...(outcome.items && { items: outcome.items.map((item) => expected(item, "transfer")) as Answered[] }),
  };
}

/** Everything except the ids, which only the platform has, as text that is equal for equal answers. */
const saying = ({ refusal, item, balances, items }: Omit<Answered, "made">): string =>
  [
    refusal ?? "done",
    item === undefined ? "" : `${item.index} ${item.refusal}`,
    balances.join(),
    `(${items?.map(saying).join() ?? ""})`,
  ].join("; ");
const agrees = (answered: Answered, outcome: Outcome, type: Command["type"]): boolean =>
  saying(answered) === saying(expected(outcome, type));

/** Plays a script on both. @throws when they disagree, with the commands so far. */
export async function expectAgreement(
  clients: readonly pg.Client[],
  admin: pg.Client,
  script: readonly ScriptStep[],
  mostAtOnce: number,
): Promise<void> {
  const match: Match = { model: new LedgerModel(), platform: new Platform(admin), clients, admin, log: [] };
  await match.platform.open(clients[0] as pg.Client, OWNERS);
  const steps = play(match.model, script);
  let ahead = steps.next();
  while (!ahead.done) {
    const group: [Played, ...Played[]] = [ahead.value];
    ahead = steps.next();
    while (!ahead.done && group.length < mostAtOnce && goesWith(group, ahead.value)) {
      group.push(ahead.value);
      ahead = steps.next();
    }
    await playGroup(match, group);
    // The step that was read ahead was drawn for the state after the group in the script's order. Now the state is that after the actual order.
    if (!ahead.done) {
      const { command, at } = ahead.value;
      ahead = { done: false, value: { command, at, before: match.model.state, outcome: match.model.apply(command, at) } };
    }
  }
  await expectSameHistory(match);
}

interface Match {
  readonly model: LedgerModel;
  readonly platform: Platform;
  readonly clients: readonly pg.Client[];
  readonly admin: pg.Client;
  readonly log: string[];
}

/** Whether a command can be sent concurrently with the group: it has the same instant and names nothing that the group creates. */
function goesWith(group: readonly [Played, ...Played[]], { command, at }: Played): boolean {
  const [first] = group;
  if (first.at !== at || [first.command, command].some(({ type }) => ALONE.has(type))) return false;
  if ("hold" in command && command.hold >= first.before.holds.length) return false;
  return !("transfer" in command && command.transfer >= first.before.transfers.length);
}

async function playGroup({ model, platform, clients, admin, log }: Match, group: readonly [Played, ...Played[]]): Promise<void> {
  const [{ before, at }] = group;
  await platform.letExpire(before.holds.flatMap((hold) => (isDue(hold, at) ? [hold.id] : [])));
  const answers = await Promise.all(group.map(({ command }, index) => platform.run(clients[index] as pg.Client, command, at)));
  group.forEach(({ command }, index) => log.push(`${at}: ${asText(command)}: ${asText(answers[index])}`));
  const played = (index: number): Played => group[index] as Played;
  // No concurrent command opens an account, so the accounts' balances distinguish orders with equal answers.
  const found = group.length > 1 ? await shownAccounts(admin, platform) : null;
  const order = permutations(group.map((_, index) => index)).find((indexes) => {
    const trial = from(before);
    const isAnswered = indexes.every((index) => {
      const { command } = played(index);
      return agrees(answers[index] as Answered, trial.apply(command, at), command.type);
    });
    return isAnswered && (found === null || differenceOf(found, trial) === null);
  });
  if (order === undefined) {
    const wanted =
      group.length > 1
        ? "no order of these gives these answers and balances"
        : `the model: ${asText(from(before).apply(played(0).command, at))}`;
    throw new Error([...log, wanted].join("\n"));
  }
  // Replays the actual order, to find the commands that created something: a retry answers with what another one created.
  const happened = from(before);
  for (const index of order) {
    const then = happened.state;
    happened.apply(played(index).command, at);
    const { made } = answers[index] as Answered;
    for (const kind of KINDS) if (happened.state[kind].length > then[kind].length) platform[kind].push(...made);
  }
  model.state = happened.state;
  const difference = differenceOf(await shownAccounts(admin, platform), model);
  if (difference !== null) throw new Error([...log, difference].join("\n"));
}

const KINDS = ["accounts", "transfers", "holds"] as const;

function from(state: State): LedgerModel {
  const model = new LedgerModel();
  model.state = state;
  return model;
}

const isDue = ({ status, expiresAt }: State["holds"][number], at: number): boolean =>
  status === "open" && expiresAt !== null && expiresAt <= at;

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

/** The effects of concurrent commands on an account, in their order, which distinguishes more orders than a balance does. */
const lastEntries = (model: LedgerModel, account: number): string =>
  model.state.entries
    .filter((entry) => entry.account === account)
    .slice(-LAST_ENTRIES)
    .map(({ direction, amount }) => `, ${direction} ${amount}`)
    .join("");

const uuids = (ids: readonly string[]): string[] => ids.map((id) => decodeId("account", id) as string);

async function shownAccounts(admin: pg.Client, platform: Platform): Promise<string[]> {
  const { rows } = await admin.query<{ shown: string }>(
    `SELECT concat_ws(' ', a.posted, a.pending_in, a.pending_out, a.version, a.status, a.owner_blocked, a.overdraft_limit)
            || (SELECT coalesce(string_agg(format(', %s %s', CASE WHEN e.amount < 0 THEN 'debit' ELSE 'credit' END, abs(e.amount)), '' ORDER BY e.version), '')
                  FROM ledger.entries AS e WHERE e.account_id = a.id AND e.version > a.version - ${LAST_ENTRIES}) AS shown
       FROM unnest($1::uuid[]) WITH ORDINALITY AS n (id, place) JOIN ledger.accounts AS a ON a.id = n.id ORDER BY n.place`,
    [uuids(platform.accounts)],
  );
  return rows.map((row) => row.shown);
}

function differenceOf(found: readonly string[], model: LedgerModel): string | null {
  const wanted = model.state.accounts.map(({ id, owner, status, overdraftLimit }) =>
    [
      shown(model.balance(id)),
      status,
      isBlocked(model.state, owner) ? "t" : "f",
      ...(overdraftLimit === null ? [] : [String(overdraftLimit)]),
    ]
      .join(" ")
      .concat(lastEntries(model, id)),
  );
  const place = wanted.findIndex((text, index) => text !== found[index]);
  if (place >= 0) return `account ${place}: ${found[place]}, not ${wanted[place]}`;
  return found.length === wanted.length ? null : `${found.length} accounts, not ${wanted.length}`;
}

/**
 * Times of the platform's own clock, which the model does not know: captures are effective when they are recorded, and so are reversals by default.
 */
const countsNow = (state: State, transactionId: string): boolean => {
  const [kind, number] = transactionId.split(" ");
  const transfer = kind === "transfer" ? state.transfers[Number(number)] : undefined;
  return (
    transfer !== undefined && (transfer.hold !== null || (transfer.reversalOf !== null && transfer.effectiveAt >= transfer.recordedAt))
  );
};

interface EntryRow {
  readonly account_id: string;
  readonly shown: string;
  readonly posting: string;
  readonly counts_at: Date;
}

/** Every entry of every account, in its order, and effective balances at some instants. */
async function expectSameHistory({ model: { state }, platform, admin, log }: Match): Promise<void> {
  const accounts = uuids(platform.accounts);
  const { rows } = await admin.query<EntryRow>(
    `SELECT e.account_id, e.posting,
            concat_ws(' ', e.version, CASE WHEN e.amount < 0 THEN 'debit' ELSE 'credit' END, abs(e.amount), e.balance_after) AS shown,
            coalesce(b.effective_at, e.recorded_at) AS counts_at
       FROM ledger.entries AS e LEFT JOIN ledger.backdatings AS b USING (account_id, version)
      WHERE e.account_id = ANY ($1) ORDER BY e.account_id, e.version`,
    [accounts],
  );
  const byAccount = Map.groupBy(rows, (row) => row.account_id);
  const transactions = new Map<string, string>();
  const fail = (what: string): never => {
    throw new Error([...log, what].join("\n"));
  };
  for (const { id } of state.accounts) {
    const wanted = state.entries.filter((entry) => entry.account === id);
    const found = byAccount.get(accounts[id] as string) ?? [];
    if (found.length !== wanted.length) fail(`account ${id}: ${found.length} entries, not ${wanted.length}`);
    wanted.forEach((entry, index) => {
      const row = found[index] as EntryRow;
      const text = [entry.version, entry.direction, entry.amount, entry.balanceAfter].join(" ");
      if (row.shown !== text) fail(`account ${id}: entry ${row.shown}, not ${text}`);
      if (
        transactions.set(entry.transactionId, transactions.get(entry.transactionId) ?? row.posting).get(entry.transactionId) !== row.posting
      )
        fail(`${entry.transactionId} is two`);
      const effectiveAt = instantOf(entry.effectiveAt).getTime();
      if (!countsNow(state, entry.transactionId) && row.counts_at.getTime() !== effectiveAt)
        fail(`account ${id}: ${text} counts at another time`);
    });
    for (const at of [0, 5, 20]) {
      const wantedMinor = effectiveMinor(state, id, at);
      const query = "SELECT posted FROM ledger.balance_at($1, $2, true)";
      const { posted } = (await admin.query<{ posted: string }>(query, [accounts[id], instantOf(at)])).rows[0] as { posted: string };
      if (posted !== String(wantedMinor)) fail(`account ${id}: effective at ${at} ${posted}, not ${wantedMinor}`);
    }
  }
}

function effectiveMinor(state: State, account: number, at: number): bigint {
  const { normalSide } = state.accounts[account] as State["accounts"][number];
  return state.entries
    .filter((entry) => entry.account === account && entry.effectiveAt <= at && !countsNow(state, entry.transactionId))
    .reduce((total, entry) => total + (entry.direction === normalSide ? entry.amount : -entry.amount), 0n);
}
