// Proofs of single records (C2SP tlog-proof), with the tree or without it.
import { leafHash } from "@ledge/shared/transparency/tree";
import type { Policy } from "@ledge/shared/transparency/policy";
import { judgeProof, parseProof, type TlogProof } from "@ledge/shared/transparency/proof";
import { readExport } from "./export-records.ts";
import { Finding } from "./finding.ts";
import { largestOf, type NamedCheckpoint } from "./checkpoints.ts";
import type { Postings } from "./postings.ts";
import type { VerifiedTree } from "./verified-tree.ts";

export interface NamedProof {
  readonly name: string;
  readonly proof: TlogProof;
}

/** @throws {Finding} for a file that is no proof. */
export function readProof(name: string, bytes: Uint8Array): NamedProof {
  const proof = parseProof(bytes);
  if (proof === null) throw new Finding(`${name} is no proof`);
  return { name, proof };
}

/** A proof of a leaf. @returns its checkpoint, which the caller compares with the others. */
async function check({ name, proof }: NamedProof, leaf: Uint8Array, policy: Policy): Promise<NamedCheckpoint> {
  const judgement = await judgeProof(proof, leaf, policy);
  if (!judgement.ok) throw new Finding(`${name}, of index ${proof.index}: ${judgement.fault}`);
  return { name: `the checkpoint of ${name}`, ...judgement.checkpoint };
}

/** With the tree: each proof leads from the leaf that the tree has. */
export async function checkProofsInTree(proofs: readonly NamedProof[], tree: VerifiedTree, policy: Policy): Promise<NamedCheckpoint[]> {
  const checkpoints: NamedCheckpoint[] = [];
  for (const one of proofs) {
    if (one.proof.index >= tree.size)
      throw new Finding(`${one.name} is of index ${one.proof.index}, and the tree has ${tree.size} records`);
    checkpoints.push(await check(one, await tree.hashAt(0, one.proof.index), policy));
  }
  return checkpoints;
}

/** Without the tree: each record has a proof, and each proof a record. @returns how many records there were. */
export async function checkProofsOfRecords(
  proofs: readonly NamedProof[],
  exports: readonly string[],
  policy: Policy,
  postings: Postings | null,
): Promise<number> {
  const unused = new Set(proofs);
  const seen = new Set<number>();
  const checkpoints: NamedCheckpoint[] = [];
  for await (const { place, index, entry, record } of readExport(exports)) {
    const own = proofs.filter(({ proof }) => proof.index === index);
    if (own.length === 0) throw new Finding(`${place}: record ${record.id} at index ${index} has no proof`);
    if (seen.has(index)) throw new Finding(`${place}: index ${index} is there twice`);
    for (const one of own) checkpoints.push(await check(one, leafHash(entry), policy));
    for (const one of own) unused.delete(one);
    seen.add(index);
    postings?.cover(record, place);
  }
  for (const { name, proof } of unused) throw new Finding(`${name}: the export has no record of index ${proof.index}`);
  // Of different sizes they can be compared by tiles alone.
  if (checkpoints.length > 0) largestOf(checkpoints);
  return seen.size;
}
