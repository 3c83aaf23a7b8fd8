// The resources that the clients work on: the accounts of the run, the acknowledged holds and transfers, and the newest version of each
// account that an answer has shown.
import type { Effect } from "./history.ts";

/** The clients work on the newest 6 holds and transfers: few, so that captures, releases and reversals race for the same ones. */
const WORKED_ON = 6;

export interface OpenHold {
  readonly id: string;
  /** The amount of its next capture: each capture of a hold has a different amount, which is its mark. */
  nextCapture: number;
}

export class Resources {
  /** May be overdrawn without limit: the source of all money. */
  readonly vault: string;
  /** May not be overdrawn, and have enough money. */
  readonly accounts: readonly string[];
  /** May not be overdrawn, and have hardly any money. */
  readonly hot: readonly [string, string];
  readonly holds: OpenHold[] = [];
  readonly transfers: string[] = [];
  readonly #versions = new Map<string, number>();

  constructor(vault: string, accounts: readonly string[], hot: readonly [string, string]) {
    this.vault = vault;
    this.accounts = accounts;
    this.hot = hot;
  }

  /** The newest version of an account that any answer has shown. */
  versionOf(account: string): number {
    return this.#versions.get(account) ?? 0;
  }

  noteVersion(account: string, version: number): void {
    this.#versions.set(account, Math.max(this.versionOf(account), version));
  }

  noteEffects(acknowledged: readonly Effect[]): void {
    for (const { id } of acknowledged) {
      if (id.startsWith("hold_") && !this.holds.some((hold) => hold.id === id)) this.holds.push({ id, nextCapture: 1 });
      if (id.startsWith("trf_")) this.transfers.push(id);
    }
    this.holds.splice(0, this.holds.length - WORKED_ON);
    this.transfers.splice(0, this.transfers.length - WORKED_ON);
  }
}
