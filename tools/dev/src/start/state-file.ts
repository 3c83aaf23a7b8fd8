// Reads and writes the files of a state folder. Their content may be secret: it must never be quoted in an error, and only their owner may read it.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { z } from "zod";

/** Only the owner may read files of the state folder. */
export const PRIVATE_FILE = 0o600;

/**
 * The content of a state file; null: there is none.
 *
 * @param remedy what to do about a file that cannot be used, as a sentence.
 * @throws when the file cannot be read, or does not have the shape. Its content is never quoted: it may be secret.
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

/** Writes a state file atomically: whole or not at all, even if the process is killed meanwhile. */
export function writeStateFile(file: string, content: object): void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  writeFileSync(`${file}.new`, text, { mode: PRIVATE_FILE });
  renameSync(`${file}.new`, file);
}
