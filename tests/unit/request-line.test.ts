// The line of a request, whose duration is the platform's own.
import { afterEach, expect, test, vi } from "vitest";
import { newNotes, writeRequestLine } from "../../workers/gateway/src/request-line.ts";

afterEach(() => vi.restoreAllMocks());

test("the time in which a client sends its body is none of the request's: nobody may make it slow from outside", () => {
  const written: string[] = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void written.push(text));
  const notes = { ...newNotes(), operation: "createTransfer", bodyMs: 4_000 };
  writeRequestLine("req_1", "v1", notes, { status: 201, headers: {}, body: "{}" }, 4_065);
  expect(JSON.parse(written[0] ?? "")).toMatchObject({ duration_ms: 65 });
});
