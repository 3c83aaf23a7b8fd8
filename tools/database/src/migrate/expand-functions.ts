// Decides which texts of functions may be applied while the previous runtime still serves. It calls functions by their signatures: a signature that
// is removed, or that CREATE OR REPLACE cannot make, is found before anything is applied. A review must judge what a new body does.
import type { FunctionText, Migration } from "./database-text.ts";
import { droppedIn, type Signature, signaturesIn } from "./signatures.ts";

/**
 * Changes from `before` to `after` that could break the previous runtime, as sentences. Empty: none was found.
 *
 * @param before the texts that the previous runtime uses.
 * @param contracting migrations that are applied once the previous runtime no longer serves.
 */
export async function faultsOfFunctions(
  before: readonly FunctionText[],
  after: readonly FunctionText[],
  contracting: readonly Migration[],
): Promise<string[]> {
  const then = await signaturesOf(before);
  const now = new Map((await signaturesOf(after)).map((signature) => [signature.identity, signature]));
  const dropped = new Set((await Promise.all(contracting.map(async ({ sql }) => await droppedIn(sql)))).flat());
  return then.flatMap((was) => {
    const is = now.get(was.identity);
    if (is !== undefined) return faultsOfChange(was, is).map((fault) => `${was.identity} ${fault}`);
    if (dropped.has(was.identity) || dropped.has(was.identity.replace(/\(.*/, ""))) return [];
    return [`${was.identity} is gone, and the runtime before may call it: keep it for a release, and drop it in a contracting migration`];
  });
}

const signaturesOf = async (texts: readonly FunctionText[]): Promise<Signature[]> =>
  (await Promise.all(texts.map(async ({ sql }) => await signaturesIn(sql)))).flat();

function faultsOfChange(was: Signature, is: Signature): string[] {
  return [
    ...(was.shape === is.shape ? [] : [`cannot be replaced: it was ${was.shape}, and is to be ${is.shape}. Give it another name`]),
    ...(is.defaults < was.defaults ? ["asks for a parameter that the runtime before may leave out"] : []),
    ...(was.isDefiner && !is.isDefiner ? ["takes its owner's rights from the runtime before (SECURITY DEFINER)"] : []),
  ];
}
