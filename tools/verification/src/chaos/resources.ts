// The resources that the clients work on: the accounts of the run, the acknowledged holds and transfers, the answered intents, and how far
// each resource has come at least, by the answers.
import type { Effect, Intent } from "./history.ts";
import { later, type Stage } from "./judge-reads.ts";

/** The clients work on the newest 6 holds and transfers: few, so that captures, releases and reversals race for the same ones. */
const WORKED_ON = 6;
/** What the last four or so answers have shown: what is read then was written just before, by whichever client. */
const SHOWN_LAST = 12;
/** Answered intents that may be sent again: enough for some from before the last restart, whose answers no gate remembers. */
const SENT_AGAIN = 500;

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
  readonly answered: Intent[] = [];
  /** Ids of what was shown last. */
  shown: readonly string[] = [];
  readonly #stages = new Map<string, Stage>();
  /** The sum of the acknowledged reversals of each transfer. */
  readonly #reversed = new Map<string, number>();

  constructor(vault: string, accounts: readonly string[], hot: readonly [string, string]) {
    this.vault = vault;
    this.accounts = accounts;
    this.hot = hot;
  }

  /** How far a resource has come at least: of one that an answer has named nothing is known but that it is there. */
  stageOf(id: string): Stage {
    return this.#stages.get(id) ?? { reached: 0, ended: null };
  }

  noteStage(id: string, stage: Stage): void {
    this.#stages.set(id, later(this.stageOf(id), stage));
    this.shown = [...this.shown.filter((other) => other !== id), id].slice(-SHOWN_LAST);
  }

  /** To be called once for each acknowledged reversal: together they are how much of the original is reversed at least. */
  noteReversal(original: string, amount: number): void {
    const reached = (this.#reversed.get(original) ?? 0) + amount;
    this.#reversed.set(original, reached);
    this.noteStage(original, { reached, ended: null });
  }

  noteAnswered(intent: Intent): void {
    this.answered.push(intent);
    this.answered.splice(0, this.answered.length - SENT_AGAIN);
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
