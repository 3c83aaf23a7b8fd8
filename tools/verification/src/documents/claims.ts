// Compares claims of the documents with the code that decides them: figures, and tables that must have a row for everything there is. A claim is
// found by its wording, so that a document which words it differently fails the check.
import type { Document } from "./documents.ts";

export interface Claim {
  /** The documents that make the claim. */
  readonly documents: readonly string[];
  /** The wording of the claim; the group is the figure. */
  readonly says: RegExp;
  /** The file that decides the figure. */
  readonly source: string;
  /** The line that decides the figure; the group is the figure. */
  readonly decides: RegExp;
  /** Converts the figure from the code's notation to the document's. */
  readonly shown?: (decided: string) => string;
}

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const digits = (text: string): number => Number(text.replaceAll("_", ""));
const BITS_PER_BYTE = 8;
const seconds = (ms: string): string => String(digits(ms) / 1_000);

const claims: readonly Claim[] = [
  {
    documents: ["docs/guides/11-limits.md", "CHANGELOG.md"],
    says: /opens (?:up to|at most) ([\d,]+)/,
    source: "core-service/wrangler.toml",
    decides: /CUSTOMER_ACCOUNTS = "(\d+)"/,
    shown: (accounts) => Number(accounts).toLocaleString("en"),
  },
  {
    documents: ["README.md", "openapi/client/README.md"],
    says: /under (\d+) kB/,
    source: "tools/dev/src/client/budget.ts",
    decides: /index: ([\d_]+)/,
    shown: (bytes) => String(digits(bytes) / 1_000),
  },
  {
    documents: ["README.md", "docs/guides/02-idempotency.md"],
    says: /(\d+ to \d+)\s+(?:visible ASCII )?characters/,
    source: "shared/src/problem.ts",
    decides: /The Idempotency-Key is malformed: (\d+ to \d+)/,
  },
  {
    documents: ["docs/chaos.md"],
    says: /while (\d+) clients/,
    source: "tools/verification/src/chaos/run.ts",
    decides: /const CLIENTS = (\d+)/,
  },
  {
    documents: ["docs/events.md", "docs/guides/05-events-and-webhooks.md", "SECURITY.md"],
    says: /(\d+) s(?:econds|\b(?= end))/,
    source: "workers/webhooks/src/delivery/exchange.ts",
    decides: /ATTEMPT_TIMEOUT_MS = ([\d_]+)/,
    shown: seconds,
  },
  {
    documents: ["SECURITY.md"],
    says: /answers are read to (\d+) bytes/,
    source: "workers/webhooks/src/delivery/exchange.ts",
    decides: /MAX_ANSWER_BYTES = ([\d_]+)/,
  },
  {
    documents: ["SECURITY.md", "docs/guides/06-authentication.md"],
    says: /refused within\s+(\d+) s/,
    source: "workers/gateway/src/authenticate.ts",
    decides: /PRINCIPAL_CACHE_MS = ([\d_]+)/,
    shown: seconds,
  },
  {
    documents: ["docs/asvs.md"],
    says: /refused after (\d+) s at the latest/,
    source: "workers/gateway/src/authenticate.ts",
    decides: /PRINCIPAL_CACHE_MS = ([\d_]+)/,
    shown: seconds,
  },
  {
    documents: ["docs/asvs.md"],
    says: /does not answer, after (\d+) s/,
    source: "workers/gateway/src/authenticate.ts",
    decides: /UNCONFIRMED_MS = ([\d_]+)/,
    shown: seconds,
  },
  {
    documents: ["docs/asvs.md"],
    says: /A MAC in an API key has (\d+) bits/,
    source: "shared/src/api-key.ts",
    decides: /MAC_BYTES = (\d+)/,
    shown: (bytes) => String(Number(bytes) * BITS_PER_BYTE),
  },
  {
    documents: ["docs/asvs.md"],
    says: /the log has (\d+) subjects/,
    source: "workers/gateway/src/security-log.ts",
    decides: /SUBJECTS_PER_WINDOW = (\d+)/,
  },
  {
    documents: ["docs/events.md", "docs/guides/05-events-and-webhooks.md"],
    says: /(\w+) days/,
    source: "workers/webhooks/src/delivery/retry-schedule.ts",
    decides: /RETRY_WINDOW_MS = (\d+) \* HOUR_MS/,
    shown: (hours) => NUMBERS[Number(hours) / 24] ?? hours,
  },
  { documents: ["docs/guides/07-pagination.md"], says: /1 to (\d+), and/, source: "shared/src/schema.ts", decides: /PAGE_MAX = (\d+)/ },
  {
    documents: ["docs/guides/07-pagination.md"],
    says: /and (\d+) if you do not/,
    source: "shared/src/schema.ts",
    decides: /PAGE_DEFAULT = (\d+)/,
  },
  {
    documents: ["ARCHITECTURE.md", "docs/decisions/0019-the-gate-is-on-the-path.md", "docs/runbooks/restore.md"],
    says: /(?:for|last)\s+(\w+)\s+minutes/,
    source: "workers/gateway/src/idempotency/answer-cache.ts",
    decides: /KEEP_MS = (\d+) \* 60/,
    shown: (minutes) => NUMBERS[Number(minutes)] ?? minutes,
  },
  {
    documents: ["docs/runbooks/rotate.md", "docs/decisions/0077-an-end-an-alert-and-one-command.md"],
    says: /alert (\d+) days before/,
    source: "tools/delivery/src/credentials/table.ts",
    decides: /ALERT_DAYS = (\d+)/,
  },
  {
    documents: ["README.md", "docs/guides/00-start.md", "docs/runbooks/new-environment.md"],
    says: /Node ≥ (\d+)/,
    source: "package.json",
    decides: /"node": ">=(\d+)"/,
  },
  {
    documents: ["docs/runbooks/restore.md"],
    says: /prod keeps (\d+) days/,
    source: "terraform/environments/prod/main.tf",
    decides: /history_days\s+= (\d+)/,
  },
  {
    documents: ["SECURITY.md"],
    says: /([\d,]+) requests in ten seconds/,
    source: "terraform/environments/prod/main.tf",
    decides: /requests_per_address\s+= (\d+)/,
    shown: (requests) => Number(requests).toLocaleString("en"),
  },
];

/** Claims that a document does not make, or makes with another figure than the code has. @param read returns a file's text. */
export function wrongClaims(documents: readonly Document[], read: (path: string) => string, all: readonly Claim[] = claims): string[] {
  return all.flatMap(({ documents: paths, says, source, decides, shown = (decided) => decided }) => {
    const decided = decides.exec(read(source))?.[1];
    if (decided === undefined) return [`${source} does not decide ${decides}`];
    const expected = shown(decided);
    return paths.flatMap((path) => {
      const said = says.exec(documents.find((document) => document.path === path)?.text ?? "")?.[1];
      return said === expected ? [] : [`${path} says ${said ?? "nothing"} where ${source} decides ${expected} (${says})`];
    });
  });
}

/** Differences between a list in a document and the real entries. @param what the noun for an entry. */
export function listFaults(where: string, what: string, shown: readonly string[], real: readonly string[]): string[] {
  const doubled = shown.filter((entry, index) => shown.indexOf(entry) !== index);
  return [
    ...real.filter((entry) => !shown.includes(entry)).map((entry) => `${where} lacks the ${what} ${entry}`),
    ...shown.filter((entry) => !real.includes(entry)).map((entry) => `${where} has the ${what} ${entry}, which there is not`),
    ...doubled.map((entry) => `${where} has the ${what} ${entry} twice`),
  ];
}

/** The rows, without the header, of the table whose first column has the header `heading`. @throws when there is none. */
export function rowsUnder({ path, tables }: Document, heading: string): readonly (readonly string[])[] {
  const table = tables.find(([head]) => head?.[0] === heading);
  if (table === undefined) throw new Error(`${path} has no table "${heading}".`);
  return table.slice(1);
}

/** The code spans of a cell. */
export const spansOf = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, span]) => span as string);
