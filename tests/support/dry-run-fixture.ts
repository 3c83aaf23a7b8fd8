// A client that tries every write before it does it, and compares: the functions that write, each with the function that says what it would answer.
import type pg from "pg";

interface Twofold {
  /** The call that writes, and that which tries it. */
  readonly writes: RegExp;
  readonly tries: (values: readonly unknown[]) => { readonly text: string; readonly values: readonly unknown[] } | null;
  /** What the write has answered, where it did not answer by a key that was recorded before. */
  readonly answer: (answered: any) => unknown;
}

const requestsOf = (values: readonly unknown[]): Record<string, unknown>[] => JSON.parse(String(values[0]));
/** A dry run has no key. */
const withoutKey = (request: Record<string, unknown>) => ({ ...request, key: null, fingerprint: null });

const pairs: readonly Twofold[] = [
  {
    writes: /^SELECT payments\.post_transfers\(/,
    tries: (values) => ({
      text: "SELECT payments.dry_run_transfers($1::json, false) AS tried",
      values: [JSON.stringify(requestsOf(values).map(withoutKey))],
    }),
    answer: (answers) => (answers.replayed.includes(true) ? null : answers),
  },
  {
    writes: /^SELECT payments\.post_batch\(/,
    tries: (values) => ({ text: "SELECT payments.dry_run_transfers($1::json, $2) AS tried", values }),
    answer: (answer) => answer,
  },
  {
    writes: /^SELECT payments\.run_commands\(/,
    tries: (values) => ({
      text: "SELECT payments.dry_run_command($1::json) AS tried",
      values: [JSON.stringify(requestsOf(values).map(withoutKey)[0])],
    }),
    answer: ([answer]) => (answer.replayed ? null : answer),
  },
];

/** Ids of what is made, and times of the platform's own clock. */
const OF_THE_MOMENT = new Set(["id", "transfer", "recorded_at", "changed_at", "resolved_at"]);
const NOW_MS = 600_000;

/** An answer without what differs between a write and its dry run. A time that was asked for stays, one of this moment does not. */
const comparable = (answer: unknown): string =>
  JSON.stringify(answer, (name, value: unknown) => {
    if (OF_THE_MOMENT.has(name)) return value === null ? null : "of the moment";
    const isOfNow = name === "effective_at" && Math.abs(Date.parse(String(value)) - Date.now()) < NOW_MS;
    return isOfNow ? "of the moment" : value;
  });

/** `client`, which first asks `by`, a session of dry runs, for what it is about to do. @throws when the two say different things, or `by` has written. */
export function tryingFirst(client: pg.Client, by: pg.Client): pg.Client {
  const query = async (given: string | { readonly text: string; readonly values?: unknown[] }, params?: unknown[]): Promise<any> => {
    const text = typeof given === "string" ? given : given.text;
    const values = params ?? (typeof given === "string" ? [] : (given.values ?? []));
    const pair = pairs.find(({ writes }) => writes.test(text));
    const tried = pair === undefined ? null : await attempt(by, pair.tries(values));
    const result = (await (client.query as (...args: unknown[]) => Promise<unknown>)(given, params)) as pg.QueryArrayResult<[unknown]>;
    if (pair === undefined || tried === null) return result;
    const [row] = result.rows as unknown as [Record<string, unknown> | readonly unknown[]];
    const answered = pair.answer(Object.values(row)[0]);
    if (answered !== null && comparable(answered) !== comparable(tried))
      throw new Error(`a dry run says ${comparable(tried)}, and its write ${comparable(answered)}: ${text} ${JSON.stringify(values)}`);
    return result;
  };
  return new Proxy(client, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (name === "query") return query;
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}

/** A transaction has an id of its own from the first row on that it writes or locks. */
async function attempt(by: pg.Client, asked: ReturnType<Twofold["tries"]>): Promise<unknown> {
  if (asked === null) return null;
  await by.query("BEGIN");
  const { rows } = await by.query<{ tried: { answer: unknown } }>(asked.text, [...asked.values]);
  const { rows: after } = await by.query("SELECT pg_current_xact_id_if_assigned() AS written");
  await by.query("COMMIT");
  if (after[0].written !== null) throw new Error(`a dry run has written, or locked a row: ${asked.text}`);
  return rows[0]?.tried.answer;
}
