// The Merkle tree of RFC 6962, section 2.1, over SHA-256: hashes, and the verification of both proofs. It knows no storage.
import { sha256 } from "@noble/hashes/sha2.js";
import { isSameBytes } from "./encoding.ts";

export const HASH_BYTES = 32;
/** A proof has a hash for each level at most, and a tree of 2^64 leaves has 64 (tlog-witness, add-checkpoint, allows 63 of consistency). */
export const MOST_HASHES_IN_PROOF = 63;

const LEAF = Uint8Array.of(0);
const NODE = 1;

/** MTH of an empty tree: the hash of nothing. */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array());

/** The hash of a leaf: `SHA-256(0x00 || entry)`. */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256.create().update(LEAF).update(entry).digest();

/** The hash of a node: `SHA-256(0x01 || left || right)`. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return sha256(bytes);
}

const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

/**
 * Whether a leaf is in the tree at an index, by its audit path (RFC 6962, section 2.1.1; the procedure is RFC 9162's, section 2.1.3.2).
 *
 * @param path hashes from the leaf's sibling up.
 */
export function isIncluded(leaf: Uint8Array, index: number, size: number, root: Uint8Array, path: readonly Uint8Array[]): boolean {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSameBytes(hash, root);
}

/** A tree as a checkpoint names it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether `newer` has all of `older` and only adds to it (RFC 6962, section 2.1.2; the procedure is RFC 9162's, section 2.1.4.2). */
export function isConsistent(older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && isSameBytes(older.root, newer.root);
  // Every tree extends the empty one, which has one root.
  if (older.size === 0) return proof.length === 0 && isSameBytes(older.root, emptyRoot());
  let node = older.size - 1;
  let last = newer.size - 1;
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // A complete tree is a node of the newer one: its root is where both begin.
  const [first, ...rest] = node === 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [olderRoot, newerRoot] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      olderRoot = nodeHash(hash, olderRoot);
      newerRoot = nodeHash(hash, newerRoot);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newerRoot = nodeHash(newerRoot, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSameBytes(olderRoot, older.root) && isSameBytes(newerRoot, newer.root);
}
