// The keys of the clouds that the runbooks ask for, each of its own account or organisation.
import type { Tokens } from "./clouds.ts";

export const TOKENS: Tokens = {
  release: "cloudflare-token-of-a-test",
  read: "cloudflare-token-that-reads",
  rotation: "cloudflare-token-that-rotates",
  admin: "cloudflare-token-that-makes-tokens",
  neon: "neon-key-of-a-test",
};
export const TOKENS_OF_PREVIEWS: Tokens = {
  release: "cloudflare-token-of-previews",
  read: "none",
  rotation: "none-that-rotates",
  admin: "none-that-makes-tokens",
  neon: "neon-key-of-previews",
};
