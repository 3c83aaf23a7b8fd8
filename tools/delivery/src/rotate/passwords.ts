// Passwords of the runtime's logins. The store of secrets shows no value, and the login that serves must be published once more beside its successor: so a
// password is made of the rotator's own secret and of a number that is published, and nothing keeps it. Whoever has that secret may set the passwords anyway.
import { createHmac, randomBytes } from "node:crypto";

const NONCE_BYTES = 16;

/** Of a new password: 128 random bits in hexadecimal digits, which need not be secret. */
export const newNonce = (): string => randomBytes(NONCE_BYTES).toString("hex");

/** A login's password: HMAC-SHA-256 in hexadecimal digits. @param secret the rotator's password, of at least 128 random bits. */
export const passwordOf = (secret: string, login: string, nonce: string): string =>
  createHmac("sha256", secret).update(`${login}\n${nonce}`).digest("hex");

/** The URL of the rotator's server and database as a runtime login. @param rotatorUrl with the rotator's password. */
export function runtimeUrl(rotatorUrl: string, login: string, nonce: string): string {
  const url = new URL(rotatorUrl);
  const password = passwordOf(decodeURIComponent(url.password), login, nonce);
  return Object.assign(url, { username: login, password }).toString();
}
