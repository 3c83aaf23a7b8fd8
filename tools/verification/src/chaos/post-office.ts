// Decides what becomes of the queue's messages: some come twice, some backwards, some hours late, and the relay of a second runtime
// has its own handed on here too. Time is an argument: late is when the driver says so.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Draw } from "./intents.ts";

const TWICE_ONE_IN = 5;
const LATE_ONE_IN = 10;
const BACKWARDS_ONE_IN = 3;

export interface PostOffice {
  /** Where the postman of the one runtime that delivers asks. */
  readonly url: string;
  /** Where the postman of another one leaves what it has. */
  readonly otherUrl: string;
  readonly counts: { handed: number; twice: number; late: number; backwards: number; fromAnother: number };
  /** From now on nothing is done to messages any more, and what was held back goes out with the next ones. */
  releaseAll(): void;
  close(): Promise<void>;
}

export async function openPostOffice(draw: Draw): Promise<PostOffice> {
  const counts = { handed: 0, twice: 0, late: 0, backwards: 0, fromAnother: 0 };
  let isOver = false;
  let heldBack: unknown[] = [];
  const sort = (messages: readonly unknown[]): unknown[] => {
    counts.handed += messages.length;
    if (isOver) return [...messages, ...heldBack.splice(0)];
    const now = messages.flatMap((message) => {
      if (draw(LATE_ONE_IN) === 0) {
        counts.late += 1;
        heldBack.push(message);
        return [];
      }
      const isTwice = draw(TWICE_ONE_IN) === 0;
      if (isTwice) counts.twice += 1;
      return isTwice ? [message, message] : [message];
    });
    if (now.length < 2 || draw(BACKWARDS_ONE_IN) > 0) return now;
    counts.backwards += 1;
    return now.reverse();
  };
  const keep = (messages: readonly unknown[]): unknown[] => {
    counts.fromAnother += messages.length;
    heldBack = [...heldBack, ...messages];
    return [];
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const messages = JSON.parse(Buffer.concat(chunks).toString()) as unknown[];
      response.end(JSON.stringify(request.url === "/other" ? keep(messages) : sort(messages)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    otherUrl: `${url}/other`,
    counts,
    releaseAll: () => {
      isOver = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
