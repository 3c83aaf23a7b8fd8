// The files of a state folder: read by shape, never quoted, written whole or not at all, for their owner alone.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { z } from "zod";

/** Only the owner may read what is in the state folder. */
export const PRIVATE_FILE = 0o600;

/**
 * What a state file says; null when there is none.
 *
 * @param remedy what to do about a file that says something else, as a sentence.
 * @throws for a file that cannot be read, or does not say what `shape` asks for. Its content is never quoted: it may be secret.
 */
export function readStateFile<T>(file: string, shape: z.ZodType<T>, remedy: string): T | null {
  if (!existsSync(file)) return null;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file} ${code === undefined ? "is no JSON" : `cannot be read (${code})`}. ${remedy}`, { cause: error });
  }
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, code }) => `${path.join(".") || "the whole"}: ${code}`).join(", ");
  throw new Error(`${file} is not what npm start writes (${faults}). ${remedy}`);
}

/** Writes a state file whole or not at all, whatever ends the process meanwhile. */
export function writeStateFile(file: string, content: object): void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  writeFileSync(`${file}.new`, text, { mode: PRIVATE_FILE });
  renameSync(`${file}.new`, file);
}
