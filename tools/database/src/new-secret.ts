// Makes secrets for platforms on this machine: passwords, peppers, keys.
import { randomBytes } from "node:crypto";

const SECRET_BYTES = 24;

/** 24 random bytes in hexadecimal digits. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("hex");
