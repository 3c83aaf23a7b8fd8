// The words that the repository does not use (tools/verification/src/documents/words.json). The planted text is built from the rules, so that this
// file needs no exception.
import { readRepository, readWordRules } from "@ledge/verification/documents/repository-text";
import { type Banned, bannedUses, staleRules, type WordRules } from "@ledge/verification/documents/words";
import { describe, expect, test } from "vitest";

const rules = readWordRules();
const files = readRepository();
const phrases = rules.banned.flatMap(({ words }) => words);

const capital = (word: string): string => word.replace(/^./, (first) => first.toUpperCase());
const camel = (phrase: string): string => phrase.split(" ").map(capital).join("");

/** The forms of a phrase, by place: the path of a file and its text. */
const places: Readonly<Record<string, (phrase: string) => readonly [path: string, text: string]>> = {
  "in a string of code": (phrase) => ["shared/src/a.ts", `export const text = "It ${phrase}.";`],
  "in a comment": (phrase) => ["core-service/src/a.ts", `// ${capital(phrase)}: a reason.\nexport const a = 1;`],
  "in a comment, across two lines": (phrase) => ["core-service/src/a.ts", `// Nobody ${phrase.replace(" ", "\n// ")} it.`],
  "in an identifier in camel case": (phrase) => ["workers/kit/src/a.ts", `export const open${camel(phrase)}Now = 1;`],
  "in an identifier behind an abbreviation": (phrase) => ["workers/kit/src/a.ts", `export type HTTP${camel(phrase)} = string;`],
  "in an identifier in snake case": (phrase) => ["migrations/functions/ledger/a.sql", `SELECT is_${phrase.replaceAll(" ", "_")}_open;`],
  "in the title of a test": (phrase) => ["tests/unit/a.test.ts", `test("an account ${phrase}", () => {});`],
  "in a document": (phrase) => ["docs/a.md", `# A page\n\nWhat **${phrase}** is.`],
  "in a comment of SQL": (phrase) => ["migrations/0001_a.sql", `-- ${phrase}`],
  "in a configuration": (phrase) => ["workers/x/wrangler.toml", `# ${phrase}\nname = "x"`],
  "in the name of a file": (phrase) => [`docs/decisions/0001-${phrase.replaceAll(" ", "-")}.md`, ""],
};

describe("words", () => {
  test("every text file of the repository is read", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([".ci/run", ".oxlintrc.json", "README.md", "migrations/bootstrap.sql", "terraform/README.md"]),
    );
    expect(paths).not.toContain("docs/pictures/docs.png");
  });

  test.each(Object.entries(places))("a banned word is found %s", (_place, plant) => {
    for (const phrase of phrases) {
      const [path, text] = plant(phrase);
      expect(bannedUses([{ path, text }], rules).map(({ word }) => word)).toContain(phrase);
    }
  });

  test("a use is shown with its line and what to write instead", () => {
    const [{ words, write }] = rules.banned as [Banned];
    const [word] = words as [string];
    expect(bannedUses([{ path: "docs/a.md", text: `one\ntwo ${word}` }], rules)).toEqual([{ path: "docs/a.md", line: 2, word, write }]);
  });

  test("a word that only contains a banned one is fine", () => {
    const text = phrases.filter((phrase) => !phrase.includes(" ")).map((word) => `x${word} ${word}x X${word}x`);
    expect(bannedUses([{ path: "docs/a.md", text: text.join(" ") }], rules)).toEqual([]);
  });

  test("a banned word beside the word that gives it another meaning is fine, and no other use is", () => {
    const text = rules.banned.flatMap(({ words, fineBefore = [], fineAfter = [] }) => [
      ...fineBefore.map((next) => `${words[0]} ${next}.`),
      ...fineAfter.map((previous) => `${previous} ${words[0]}.`),
    ]);
    expect(text).not.toEqual([]);
    expect(bannedUses([{ path: "docs/a.md", text: text.join("\n") }], rules)).toEqual([]);
    const [{ words }] = rules.banned as [Banned];
    expect(bannedUses([{ path: "docs/a.md", text: `The ${words[0]} is an account.` }], rules)).toHaveLength(1);
  });

  describe("exceptions", () => {
    const [{ words }] = rules.banned as [Banned];
    const [word] = words as [string];
    const file = { path: "migrations/a.sql", text: `SELECT ${word}();` };
    const withAllowed = (files: string, allowedWord: string, why = "a name of the database"): WordRules => ({
      ...rules,
      unjudged: [],
      allowed: [{ files, word: allowedWord, why }],
    });

    test("an allowed word is allowed in the files that are named, and nowhere else", () => {
      const elsewhere = { ...file, path: "docs/a.sql" };
      expect(bannedUses([file, elsewhere], withAllowed("migrations/*.sql", word)).map(({ path }) => path)).toEqual(["docs/a.sql"]);
    });

    test("an allowance of another word excuses nothing", () => {
      expect(bannedUses([file], withAllowed("migrations/*.sql", phrases.at(-1) as string))).toHaveLength(1);
    });

    test.each([
      ["names a file that does not use the word", "docs/*.md", word],
      ["names a word that the file does not use", "migrations/*.sql", phrases.at(-1) as string],
      ["names a word that is not banned", "migrations/*.sql", "SELECT".toLowerCase()],
    ])("an allowance that %s is a fault", (_fault, pattern, allowedWord) => {
      expect(staleRules([file], withAllowed(pattern, allowedWord))).toEqual([expect.stringContaining(pattern)]);
    });

    test("an exception without a reason is a fault", () => {
      expect(staleRules([file], withAllowed("migrations/*.sql", word, " "))).toEqual([expect.stringMatching(/no reason/)]);
    });

    test("a missing file in the list of unjudged files is a fault", () => {
      const unjudged = [{ files: "gone/*.json", why: "generated" }];
      expect(staleRules([file], { ...rules, unjudged, allowed: [] })).toEqual([expect.stringContaining("gone/*.json")]);
      expect(bannedUses([file], { ...rules, unjudged: [{ files: "migrations/*.sql", why: "generated" }], allowed: [] })).toEqual([]);
    });
  });
});
