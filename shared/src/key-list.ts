// The keys of a Worker, as one secret has them: a list separated by blanks. The first one signs, hashes and derives; every one is recognised by its id,
// which follows from the key itself: so nobody hands out ids, and two lists cannot disagree about one. Only ids may be stored, logged or sent.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The secrets that are such lists. A release of more than one Worker at a time needs the second key to be the next one: decision 74. */
export const keyLists = ["API_KEY_MAC_SECRETS", "API_KEY_PEPPER", "CURSOR_KEY", "RECEIPT_KEYS", "WEBHOOK_MASTER_KEY"] as const;
export type KeyList = (typeof keyLists)[number];

/** A shorter text is a mistake, or can be guessed. */
const MIN_CHARACTERS = 16;
/** 32 bits distinguish the few keys of a list, and reveal nothing of a key. */
const ID_HEX_LENGTH = 8;

export interface ListedKey {
  readonly id: string;
  readonly text: string;
}

/**
 * A list that signs nothing: without a key, with one that is too short, or with the same one twice.
 *
 * @internal Tests distinguish it from other errors; it is answered as every bug is.
 */
export class BadKeyList extends Error {
  constructor(list: KeyList, fault: string) {
    super(`${list} ${fault}`);
    this.name = `BadKeyList:${list}`;
  }
}

/** What was made with a key cannot be judged, because the list lacks it. By the name, which every log line of it has, one sees which key. */
export class KeyNotListed extends Error {
  constructor(list: KeyList, id: string) {
    super(`${list} has no key ${id}`);
    this.name = `KeyNotListed:${list}:${id}`;
  }
}

/** The texts of a list, in its order. */
export const textsIn = (list: string): readonly string[] => list.split(/\s+/).filter((text) => text !== "");

/** The keys of a list, in its order: the first one signs. @throws BadKeyList */
export function keysIn(name: KeyList, list: string): readonly [ListedKey, ...ListedKey[]] {
  const [first, ...others] = textsIn(list).map((text) => ({ id: keyIdOf(text), text }));
  if (first === undefined) throw new BadKeyList(name, "has no key");
  const keys: readonly [ListedKey, ...ListedKey[]] = [first, ...others];
  if (keys.some(({ text }) => text.length < MIN_CHARACTERS))
    throw new BadKeyList(name, `has a key of less than ${MIN_CHARACTERS} characters`);
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new BadKeyList(name, "has a key twice");
  return keys;
}

/** The key of an id. @throws BadKeyList, KeyNotListed */
export function keyIn(name: KeyList, list: string, id: string): ListedKey {
  const found = keysIn(name, list).find((key) => key.id === id);
  if (found === undefined) throw new KeyNotListed(name, id);
  return found;
}

/** 8 hex digits of the SHA-256 of a key, under a prefix of their own: no other digest of a key is one of its ids. */
const keyIdOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(`ledge key id v1 ${text}`))).slice(0, ID_HEX_LENGTH);
