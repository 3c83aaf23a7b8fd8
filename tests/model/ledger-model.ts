// The required behaviour of the ledger: one executable specification to compare the platform with. It recomputes everything from a journal, decides
// one command at a time, and uses nothing of the product. The order of the checks is the precedence of the refusals.
import { balanceAt, NOW } from "./history.ts";
import { isNoPayee, refusesDate, refusesLegs } from "./refusals.ts";
import { isRefused, MAX_MINOR } from "./terms.ts";
import type { Account, Balance, Command, CommandOf, Hold, Instant, Leg, Move, Outcome, Refusal, Side, State, Transfer } from "./terms.ts";
import { isBlocked, refusesDecision } from "./verification.ts";

const EMPTY: State = { accounts: [], entries: [], transfers: [], holds: [], transactions: 0, verifications: new Map(), keys: new Map() };

const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** Protected methods are the rules that a test breaks on purpose, to show that the laws detect it. */
export class LedgerModel {
  state: State = EMPTY;
  private now: Instant = -Infinity;

  /** Executes a command at the instant at which it is recorded. A refused command and a replayed key change nothing. */
  apply(command: Command, at: Instant): Outcome {
    if (at < this.now) throw new RangeError("time runs backwards");
    this.now = at;
    const { idempotency } = command;
    const answered = idempotency && this.state.keys.get(idempotency.key);
    if (answered) return answered.fingerprint === idempotency.fingerprint ? answered.outcome : { refusal: "idempotency_key_reused" };
    // Each command has the method of its name. The union loses the relation between the command's type and its method.
    const outcome = this.attempt(() => this[command.type](command as never, at));
    // A missing object may exist later, and a forbidden caller may be allowed later, so these refusals are not stored.
    const lasting = !isRefused(outcome) || (outcome.refusal !== "not_found" && outcome.refusal !== "forbidden");
    if (idempotency && lasting) {
      this.write({ keys: new Map(this.state.keys).set(idempotency.key, { fingerprint: idempotency.fingerprint, outcome }) });
    }
    return outcome;
  }

  /** All or nothing. */
  private attempt(run: () => Outcome): Outcome {
    const before = this.state;
    const outcome = run();
    if (isRefused(outcome)) this.state = before;
    return outcome;
  }

  private write(changes: Partial<State>): void {
    this.state = { ...this.state, ...changes };
  }

  private change(account: Account, changes: Partial<Account>): void {
    this.write({ accounts: this.state.accounts.with(account.id, { ...account, ...changes }) });
  }

  /** After everything that has been recorded. */
  balance(account: number): Balance {
    return balanceAt(this.state, account, NOW);
  }

  private done(ok: readonly number[], recordedAt: Instant, named: readonly number[], actingOwner: string | null = null): Outcome {
    const visible = named.filter((id) => actingOwner === null || this.state.accounts[id]?.owner === actingOwner);
    return { ok, recordedAt, balances: visible.map((account) => ({ account, ...this.balance(account) })) };
  }

  private openAccount({ owner, currency, normalSide, overdraftLimit, openedOn }: CommandOf<"openAccount">, at: Instant): Outcome {
    if (this.isBlocked(owner)) return { refusal: "customer_blocked" };
    const id = this.state.accounts.length;
    this.write({ accounts: [...this.state.accounts, { id, owner, currency, normalSide, overdraftLimit, openedOn, status: "open" }] });
    return this.done([id], at, [id]);
  }

  private transfer(move: Move, at: Instant, reversalOf: number | null = null): Outcome {
    // A reversal by the institution is a correction.
    const refusal = this.refusesMove(move, reversalOf !== null && (move.actingOwner ?? null) === null);
    if (refusal) return { refusal };
    return this.move(move, at, { reversalOf, hold: null });
  }

  /** The refusals of transfers and holds that come before any balance is checked. */
  private refusesMove(move: Move, isCorrection = false): Refusal | null {
    const { source, destination, amount, currency, actingOwner = null, effectiveAt = null } = move;
    const [debited, credited] = [this.state.accounts[source], this.state.accounts[destination]];
    if (amount <= 0n) return "amount_not_positive";
    if (amount > MAX_MINOR) return "amount_out_of_range";
    if (source === destination) return "same_account";
    // Another customer's account and a missing one are indistinguishable (law 26).
    if (!debited || !credited || (actingOwner !== null && debited.owner !== actingOwner)) return "account_not_found";
    if (actingOwner !== null && isNoPayee(credited)) return "account_not_found";
    if (debited.currency !== currency || credited.currency !== currency) return "currency_mismatch";
    if (debited.status === "closed" || credited.status === "closed") return "account_closed";
    if (debited.status === "frozen") return "account_frozen";
    if (!isCorrection && this.isBlocked(debited.owner)) return "customer_blocked";
    return refusesDate([debited, credited], actingOwner, effectiveAt);
  }

  protected isBlocked(owner: string | null): boolean {
    return isBlocked(this.state, owner);
  }

  private move(move: Move, at: Instant, origin: Pick<Transfer, "reversalOf" | "hold">): Outcome {
    const { source, destination, amount, currency } = move;
    const [id, effectiveAt] = [this.state.transfers.length, move.effectiveAt ?? at];
    const transfer = { id, source, destination, amount, currency, ...origin, effectiveAt, recordedAt: at };
    this.write({ transfers: [...this.state.transfers, transfer] });
    // The debited side is checked first: otherwise a caller without funds could probe another balance (law 26).
    const refusal =
      this.post({ account: source, direction: "debit", amount }, `transfer ${id}`, effectiveAt, at) ??
      this.post({ account: destination, direction: "credit", amount }, `transfer ${id}`, effectiveAt, at);
    return refusal ? { refusal } : this.done([id], at, [source, destination], move.actingOwner);
  }

  /** Appends one entry unless the account cannot take it. The overdraft limit applies only to a balance that falls. */
  private post(leg: Omit<Leg, "currency">, transactionId: string, effectiveAt: Instant, recordedAt: Instant): Refusal | null {
    const account = this.accountOf(leg.account);
    const { posted, pendingOut } = this.balance(account.id);
    const grows = leg.direction === account.normalSide;
    const balanceAfter = grows ? posted + leg.amount : posted - leg.amount;
    if (magnitude(balanceAfter) > MAX_MINOR) return "amount_out_of_range";
    if (!grows && this.isBelowLimit(account, balanceAfter - pendingOut)) return "insufficient_funds";
    const { direction, amount } = leg;
    const entry = { account: account.id, direction, amount, version: this.nextVersion(account.id), balanceAfter };
    this.write({ entries: [...this.state.entries, { ...entry, transactionId, effectiveAt, recordedAt }] });
    return null;
  }

  private accountOf(id: number): Account {
    const account = this.state.accounts[id];
    if (!account) throw new RangeError(`there is no account ${id}`);
    return account;
  }

  protected isBelowLimit({ overdraftLimit }: Account, available: bigint): boolean {
    return overdraftLimit !== null && available < -overdraftLimit;
  }

  protected nextVersion(account: number): number {
    return this.balance(account).version + 1;
  }

  private reverse({ transfer, amount = null, actingOwner = null, effectiveAt = null }: CommandOf<"reverse">, at: Instant): Outcome {
    const original = this.state.transfers[transfer];
    if (!original || !this.seesEither(original, actingOwner)) return { refusal: "not_found" };
    const left = this.leftToReverse(original);
    if (original.reversalOf !== null) return { refusal: "transfer_not_reversible" };
    if (amount !== null && amount <= 0n) return { refusal: "amount_not_positive" };
    if ((amount ?? 1n) > left) return { refusal: "reversal_exceeds_original" };
    if (effectiveAt !== null && this.isBeforeOriginal(original, effectiveAt)) return { refusal: "reversal_before_original" };
    const { source, destination, currency } = original;
    const countsAt = effectiveAt ?? Math.max(at, original.effectiveAt);
    const back: Move = { source: destination, destination: source, amount: amount ?? left, currency, actingOwner, effectiveAt: countsAt };
    const outcome = this.transfer(back, at, transfer);
    // The payer sees the original and may not reverse it.
    return isRefused(outcome) && outcome.refusal === "account_not_found" ? { refusal: "transfer_not_reversible" } : outcome;
  }

  protected isBeforeOriginal(original: Transfer, effectiveAt: Instant): boolean {
    return effectiveAt < original.effectiveAt;
  }

  private seesEither({ source, destination }: Pick<Transfer, "source" | "destination">, actingOwner: string | null): boolean {
    return actingOwner === null || [source, destination].some((id) => this.state.accounts[id]?.owner === actingOwner);
  }

  protected leftToReverse(original: Transfer): bigint {
    return original.amount - sum(this.state.transfers.filter((of) => of.reversalOf === original.id).map(({ amount }) => amount));
  }

  private hold(command: CommandOf<"hold">, at: Instant): Outcome {
    const refused = this.refusesMove(command);
    if (refused) return { refusal: refused };
    const { source, destination, amount, currency, expiresAt = null } = command;
    const id = this.state.holds.length;
    const hold: Hold = { id, source, destination, amount, currency, expiresAt, status: "open", recordedAt: at, endedAt: null };
    this.write({ holds: [...this.state.holds, hold] });
    const refusal = this.refusesPending(source, "debit") ?? this.refusesPending(destination, "credit");
    return refusal ? { refusal } : this.done([id], at, [source, destination], command.actingOwner);
  }

  /** The refusal when an account cannot take its pending amounts, after one was added on this side. */
  protected refusesPending(id: number, direction: Side): Refusal | null {
    const account = this.accountOf(id);
    const { posted, pendingIn, pendingOut } = this.balance(id);
    if (direction === account.normalSide) return pendingIn > MAX_MINOR || posted + pendingIn > MAX_MINOR ? "amount_out_of_range" : null;
    if (pendingOut > MAX_MINOR || posted - pendingOut < -MAX_MINOR) return "amount_out_of_range";
    return this.isBelowLimit(account, posted - pendingOut) ? "insufficient_funds" : null;
  }

  private capture({ hold: id, amount = null, final = null, actingOwner = null }: CommandOf<"capture">, at: Instant): Outcome {
    const hold = this.state.holds[id];
    if (!hold || !this.seesEither(hold, actingOwner)) return { refusal: "not_found" };
    if (!this.isPayee(hold, actingOwner)) return { refusal: "forbidden" };
    const remaining = this.remaining(hold);
    if (amount !== null && amount <= 0n) return { refusal: "amount_not_positive" };
    const refusal = this.refusesEnd(hold, at);
    if (refusal) return { refusal };
    const captured = amount ?? remaining;
    if (captured > remaining) return { refusal: "capture_exceeds_hold" };
    const payer = this.accountOf(hold.source);
    if (payer.status === "frozen") return { refusal: "account_frozen" };
    if (this.isBlocked(payer.owner)) return { refusal: "customer_blocked" };
    if (captured === remaining || (final ?? amount === null)) this.end(hold, "captured", at);
    return this.move({ ...hold, amount: captured, actingOwner }, at, { reversalOf: null, hold: id });
  }

  /** The payee captures and releases; the payer can do neither. */
  private isPayee({ destination }: Hold, actingOwner: string | null): boolean {
    return actingOwner === null || this.accountOf(destination).owner === actingOwner;
  }

  protected remaining(hold: Hold): bigint {
    return hold.amount - sum(this.state.transfers.filter((of) => of.hold === hold.id).map(({ amount }) => amount));
  }

  protected refusesEnd({ status, expiresAt }: Hold, at: Instant): Refusal | null {
    if (status !== "open") return "hold_not_open";
    if (expiresAt !== null && at >= expiresAt) return "hold_expired";
    return null;
  }

  /** The amount that the hold still keeps pending is released. */
  private end(hold: Hold, status: Hold["status"], endedAt: Instant): void {
    this.write({ holds: this.state.holds.with(hold.id, { ...hold, status, endedAt }) });
  }

  private release({ hold: id, actingOwner = null }: CommandOf<"release">, at: Instant): Outcome {
    const hold = this.state.holds[id];
    if (!hold || !this.seesEither(hold, actingOwner)) return { refusal: "not_found" };
    if (!this.isPayee(hold, actingOwner)) return { refusal: "forbidden" };
    const refusal = this.refusesEnd(hold, at);
    if (refusal) return { refusal };
    this.end(hold, "released", at);
    return this.done([id], at, [hold.source, hold.destination], actingOwner);
  }

  private sweep(_command: CommandOf<"sweep">, at: Instant): Outcome {
    const overdue = this.state.holds.filter(({ status, expiresAt }) => status === "open" && expiresAt !== null && expiresAt <= at);
    for (const hold of overdue) this.end(hold, "expired", at);
    const ended = overdue.map(({ id }) => id);
    return this.done(ended, at, []);
  }

  private batch({ mode, transfers }: CommandOf<"batch">, at: Instant): Outcome {
    const items = transfers.map((item) => this.attempt(() => this.transfer(item, at)));
    const index = items.findIndex(isRefused);
    const failed = items[index];
    if (mode === "atomic" && failed && isRefused(failed)) return { refusal: "batch_item_failed", item: { index, refusal: failed.refusal } };
    return { ok: [], recordedAt: at, balances: [], items };
  }

  private transaction({ legs, effectiveAt }: CommandOf<"transaction">, at: Instant): Outcome {
    const id = this.state.transactions;
    this.write({ transactions: id + 1 });
    const refusal = refusesLegs(legs, this.state.accounts, effectiveAt ?? at);
    if (refusal) return { refusal };
    for (const leg of legs) {
      const unbearable = this.post(leg, `transaction ${id}`, effectiveAt ?? at, at);
      if (unbearable) return { refusal: unbearable };
    }
    return this.done([id], at, [...new Set(legs.map(({ account }) => account))]);
  }

  private decide({ owner, decision }: CommandOf<"decide">, at: Instant): Outcome {
    const refusal = refusesDecision(this.state, owner, decision);
    if (refusal) return { refusal };
    this.write({ verifications: new Map(this.state.verifications).set(owner, decision) });
    return this.done([], at, []);
  }

  private setStatus({ account: id, to }: CommandOf<"setStatus">, at: Instant): Outcome {
    const account = this.state.accounts[id];
    if (!account) return { refusal: "not_found" };
    const { posted, pendingIn, pendingOut } = this.balance(id);
    if (account.status === "closed" && to !== "closed") return { refusal: "account_closed" };
    if (to === "closed" && (posted !== 0n || pendingIn !== 0n || pendingOut !== 0n)) return { refusal: "balance_not_zero" };
    this.change(account, { status: to });
    return this.done([id], at, [id]);
  }

  private setOverdraftLimit({ account: id, limit }: CommandOf<"setOverdraftLimit">, at: Instant): Outcome {
    const account = this.state.accounts[id];
    if (!account) return { refusal: "not_found" };
    const { posted, pendingOut } = this.balance(id);
    if (account.status === "closed") return { refusal: "account_closed" };
    if (limit === null && account.owner !== null) return { refusal: "overdraft_limit_required" };
    if (this.isBelowLimit({ ...account, overdraftLimit: limit }, posted - pendingOut)) return { refusal: "overdraft_in_use" };
    this.change(account, { overdraftLimit: limit });
    return this.done([id], at, [id]);
  }
}
