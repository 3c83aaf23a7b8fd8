// What a person should see of a run: on a terminal a line on stderr; under GitHub Actions an annotation, which the run's page shows, and not its log alone.
import { appendFileSync } from "node:fs";

export type Level = "error" | "warning";
const MARKS: Readonly<Record<Level, string>> = { error: "✗", warning: "!" };

/** Says what somebody should look at. @param title what it is about, for the annotation's head. */
export function annotate(level: Level, title: string, words: string, env: NodeJS.ProcessEnv = process.env): void {
  if (env["GITHUB_ACTIONS"] === "true") console.log(annotation(level, title, words));
  else console.error(`${MARKS[level]} ${words}`);
}

/** A workflow command. What would end a line or a property is escaped: actions/toolkit, packages/core/src/command.ts, escapeData and escapeProperty. */
function annotation(level: Level, title: string, words: string): string {
  const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::${level} title=${property(title)}::${data(words)}`;
}

/** Adds a text in Markdown to the summary of a job of GitHub Actions; elsewhere there is none. */
export function summarise(markdown: string, env: NodeJS.ProcessEnv = process.env): void {
  const file = env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file !== "") appendFileSync(file, `${markdown}\n`);
}
