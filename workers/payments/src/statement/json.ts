// A statement as JSON: `{...head, "entries": […]}`, by the contract's `statement` schema, without white space.
import type { StatementHead } from "@ledge/shared/contracts/statement";
import type { StatementWriter } from "./writer.ts";

export function jsonWriter(head: StatementHead): StatementWriter {
  let separator = "";
  return {
    opening: () => `${JSON.stringify(head).slice(0, -"}".length)},"entries":[`,
    page: (entries) => {
      if (entries.length === 0) return "";
      const text = separator + entries.map((entry) => JSON.stringify(entry)).join(",");
      separator = ",";
      return text;
    },
    closing: () => "]}",
  };
}
