// What somebody has who makes an environment by the pages: the credentials that the pages name.
import { ACCOUNT_ID } from "../../stand-ins/cloudflare/stand-in.ts";
import { REPOSITORY } from "../../stand-ins/github/rest.ts";
import { GITHUB_TOKEN } from "../../stand-ins/github/stand-in.ts";
import type { Tokens } from "./clouds.ts";

export const valuesOf = ({ release, read, rotation, admin, neon }: Tokens): Readonly<Record<string, string>> => ({
  CLOUDFLARE_ACCOUNT_ID: ACCOUNT_ID,
  CLOUDFLARE_API_TOKEN: release,
  CLOUDFLARE_RELEASE_TOKEN: release,
  CLOUDFLARE_READ_TOKEN: read,
  CLOUDFLARE_ROTATION_TOKEN: rotation,
  CLOUDFLARE_ADMIN_TOKEN: admin,
  NEON_API_KEY: neon,
  AWS_ACCESS_KEY_ID: "r2-key-id",
  AWS_SECRET_ACCESS_KEY: "r2-key",
  STATE_READ_ACCESS_KEY_ID: "r2-key-id-that-reads",
  STATE_READ_SECRET_ACCESS_KEY: "r2-key-that-reads",
  GITHUB_TOKEN,
  GITHUB_REPOSITORY: REPOSITORY,
  LEDGE_PREVIEW_SEED: "5eed".repeat(16),
});
