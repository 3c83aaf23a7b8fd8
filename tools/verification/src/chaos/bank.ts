// What the clients know of the bank: its accounts, the holds and transfers they were told of, and the newest versions they have seen.
import type { Acknowledged } from "./history.ts";

/** As many holds and transfers are worked on at once: few, so that captures, releases and reversals race for the same ones. */
const WORKED_ON = 6;

export interface OpenHold {
  readonly id: string;
  /** The amount of its next capture: each capture of a hold has another one, which is its mark. */
  nextCapture: number;
}

export class Bank {
  /** Without a floor: where money comes from. */
  readonly vault: string;
  /** With a floor at zero and money enough. */
  readonly accounts: readonly string[];
  /** With a floor at zero, and hardly any money. */
  readonly hot: readonly [string, string];
  readonly holds: OpenHold[] = [];
  readonly transfers: string[] = [];
  readonly #versions = new Map<string, number>();

  constructor(vault: string, accounts: readonly string[], hot: readonly [string, string]) {
    this.vault = vault;
    this.accounts = accounts;
    this.hot = hot;
  }

  isFloored(account: string): boolean {
    return account !== this.vault;
  }

  /** The newest version of an account that anybody was told of. */
  versionOf(account: string): number {
    return this.#versions.get(account) ?? 0;
  }

  saw(account: string, version: number): void {
    this.#versions.set(account, Math.max(this.versionOf(account), version));
  }

  learn(acknowledged: readonly Acknowledged[]): void {
    for (const { id } of acknowledged) {
      if (id.startsWith("hold_") && !this.holds.some((hold) => hold.id === id)) this.holds.push({ id, nextCapture: 1 });
      if (id.startsWith("trf_")) this.transfers.push(id);
    }
    this.holds.splice(0, this.holds.length - WORKED_ON);
    this.transfers.splice(0, this.transfers.length - WORKED_ON);
  }
}
