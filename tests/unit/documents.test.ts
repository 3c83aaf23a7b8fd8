// The checks of the documents, on documents with planted faults: each fault is named, and correct text beside it is not. That the repository's own
// documents pass is the step "documents" of `npm run check`.
import { decisionsOf, lawsOf, missingCitations } from "@ledge/verification/documents/citations";
import { type Claim, listFaults, rowsUnder, spansOf, wrongClaims } from "@ledge/verification/documents/claims";
import { missingCommands, unsafeBlocks } from "@ledge/verification/documents/commands";
import { parseDocument } from "@ledge/verification/documents/documents";
import { brokenLinks } from "@ledge/verification/documents/links";
import { missingOperations, missingPaths, operationsIn } from "@ledge/verification/documents/paths";
import { describe, expect, test } from "vitest";

const known = {
  paths: new Set(["README.md", "docs", "docs/a.md", "docs/b.md", "tests", "tests/api", "tests/api/edge.test.ts", "migrations/0001_x.sql"]),
  site: new Map([["errors.html", '<h3 id="forbidden">']]),
};
const document = (path: string, text: string) => parseDocument(path, text);
const nothingIsMade = (): boolean => false;

describe("a link", () => {
  test.each([
    ["to a missing file", "[x](restore.md)"],
    ["to a missing heading", "[x](b.md#gone)"],
    ["to a missing heading of the same document", "[x](#gone)"],
    ["to a missing picture", "![x](pictures/x.png)"],
    ["to a page that the docs do not have", "[x](/guides/gone)"],
    ["to an anchor that a page does not have", "[x](/errors#gone)"],
  ])("%s is named", (_what, link) => {
    const documents = [document("docs/a.md", `# A\n\n${link}\n`), document("docs/b.md", "# B\n\n## Two words\n")];
    expect(brokenLinks(documents, known)).toEqual([expect.stringContaining("docs/a.md: the link ")]);
  });

  test("to an existing target or another site is not named", () => {
    const text =
      "# A\n\n## Here it is\n\n[a](b.md#two-words) [b](../README.md) [c](#here-it-is) [d](/errors#forbidden) [e](https://x.test/y)\n";
    expect(brokenLinks([document("docs/a.md", text), document("docs/b.md", "# B\n\n## Two words\n")], known)).toEqual([]);
  });
});

describe("a path in a code span", () => {
  test.each([
    ["`tests/api/gone`", ["tests/api/gone"]],
    ["`tests/api/edge`, `gone`", ["tests/api/gone"]],
    ["`docs/{a,c}.md`", ["docs/{a,c}.md"]],
    ["`docs/*.toml`", ["docs/*.toml"]],
    ["`tests/api/edge` and `gone`, `docs/a.md`, `migrations/NNNN_*.sql`, `docs/{a,b}.md`, `docs/<name>.md`, `tests/api/`", []],
    ["`POST /v1/x`, `a/b`, `application/json`", []],
  ])("%s is checked, and missing ones are named", (text, missing) => {
    expect(missingPaths([document("README.md", text)], known.paths, nothingIsMade)).toEqual(
      missing.map((path) => `README.md: there is no ${path}`),
    );
  });

  test("in a table is checked too, and files that commands create count as existing", () => {
    const table = "| a | b |\n| - | - |\n| x | `tests/api/edge`, `gone` |\n";
    expect(missingPaths([document("README.md", table)], known.paths, nothingIsMade)).toEqual(["README.md: there is no tests/api/gone"]);
    expect(missingPaths([document("README.md", table)], known.paths, (path) => path === "tests/api/gone")).toEqual([]);
  });
});

describe("an operation in a code span", () => {
  test("that the contract does not have is named", () => {
    const operations = new Set(["GET /v1/holds", "POST /v1/holds", "GET /v1/holds/{id}"]);
    const text = "`GET, POST /v1/holds`, `GET /v1/holds/{id}?x=1`, `POST …/release`, `DELETE /v1/holds/{id}`";
    expect(missingOperations([document("a.md", text)], operations)).toEqual(["a.md: the contract has no DELETE /v1/holds/{id}"]);
    expect(operationsIn("GET, POST /v1/holds?at=")).toEqual(["GET /v1/holds", "POST /v1/holds"]);
  });
});

describe("a citation", () => {
  const citable = { paths: new Set([...known.paths, "docs/decisions/0012-x.md"]), laws: new Set([1, 2, 22]), decisions: new Set([12]) };
  const cited = (path: string, text: string) => missingCitations([{ path, text }], citable);
  /** Built from parts, so that the check of this repository does not read the planted text. */
  const [promise, law, decision, issue, md] = ["promise", "law", "decision", "issue", ".md"];

  test.each([
    ["a document, in a comment of code", "core-service/src/a.ts", "// As rules.md says.", "document rules.md"],
    ["a document, in a comment of a test", "tests/unit/a.ts", "/** What ../rules.md says. */", "document ../rules.md"],
    ["a document, in a comment of SQL", "migrations/0001_x.sql", `SELECT 1 -- (docs/c${md})`, `document docs/c${md}`],
    ["a document, in text", "README.md", "See `gone.md`.", "document gone.md"],
    ["a document of another folder", "README.md", "See elsewhere/a.md.", "document elsewhere/a.md"],
    ["a number of a list that does not exist", "workers/a.ts", `// The headers (${promise} 7).`, `${promise} 7`],
    ["a number that a line break separates from its list", "workers/a.ts", `// x (${law}\n// 3) y`, `${law} 3`],
    ["one of several numbers", "workers/a.ts", `// (${law}s 1, 2 and 23)`, `${law} 23`],
    ["a decision", "docs/a.md", `[${decision} 13](x.md#y) of a.md`, `${decision} 13`],
    ["an issue of a tracker", "terraform/main.tf", `# ${issue} #4`, `${issue} 4`],
  ])("of %s that is not in the repository is named", (_what, path, text, missing) => {
    expect(cited(path, text)).toContain(`${path}: there is no ${missing}`);
  });

  test.each([
    [
      "README.md",
      `docs/a.md, a.md, ../docs/b.md, ${law}s 1 to 2, ${law} 22, ${decision} 12, docs/decisions/NNNN-title.md, <name>.md, *.md`,
    ],
    ["README.md", "https://example.com/gone.md"],
    ["tests/unit/a.ts", `const planted = "gone.md"; // a${md}`],
  ])("in %s that is correct, or no citation, is not named: %s", (path, text) => {
    expect(cited(path, text)).toEqual([]);
  });

  test("of a law or a decision is checked against their lists", () => {
    const laws = "## The laws\n\n**Money.** (1) One. (2) Two\nlines.\n\nLaw 22 (audit) has its number.\n\n## Where\n\n(7) none\n";
    expect([...lawsOf(laws)]).toEqual([1, 2, 22]);
    expect([...decisionsOf(["docs/decisions/0012-x.md", "docs/a.md"])]).toEqual([12]);
  });
});

describe("a command", () => {
  const scripts = [
    { name: "deploy", sources: 'readArguments(args, { env: { type: "string" }, "dry-run": { type: "boolean" } })' },
    { name: "start", sources: "" },
  ];

  test.each([
    ["```sh\nnpm run restore\n```", ["a.md: there is no npm script restore"]],
    ["Run `npm run deploy -- --env dev --force`.", ["a.md: deploy has no --force"]],
    ["```bash\nX=1 npm run deploy -- --env dev --dry-run | gh secret set X --env NAME\n```", []],
    ["`npm start`, `npm run --silent deploy`, `npm install`", []],
  ])("%s exists with its flags, or is named", (text, faults) => {
    expect(missingCommands([document("a.md", text)], scripts)).toEqual(faults);
  });

  test.each([
    ["sh", "npm start   # the operator's key", "a comment"],
    ["bash", "npm run build\n# then", "a comment"],
    ["sh", 'curl -H "Idempotency-Key: $(uuidgen)"', "uuidgen"],
    ["sh", "psql <<<'SELECT 1'", "only bash knows"],
    ["sh", 'echo "hello!"', "history"],
    ["sh", "CASH=acct_01jd2m8xk7e9vbt3q5w6y8z0ac", "an id"],
    ["sh", "export LEDGE_KEY=ledge_…", "a placeholder"],
    ["sh", "cd terraform/environments/NAME", "a placeholder"],
  ])("in a pasted block %s: %s has %s", (language, text, what) => {
    expect(unsafeBlocks([document("a.md", `\`\`\`${language}\n${text}\n\`\`\``)])).toEqual([expect.stringContaining(what)]);
  });

  test("that survives a paste passes, and so does one that asks for values first", () => {
    const sh = `curl -s "$LEDGE_URL/v1/holds/$HOLD" \\\n  -H 'X: 1' | sed 's/#//'\nRUN=$(od -An)`;
    const bash = "export OWNER=… NAME=x\npsql <<<'SELECT 1'";
    expect(unsafeBlocks([document("a.md", `\`\`\`sh\n${sh}\n\`\`\`\n\n\`\`\`bash\n${bash}\n\`\`\``)])).toEqual([]);
  });
});

describe("a claim", () => {
  const claim: Claim = {
    documents: ["a.md"],
    says: /under (\d+) kB/,
    source: "b.ts",
    decides: /MOST = ([\d_]+)/,
    shown: (bytes) => String(Number(bytes.replaceAll("_", "")) / 1_000),
  };
  const judge = (text: string, source: string): string[] => wrongClaims([document("a.md", text)], () => source, [claim]);

  test("that contradicts the code, is not made any more, or that nothing decides, is named", () => {
    expect(judge("It weighs under 5 kB.", "MOST = 5_000")).toEqual([]);
    expect(judge("It weighs under 4 kB.", "MOST = 5_000")).toEqual([expect.stringContaining("a.md says 4 where b.ts decides 5")]);
    expect(judge("It is small.", "MOST = 5_000")).toEqual([expect.stringContaining("a.md says nothing")]);
    expect(judge("It weighs under 5 kB.", "LEAST = 1")).toEqual([expect.stringContaining("b.ts does not decide")]);
  });

  test("of a table is that it lists everything once, and nothing else", () => {
    const table = document("a.md", "| Command | Does |\n| - | - |\n| `npm run a` | x |\n| `npm run b` | y |\n| `npm run b` | z |\n");
    const shown = rowsUnder(table, "Command").flatMap(([cell = ""]) => spansOf(cell));
    expect(listFaults("T", "command", shown, ["npm run b", "npm run c"])).toEqual([
      "T lacks the command npm run c",
      "T has the command npm run a, which there is not",
      "T has the command npm run b twice",
    ]);
    expect(() => rowsUnder(table, "Scope")).toThrow('no table "Scope"');
  });
});
