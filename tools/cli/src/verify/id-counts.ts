// How many records cover each of many postings: 17 bytes a posting, for millions of them. A Map of texts would need ten times as much.
import { decodeId } from "@ledge/shared/ids";

const MOST_LOAD = 0.5;
const FIRST_SLOTS = 1_024;

export class TransactionCounts {
  #high = new BigUint64Array(FIRST_SLOTS);
  #low = new BigUint64Array(FIRST_SLOTS);
  /** 0: the slot is free; else one more than how many cover it. */
  #counts = new Uint8Array(FIRST_SLOTS);
  #used = 0;

  /** @returns false when it is no id of a transaction or a transfer. */
  add(id: string): boolean {
    const key = keyOf(id);
    if (key === null) return false;
    if (this.#used >= this.#counts.length * MOST_LOAD) this.#grow();
    const slot = this.#slot(key);
    if (this.#counts[slot] === 0) this.#take(slot, key);
    return true;
  }

  /** Counts one more record that covers it. @returns how many do; null when it was not added. */
  cover(id: string): number | null {
    const key = keyOf(id);
    if (key === null) return null;
    const slot = this.#slot(key);
    const count = this.#counts[slot] ?? 0;
    if (count === 0) return null;
    this.#counts[slot] = Math.min(255, count + 1);
    return count;
  }

  isCovered(id: string): boolean {
    const key = keyOf(id);
    return key !== null && (this.#counts[this.#slot(key)] ?? 0) > 1;
  }

  get size(): number {
    return this.#used;
  }

  #slot([high, low]: readonly [bigint, bigint]): number {
    const mask = this.#counts.length - 1;
    let slot = Number(BigInt.asUintN(32, high ^ low ^ (low >> 32n))) & mask;
    while (this.#counts[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & mask;
    return slot;
  }

  #take(slot: number, [high, low]: readonly [bigint, bigint], count = 1): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#counts[slot] = count;
    this.#used += 1;
  }

  #grow(): void {
    const [high, low, counts] = [this.#high, this.#low, this.#counts];
    this.#high = new BigUint64Array(2 * counts.length);
    this.#low = new BigUint64Array(2 * counts.length);
    this.#counts = new Uint8Array(2 * counts.length);
    this.#used = 0;
    for (const [at, count] of counts.entries()) {
      const key = [high[at] ?? 0n, low[at] ?? 0n] as const;
      if (count > 0) this.#take(this.#slot(key), key, count);
    }
  }
}

function keyOf(id: string): readonly [bigint, bigint] | null {
  const hex = (decodeId("transaction", id) ?? decodeId("transfer", id))?.replaceAll("-", "");
  return hex === undefined ? null : [BigInt(`0x${hex.slice(0, 16)}`), BigInt(`0x${hex.slice(16)}`)];
}
