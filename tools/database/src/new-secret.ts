// Makes secrets for platforms on this machine: passwords, peppers, keys.
import { randomBytes } from "node:crypto";

const SECRET_BYTES = 24;

/** Of an Ed25519 key (RFC 8032, section 5.1.5). */
const SEED_BYTES = 32;

/** 24 random bytes in hexadecimal digits. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("hex");

/** The seed of a new Ed25519 key, in hexadecimal digits. */
export const newSeed = (): string => randomBytes(SEED_BYTES).toString("hex");
