// Checkpoints: each is signed and cosigned, and all are of one history, which the tiles have. One that somebody kept finds a log that was made anew.
import { isSameBytes } from "@ledge/shared/transparency/encoding";
import { judgeCheckpoint, type Policy } from "@ledge/shared/transparency/policy";
import { rootOf } from "@ledge/shared/transparency/prove";
import type { TreeHead } from "@ledge/shared/transparency/tree";
import { Finding } from "./finding.ts";
import type { VerifiedTree } from "./verified-tree.ts";

export interface NamedCheckpoint extends TreeHead {
  /** The file that it is from. */
  readonly name: string;
}

/** @throws {Finding} when the policy does not accept it. */
export async function acceptCheckpoint(name: string, bytes: Uint8Array, policy: Policy): Promise<NamedCheckpoint> {
  const judgement = await judgeCheckpoint(bytes, policy);
  if (!judgement.ok) throw new Finding(`${name} ${judgement.fault}`);
  return { name, size: judgement.checkpoint.size, root: judgement.checkpoint.root };
}

/** What a quorum adds to what is said of a checkpoint. */
export const witnessWords = (quorum: number): string => (quorum === 0 ? "" : `, and cosigned by ${quorum} witnesses at least`);

/** The largest checkpoint. @throws {Finding} when two of one size have different roots: the log has shown two histories. */
export function largestOf(checkpoints: readonly NamedCheckpoint[]): NamedCheckpoint {
  const sorted = checkpoints.toSorted((one, other) => other.size - one.size) as [NamedCheckpoint, ...NamedCheckpoint[]];
  for (const [at, one] of sorted.entries()) {
    const next = sorted[at + 1];
    if (next?.size === one.size && !isSameBytes(next.root, one.root))
      throw new Finding(`${next.name} and ${one.name} are two histories: each has ${one.size} records, and another root`);
  }
  return sorted[0];
}

/**
 * That the tree extends each checkpoint: its first records have the checkpoint's root. That is what a consistency proof shows between any two of
 * them (RFC 6962, section 2.1.2), made of tiles that are verified.
 */
export async function checkHistory(checkpoints: readonly NamedCheckpoint[], tree: VerifiedTree, largest: string): Promise<void> {
  for (const { name, size, root } of checkpoints) {
    if (size > tree.size) throw new Finding(`${name} has ${size} records, and ${largest} has ${tree.size}: the log was cut`);
    if (!isSameBytes(await rootOf(size, tree.read), root))
      throw new Finding(
        `${name} is of another history than ${largest}: of the ${size} records that it has signed, one at least was changed`,
      );
  }
}
