// Makes the page of errors: one anchor for each problem code, to which the `type` of problem documents leads. Made from the table of problems,
// and from the contract, which says what operations answer with a code.
import { problem, type ProblemCode, problems } from "@ledge/shared/problem";
import { codesOf, type Contract, type ContractOperation } from "./contract.ts";
import { escapeHtml } from "./escape.ts";
import { renderMarkdown } from "./markdown.ts";
import type { Page } from "./page.ts";
import type { Passage } from "./passages.ts";
import { plainText } from "./plain-text.ts";
import { remedies } from "./remedies.ts";

/** A longer list of operations is replaced by their number. */
const FEW = 12;
/** Statuses whose refusals are stored under their key. Refusals of malformed requests and of failed preconditions are not (law 16). */
const STORED = new Set([409, 422]);

export function errorsPage(contract: Contract): Page {
  const codes = Object.keys(problems) as ProblemCode[];
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  const groups = [...byStatus].map(([status, group]) => {
    const entries = group.map((code) => entry(code, operationsOf(contract, code))).join("\n");
    return `<section aria-labelledby="status-${status}">\n<h2 id="status-${status}"><a href="#status-${status}">${status} ${PHRASES[status] ?? ""}</a></h2>\n${entries}\n</section>`;
  });
  const lead = renderMarkdown(LEAD);
  return {
    path: "/errors",
    label: "Errors",
    title: "Errors",
    description: "Every problem that the API answers with: its code, what it means, and what to do.",
    html: `${lead.html}\n${groups.join("\n")}`,
    passages: [...lead.passages, ...codes.map(passage)],
    sections: [...byStatus.keys()].map((status) => ({ id: `status-${status}`, title: `${status} ${PHRASES[status] ?? ""}` })),
  };
}

const passage = (code: ProblemCode): Passage => ({
  anchor: code,
  title: code,
  text: `${problems[code].title} ${plainText(remedies[code])}`,
});

const operationsOf = (contract: Contract, code: ProblemCode): readonly ContractOperation[] =>
  Object.values(contract.paths)
    .flatMap((methods) => Object.values(methods))
    .filter((operation) => codesOf(contract, operation).includes(code));

function entry(code: ProblemCode, operations: readonly ContractOperation[]): string {
  const { title, status } = problems[code];
  const names = operations.map(({ operationId }) => `<code>${escapeHtml(operationId)}</code>`).join(", ");
  const by = operations.length > FEW ? `${operations.length} operations` : names;
  return `<article class="problem" aria-labelledby="${code}">
<h3 id="${code}"><a href="#${code}">${code}</a></h3>
<p>${escapeHtml(title)}</p>
${renderMarkdown(remedies[code]).html}
<dl><div><dt>Same key again</dt><dd>${retryWords(code, status)}</dd></div>${by === "" ? "" : `<div><dt>Answered by</dt><dd>${by}</dd></div>`}</dl>
</article>`;
}

/** What a retry under the same key does (law 16). */
function retryWords(code: ProblemCode, status: number): string {
  if (code === "idempotency_key_in_use" || status >= 500) return "yes, that is how you find out";
  if (code === "idempotency_key_reused") return "only the request that the key belongs to";
  return STORED.has(status) ? "gives this answer again: use a new key once the cause is removed" : "yes: nothing was stored under it";
}

const PHRASES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  428: "Precondition Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

const EXAMPLE = {
  ...problem("insufficient_funds", "req_01jd2m8xk7e9vbt3q5w6y8z0ac"),
  type: "https://docs.example.com/errors#insufficient_funds",
};

const LEAD = `# Errors

Every refusal is a problem document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)), \`application/problem+json\`. Branch on \`code\`: it is a stable
fact, added to but never changed or taken away within \`/v1\`. \`type\` is the address of its entry on this page. \`request_id\` is what to quote when you ask.

\`\`\`json
${JSON.stringify(EXAMPLE, null, 2)}
\`\`\`
`;
