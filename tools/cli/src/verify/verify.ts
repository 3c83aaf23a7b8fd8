// Verifies a log, in the order in which one step can be believed because of those before it: receipts, which stand alone, then checkpoints, tiles,
// history, records, proofs, postings.
import { checkProofsInTree, checkProofsOfRecords, type NamedProof, readProof } from "./check-proofs.ts";
import { checkReceipts } from "./check-receipts.ts";
import { checkRecords } from "./check-records.ts";
import { acceptCheckpoint, checkHistory, largestOf, type NamedCheckpoint, witnessWords } from "./checkpoints.ts";
import { Finding, NoResult } from "./finding.ts";
import { type Postings, readPostings } from "./postings.ts";
import { readGiven } from "./read-given.ts";
import type { Settings } from "./settings.ts";
import { type LogFiles, openLogFiles } from "./tile-files.ts";
import { VerifiedTree } from "./verified-tree.ts";

/**
 * @param say is called with each thing that was verified.
 * @throws {Finding} for the first that is not what it must be; {NoResult} when something is not there.
 */
export async function verify(settings: Settings, say: (line: string) => void): Promise<void> {
  const proofs: NamedProof[] = [];
  for (const file of settings.proofs) proofs.push(readProof(file, await readGiven(file)));
  const receipts = await checkReceipts(settings, say);
  const postings = settings.transactions.length === 0 ? null : await readPostings(settings.transactions);
  if (settings.tiles !== null) await verifyTree(settings, openLogFiles(settings.tiles), [...proofs, ...receipts.proofs], postings, say);
  else if (proofs.length > 0) await verifyProofs(settings, proofs, postings, say);
  await postings?.judge();
  if (postings !== null) say(`${postings.count} postings are covered by exactly one record each`);
  // Last, so that it hides no fault.
  if (receipts.unsealed.length > 0)
    throw new NoResult(
      `${receipts.unsealed.join(", ")}: not sealed yet, so nothing proves that the record is in the log. Ask again in some seconds`,
    );
}

async function verifyProofs(
  { exports, policy }: Settings,
  proofs: readonly NamedProof[],
  postings: Postings | null,
  say: (line: string) => void,
) {
  const records = await checkProofsOfRecords(proofs, exports, policy, postings);
  say(`${records} records are in the log of ${policy.origin}, each by its proof${witnessWords(policy.quorum)}`);
}

async function verifyTree(
  settings: Settings,
  files: LogFiles,
  proofs: readonly NamedProof[],
  postings: Postings | null,
  say: (line: string) => void,
): Promise<void> {
  const { policy, exports, from } = settings;
  const checkpoints: NamedCheckpoint[] = [];
  for (const file of settings.checkpoints) checkpoints.push(await acceptCheckpoint(file, await readGiven(file), policy));
  if (checkpoints.length === 0) checkpoints.push(await acceptCheckpoint(`${settings.tiles}/checkpoint`, await files.checkpoint(), policy));
  const largest = largestOf(checkpoints);
  say(
    `${checkpoints.length} checkpoints of ${policy.origin} are signed${witnessWords(policy.quorum)}; the largest has ${largest.size} records`,
  );
  const tree = await VerifiedTree.open(largest, largest.name, files);
  checkpoints.push(...(await checkProofsInTree(proofs, tree, policy)));
  await checkHistory(checkpoints, tree, largest.name);
  say(`the tiles have this history, and the checkpoints of all sizes given and ${proofs.length} proofs are of it`);
  if (exports.length === 0) return;
  const to = settings.to ?? largest.size;
  if (to > largest.size) throw new Finding(`--to is ${to}, and ${largest.name} has ${largest.size} records`);
  const records = await checkRecords(exports, { from, to }, tree, files, postings);
  say(`${records} records, from index ${from} on, are those of the tree`);
}
