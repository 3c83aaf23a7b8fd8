// Puts the laws to the platform: while it runs, those that hold at every instant; in the end, all.
import { checkBooks } from "@ledge/database/books/books";
import type { Receiver } from "../webhook-receiver/receiver.ts";
import type { World } from "./clients.ts";
import { endpoints } from "./endpoints.ts";
import { judgeAnswers, judgeEffects, type Violation } from "./judge-effects.ts";
import { judgeDeliveries } from "./judge-deliveries.ts";
import { withClient } from "@ledge/database/postgres/connect";
import { countFacts, readEffects, readUntold, readWanted } from "./read-facts.ts";

export interface Checked {
  readonly law: string;
  /** How many of what were checked. */
  readonly of: string;
  readonly violations: readonly Violation[];
}

export interface Evidence {
  readonly adminUrl: string;
  readonly world: World;
  readonly receiver: Receiver;
  readonly secrets: ReadonlyMap<string, string>;
}

/** What holds at every instant, also under load. @throws when the database cannot be asked just now. */
export async function checkNow(evidence: Evidence): Promise<Violation[]> {
  const { adminUrl, world } = evidence;
  return await withClient(adminUrl, async (client) => [
    ...judgeAnswers(world.history.told),
    ...wrongReads(world),
    ...(await checkBooks(client)).map(brokenBook),
    ...(await deliveries(evidence, false)).flatMap(({ violations }) => violations),
  ]);
}

/** Everything. @param isDrained whether deliveries have come to their end, so that they must be complete. */
export async function checkAll(evidence: Evidence, isDrained: boolean): Promise<Checked[]> {
  const { adminUrl, world } = evidence;
  const { told } = world.history;
  const { effects, books, facts } = await withClient(adminUrl, async (client) => ({
    effects: await readEffects(client),
    books: [
      ...(await checkBooks(client)).map(brokenBook),
      ...(await readUntold(client)).map((what) => ({ law: "who is a customer was told of once", what })),
    ],
    facts: await countFacts(client),
  }));
  const answers = told.reduce((sum, one) => sum + one.answers.length, 0);
  return [
    {
      law: "effects: one per acknowledged, none per refused",
      of: `${told.length} intents, ${effects.length} effects`,
      violations: judgeEffects(told, effects),
    },
    { law: "answers: one per key", of: `${answers} answers`, violations: judgeAnswers(told) },
    { law: "reads: never older than what was acknowledged", of: `${world.reads} reads`, violations: wrongReads(world) },
    {
      law: "books: every law of the tables",
      of: `${facts.entries} entries, ${facts.keys} keys, ${facts.events} events`,
      violations: books,
    },
    ...(await deliveries(evidence, isDrained)),
  ];
}

async function deliveries({ adminUrl, receiver, secrets }: Evidence, isDrained: boolean): Promise<Checked[]> {
  return await withClient(adminUrl, async (client) => {
    const checked: Checked[] = [];
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

const wrongReads = ({ wrongReads: wrong }: World): Violation[] =>
  wrong.map((what) => ({ law: "a read shows what was acknowledged before it", what }));

/** checkBooks says "rule: what violates it". */
function brokenBook(text: string): Violation {
  const [rule = "", ...rest] = text.split(": ");
  return { law: rule, what: rest.join(": ") };
}
