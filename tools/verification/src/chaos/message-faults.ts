// Injects the faults of a queue: a server that queue-forwarder.js asks which messages go on. Some are duplicated, some reversed, some held
// back until the run releases them. Messages of the second runtime's relay are handed to the main runtime's consumers here.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Draw } from "./intents.ts";

const TWICE_ONE_IN = 5;
const LATE_ONE_IN = 10;
const BACKWARDS_ONE_IN = 3;

export interface MessageFaults {
  /** For the forwarder of the main runtime, whose consumers get the messages. */
  readonly url: string;
  /** For the forwarder of the other runtime: its messages go on with those of the main one. */
  readonly otherUrl: string;
  readonly counts: { handed: number; twice: number; late: number; backwards: number; fromAnother: number };
  /** From now on all messages go on unchanged; those held back follow the next ones. */
  releaseAll(): void;
  close(): Promise<void>;
}

export async function openMessageFaults(draw: Draw): Promise<MessageFaults> {
  const counts = { handed: 0, twice: 0, late: 0, backwards: 0, fromAnother: 0 };
  let isOver = false;
  let heldBack: unknown[] = [];
  const disturb = (messages: readonly unknown[]): unknown[] => {
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
  const holdBack = (messages: readonly unknown[]): unknown[] => {
    counts.fromAnother += messages.length;
    heldBack = [...heldBack, ...messages];
    return [];
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const messages = JSON.parse(Buffer.concat(chunks).toString()) as unknown[];
      response.end(JSON.stringify(request.url === "/other" ? holdBack(messages) : disturb(messages)));
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
