// A secret of a platform that runs on this machine: a password, a pepper, a key.
import { randomBytes } from "node:crypto";

const SECRET_BYTES = 24;

/** 24 random bytes in hexadecimal digits. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("hex");
