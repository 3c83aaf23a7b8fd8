// What `npm start` writes for tools and scripts: where the platform is, and keys to it.
import { join } from "node:path";
import { z } from "zod";
import { readStateFile, writeStateFile } from "./state-file.ts";

export const DEV_FILE = "dev.json";
const DevFile = z.object({ url: z.string(), operator_key: z.string() });

/** @throws when the file is damaged. */
export const readDevFile = (stateDir: string): z.infer<typeof DevFile> | null =>
  readStateFile(join(stateDir, DEV_FILE), DevFile, "Delete it: npm start makes an operator's key and writes it anew.");

export const writeDevFile = (stateDir: string, content: z.infer<typeof DevFile> & { readonly analyst_url: string }): void =>
  writeStateFile(join(stateDir, DEV_FILE), content);
