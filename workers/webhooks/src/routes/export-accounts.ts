// GET /v1/exports/accounts
import { feedExport } from "../feed-export.ts";
import { feedExamples } from "../feed-examples.ts";

export const exportAccounts = feedExport({
  operationId: "exportAccounts",
  summary: "Export the history of accounts",
  description:
    "Every change of an account in a range of the feed, but for its balance: an `Event` with the account as the change left it. The last line of each account, over all ranges, says its terms; what moved its balance are its entries.",
  file: "accounts",
  subject: "account",
  example: feedExamples["account.opened"],
});
