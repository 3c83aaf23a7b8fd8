// Queues and their consumers, with the pages in which Cloudflare lists them.
import { type Call, json, type Route } from "../http.ts";
import type { Account } from "./account.ts";
import { ok } from "./answers.ts";
import { type Consumer, Refused } from "./worker.ts";

/** The most queues that one answer has, however many are asked for. Cloudflare's API says no number: a client has to read `total_pages`. */
const QUEUES_PER_PAGE = 20;

export const queues = (account: Account): Route[] => [
  [
    "GET",
    /\/queues/,
    ({ query }) => {
      const names = query.getAll("name");
      const found = account.queues.filter(({ queue_name: name }) => names.length === 0 || names.includes(name));
      const number = Number(query.get("page") ?? "1");
      const result = found.slice((number - 1) * QUEUES_PER_PAGE, number * QUEUES_PER_PAGE);
      const total = { total_count: found.length, total_pages: Math.ceil(found.length / QUEUES_PER_PAGE) };
      const page = { page: number, per_page: QUEUES_PER_PAGE, count: result.length, ...total };
      return ok(result, page);
    },
  ],
  ["POST", /\/queues/, (call) => ok(account.createQueue(json<{ queue_name: string }>(call).queue_name))],
  [
    "DELETE",
    /\/queues\/([^/]+)/,
    (_, [id = ""]) => {
      account.deleteQueue(id);
      return ok(null);
    },
  ],
  ["GET", /\/queues\/([^/]+)\/consumers/, (_, [id = ""]) => ok(account.queue(id).consumers)],
  [
    "POST",
    /\/queues\/([^/]+)\/consumers/,
    (call, [id = ""]) => {
      const consumer = consumerOf(account, call, crypto.randomUUID());
      if (account.queue(id).consumers.length > 0) throw new Refused(400, 11004, "Queue has a consumer.");
      account.queue(id).consumers.push(consumer);
      return ok(consumer);
    },
  ],
  [
    "PUT",
    /\/queues\/([^/]+)\/consumers\/([^/]+)/,
    (call, [id = "", consumerId = ""]) => {
      const { consumers } = account.queue(id);
      const at = consumers.findIndex((one) => one.consumer_id === consumerId);
      if (at === -1) throw new Refused(404, 11001, "Consumer does not exist.");
      consumers[at] = consumerOf(account, call, consumerId);
      return ok(consumers[at]);
    },
  ],
  [
    "DELETE",
    /\/queues\/([^/]+)\/consumers\/([^/]+)/,
    (_, [id = "", consumerId = ""]) => {
      account.deleteConsumer(id, consumerId);
      return ok(null);
    },
  ],
];

function consumerOf(account: Account, call: Call, id: string): Consumer {
  const {
    script_name: script,
    settings,
    dead_letter_queue: dead,
  } = json<{ script_name: string; settings: Consumer["settings"]; dead_letter_queue?: string }>(call);
  account.worker(script);
  return { consumer_id: id, type: "worker", script, environment: "production", settings, dead_letter_queue: dead };
}
