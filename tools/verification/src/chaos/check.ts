// Checks the laws against the platform: during the run those that hold at every instant, at the end all of them.
import { checkBooks } from "@ledge/database/books/books";
import type { Receiver } from "../webhook-receiver/receiver.ts";
import type { ClientContext } from "./clients.ts";
import { endpoints } from "./endpoints.ts";
import { judgeAnswers, judgeEffects, type Violation } from "./judge-effects.ts";
import type { ReadLaw } from "./judge-reads.ts";
import { judgeDeliveries } from "./judge-deliveries.ts";
import { withClient } from "@ledge/database/postgres/connect";
import { countFacts, readEffects, readUnannounced, readWanted } from "./read-facts.ts";

export interface CheckedLaw {
  readonly law: string;
  /** What was checked, and how many of it. */
  readonly of: string;
  readonly violations: readonly Violation[];
}

export interface Evidence {
  readonly adminUrl: string;
  readonly context: ClientContext;
  readonly receiver: Receiver;
  readonly secrets: ReadonlyMap<string, string>;
}

/** The violations of laws that hold at every instant, also under load. @throws when the database cannot be reached. */
export async function checkNow(evidence: Evidence): Promise<Violation[]> {
  const { adminUrl, context } = evidence;
  return await withClient(adminUrl, async (client) => [
    ...judgeAnswers(context.history.ended),
    ...wrongReads(context),
    ...(await checkBooks(client)).map(brokenBook),
    ...(await deliveries(evidence, false)).flatMap(({ violations }) => violations),
  ]);
}

/** Checks every law. @param isDrained whether all deliveries have ended, so that they must be complete. */
export async function checkAll(evidence: Evidence, isDrained: boolean): Promise<CheckedLaw[]> {
  const { adminUrl, context } = evidence;
  const { ended } = context.history;
  const { effects, books, facts } = await withClient(adminUrl, async (client) => ({
    effects: await readEffects(client),
    books: [
      ...(await checkBooks(client)).map(brokenBook),
      ...(await readUnannounced(client)).map((what) => ({ law: "each customer has one created event", what })),
    ],
    facts: await countFacts(client),
  }));
  const answers = ended.reduce((sum, one) => sum + one.answers.length, 0);
  const reads = [...context.reads.values()].reduce((sum, count) => sum + count, 0);
  return [
    {
      law: "effects: one per acknowledged, none per refused",
      of: `${ended.length} intents, ${effects.length} effects`,
      violations: judgeEffects(ended, effects),
    },
    { law: "answers: one per key", of: `${answers} answers`, violations: judgeAnswers(ended) },
    { law: "reads: never older than what was acknowledged", of: `${reads} reads`, violations: wrongReads(context) },
    {
      law: "books: every law of the tables",
      of: `${facts.entries} entries, ${facts.keys} keys, ${facts.events} events`,
      violations: books,
    },
    ...(await deliveries(evidence, isDrained)),
  ];
}

async function deliveries({ adminUrl, receiver, secrets }: Evidence, isDrained: boolean): Promise<CheckedLaw[]> {
  return await withClient(adminUrl, async (client) => {
    const checked: CheckedLaw[] = [];
    for (const endpoint of endpoints) {
      const received = [...receiver.received(endpoint.path)];
      const wanted = await readWanted(client, receiver.at(endpoint.path), endpoint);
      const violations = judgeDeliveries(endpoint.name, secrets.get(endpoint.path) ?? "", wanted, received, isDrained);
      checked.push({
        law: `deliveries: endpoint that ${endpoint.name}`,
        of: `${wanted.length} events, ${received.length} received`,
        violations,
      });
    }
    return checked;
  });
}

const wrongReads = ({ wrongReads: wrong }: ClientContext): Violation<ReadLaw>[] =>
  wrong.map((what) => ({ law: "a read shows what was acknowledged before it", what }));

/** @param text of checkBooks: "rule: what violates it". */
function brokenBook(text: string): Violation {
  const [rule = "", ...rest] = text.split(": ");
  return { law: rule, what: rest.join(": ") };
}
