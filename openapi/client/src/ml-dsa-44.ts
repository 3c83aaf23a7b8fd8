// Cosignatures of ML-DSA-44, for `mlDsa44` of the keys that `verifyReceipt` is given. A module of its own, because the algorithm is much code.
import { mlDsa44CosignatureVerifier } from "@ledge/shared/transparency/ml-dsa-44";
import type { CosignatureKind } from "./receipts.ts";

/** Judges the cosignatures of an ML-DSA-44 key of a witness (C2SP tlog-cosignature). @throws RangeError for another key. */
export const mlDsa44: CosignatureKind = (key) => mlDsa44CosignatureVerifier(key);
