// A file that the arguments name.
import { readFile } from "node:fs/promises";
import { BadArguments } from "@ledge/command/command-line";

/** @throws {BadArguments} when it cannot be read. */
export async function readGiven(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new BadArguments(`Cannot read ${file}: ${(error as Error).message}`);
  }
}
