// Files that people and other programs give: one that is missing, cut short or of another kind is a bad argument, which says what was wanted.
import { readFileSync } from "node:fs";
import { BadArguments } from "@ledge/command/command-line";
import { z } from "zod";

/** @param what the file is, and how to get it. @throws {BadArguments} */
export function readJson<T>(file: string, what: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new BadArguments(`${file} cannot be read: it should be ${what}.`);
  }
  return parseJson(text, `${file} is not ${what}`, schema);
}

/** @param fault what a text is not, in words that begin the message. @throws {BadArguments} */
export function parseJson<T>(text: string, fault: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadArguments(`${fault}: it is ${text.trim() === "" ? "empty" : "no JSON, or was cut short"}.`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new BadArguments(`${fault}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
