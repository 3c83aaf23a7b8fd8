// GET /v1/accounts/{id}/statement
import { refusalOfFuture } from "@ledge/kit/future";
import { Streamed } from "@ledge/kit/operation";
import { basis } from "@ledge/shared/contracts/accounts";
import { statement } from "@ledge/shared/contracts/statement";
import { time } from "@ledge/shared/instants";
import { accepted, refused } from "@ledge/shared/result";
import { id } from "@ledge/shared/schema";
import { z } from "zod";
import { core, paymentsOperation } from "../operation.ts";
import { statementExamples } from "../statement/examples.ts";
import { fileNameOf, formatOf, holds, maxMinorOf, mediaTypeOf } from "../statement/format.ts";
import { begun, pagesOf } from "../statement/pages.ts";
import { renderStatement } from "../statement/render.ts";

export const getStatement = paymentsOperation({
  operationId: "getStatement",
  method: "get",
  path: "/v1/accounts/{id}/statement",
  summary: "Read an account's statement",
  description:
    "One period: the balance before it, its entries in order, and the balance after it, which is the next period's balance before. `Accept` chooses the format: `application/json`, `text/csv`, or `application/xml` for ISO 20022 camt.053. The answer is streamed, so that a period may have any number of entries.",
  tag: "Accounts",
  scope: "accounts:read",
  params: z.object({ id: id("account").meta({ description: "The account" }) }),
  query: z.object({
    from: time.optional().meta({ description: "Inclusive; if left out, when the account was opened, or when its first entry counts" }),
    to: time
      .optional()
      .meta({ description: "Exclusive, not in the future; now if left out. The statement's to says which instant was used" }),
    basis: basis.default("recorded").meta({ description: "Which of an entry's times decides whether it is in the period" }),
  }),
  success: {
    status: 200,
    schema: statement,
    description: "The balance before, the entries in their order, and the balance after: the next statement's balance before",
    alternatives: {
      "text/csv": statementExamples.csv,
      "application/xml": statementExamples.camt053,
    },
  },
  async handle({ env, call, params, query, mediaType }) {
    const nowMs = Date.now();
    const refusal = refusalOfFuture(
      [
        [{ parameter: "from" }, query.from],
        [{ parameter: "to" }, query.to],
      ],
      nowMs,
    );
    if (refusal !== null) return refusal;
    if (query.to !== undefined && Date.parse(query.from ?? query.to) > Date.parse(query.to))
      return refused("validation_failed", undefined, [{ parameter: "from", detail: "must not be after to" }]);
    const opened = await core(env).openStatement(call, params.id, query, query.basis);
    if (!opened.ok) return opened;
    const { head, position } = opened.value;
    const format = formatOf(mediaType);
    if (maxMinorOf(format) !== null) {
      const largest = await core(env).readLargestAmount(call, params.id, position);
      if (!largest.ok) return largest;
      if (!holds(format, head, largest.value)) return refused("amount_beyond_format");
    }
    const pages = await begun(pagesOf(core(env), call, opened.value));
    return accepted(
      new Streamed(renderStatement(format, head, pages), {
        "Content-Type": mediaTypeOf(format),
        "Content-Disposition": `${format === "json" ? "inline" : "attachment"}; filename=${fileNameOf(format, head)}`,
      }),
    );
  },
});
