// The guides tell the truth: every command in them is run, as a reader would run it, against the whole house, and answers what the guide
// shows. One reader reads them all, in order.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readGuides } from "@ledge/tools/docs/guides";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { differences, type Example, examplesOf, keptName } from "../support/guide-examples.ts";
import { type House, openHouse } from "../support/house.ts";

const guides = readGuides();
/** What the reader has kept: addresses, keys and ids. */
const kept: Record<string, string> = {};
let house: House;

beforeAll(async () => {
  house = await openHouse();
  Object.assign(kept, { LEDGE_URL: house.url.origin, LEDGE_KEY: house.operatorKey });
});
afterAll(async () => await house.close());

async function typed(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)("bash", ["-euc", command], { env: { ...process.env, ...kept } });
  return stdout;
}

/** What is wrong with an answer, in the language that the guide shows it in. */
function faultsOf({ shown }: Example, answer: string): string[] {
  if (shown === null) return ["the guide shows no answer"];
  if (shown.language === "json") return differences(JSON.parse(shown.text), JSON.parse(answer));
  if (shown.language === "http") {
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    const [shownHead = "", shownBody = ""] = shown.text.split("\n\n");
    const missing = shownHead.split("\n").filter((line) => !head.toLowerCase().includes(line.toLowerCase()));
    return [...missing.map((line) => `no header ${line}`), ...differences(JSON.parse(shownBody), JSON.parse(body))];
  }
  return answer.startsWith(shown.text) ? [] : [`answered ${answer.slice(0, shown.text.length)}`];
}

describe("the guides", () => {
  test.each(guides.map((guide) => [guide.path, guide] as const))("%s: every command answers what is shown", async (_path, { markdown }) => {
    const examples = examplesOf(markdown);
    expect(examples.length).toBeGreaterThan(1);
    let lastId = "";
    for (const example of examples) {
      const name = keptName(example.command);
      if (name !== null) {
        kept[name] = lastId;
        continue;
      }
      const answer = await typed(example.command);
      expect(faultsOf(example, answer), `${example.command}\n${answer}`).toEqual([]);
      lastId = /"id":"([a-z]+_[0-9a-z]{26})"/.exec(answer)?.[1] ?? "";
    }
  });

  test("a guide that shows another amount, another kind of id, or a member that is not there is caught", async () => {
    const answer = JSON.parse(await typed(`curl -s "$LEDGE_URL/v1/accounts/$ACCOUNT" -H "Authorization: Bearer $LEDGE_KEY"`));
    const id = "acct_01jd2m8xk7e9vbt3q5w6y8z0ac";
    expect(differences({ id, balance: { posted: answer.balance.posted } }, answer)).toEqual([]);
    expect(differences({ balance: { posted: "1" } }, answer)).toEqual([expect.stringContaining("/balance/posted")]);
    expect(differences({ id: id.replace("acct", "trf") }, answer)).toEqual([expect.stringContaining("/id")]);
    expect(differences({ colour: "green" }, answer)).toEqual([expect.stringContaining("/colour")]);
  });

  test("a command without its answer, or with another header, is caught", () => {
    expect(faultsOf({ command: "x", shown: null }, "{}")).not.toEqual([]);
    const shown = { language: "http", text: "HTTP/1.1 201 Created\nIdempotent-Replayed: true\n\n{}" };
    expect(faultsOf({ command: "x", shown }, "HTTP/1.1 201 Created\r\nidempotent-replayed: true\r\n\r\n{}")).toEqual([]);
    expect(faultsOf({ command: "x", shown }, "HTTP/1.1 201 Created\r\n\r\n{}")).toEqual(["no header Idempotent-Replayed: true"]);
  });
});
