// Makes the test scripts of the collection's requests: each checks the answer's status, and keeps the values that later requests need.
import type { Step } from "./steps.ts";

/** How often a list is read, once a second, until it has the awaited item. */
const MAX_POLLS = 60;

/** The variable with the cursor of the next page of the list that was read last. */
export const NEXT_CURSOR = "next_cursor";

/** The lines of a request's test script. */
export function scriptOf(step: Step, status: number, isPaged: boolean): string[] {
  const kept = Object.entries(step.keeps ?? {}).map(
    ([variable, member]) => `pm.collectionVariables.set("${variable}", pm.response.json().${pathOf(member)});`,
  );
  const keeping = [
    ...kept,
    ...(isPaged ? [`pm.collectionVariables.set("${NEXT_CURSOR}", pm.response.json().next_cursor || "");`] : []),
    // A later If-Match has the version that was seen last.
    `if (pm.response.headers.has("ETag")) pm.collectionVariables.set("etag", pm.response.headers.get("ETag"));`,
  ];
  const checking = [
    `pm.test("answers ${status}", () => pm.response.to.have.status(${status}));`,
    `if (pm.response.code === ${status}) {`,
    ...keeping.map((line) => `  ${line}`),
    "}",
  ];
  return step.awaits === undefined ? checking : [...polling(step.awaits, status), ...checking.map((line) => `  ${line}`), "}"];
}

/** Repeats the request until the item is there, or until it succeeds. Opens a block that is executed then, or after MAX_POLLS. */
function polling(awaits: NonNullable<Step["awaits"]>, status: number): string[] {
  const [there, what] =
    awaits === "success"
      ? [`pm.response.code === ${status}`, "succeeds in time"]
      : [
          `(pm.response.json().data || []).some((item) => item.${awaits.member} === "${awaits.value}")`,
          `has an item that is ${awaits.value}`,
        ];
  return [
    `const there = ${there};`,
    'const polls = Number(pm.collectionVariables.get("polls") || 0);',
    `pm.collectionVariables.set("polls", there ? "0" : String(polls + 1));`,
    `if (!there && polls < ${MAX_POLLS}) {`,
    "  setTimeout(() => {}, 1000);",
    "  pm.execution.setNextRequest(pm.info.requestName);",
    "} else {",
    `  pm.test("${what}", () => pm.expect(there).to.equal(true));`,
  ];
}

/** `data.0.id` as JavaScript. */
const pathOf = (member: string): string => member.replaceAll(/\.(\d+)/g, "[$1]");
