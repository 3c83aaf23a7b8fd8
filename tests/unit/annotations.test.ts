// What a command has somebody look at: a line on a terminal, an annotation of a run under GitHub Actions, and nothing in it ends the annotation early.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { annotate, summarise } from "@ledge/command/annotations";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.restoreAllMocks());

test("on a terminal it is a line on stderr with its mark", () => {
  const [out, err] = [vi.spyOn(console, "log").mockReturnValue(), vi.spyOn(console, "error").mockReturnValue()];
  annotate("error", "a token", "it expires", {});
  annotate("warning", "rotate", "a session", {});
  expect(err.mock.calls).toEqual([["✗ it expires"], ["! a session"]]);
  expect(out).not.toHaveBeenCalled();
});

test("under GitHub Actions it is an annotation on stdout", () => {
  const [out, err] = [vi.spyOn(console, "log").mockReturnValue(), vi.spyOn(console, "error").mockReturnValue()];
  annotate("warning", "rotate", "a session", { GITHUB_ACTIONS: "true" });
  expect(out.mock.calls).toEqual([["::warning title=rotate::a session"]]);
  expect(err).not.toHaveBeenCalled();
});

test("what would end a line or a property is escaped", () => {
  const out = vi.spyOn(console, "log").mockReturnValue();
  annotate("error", "a: b, 5%", "100%: one\r\n::error::two", { GITHUB_ACTIONS: "true" });
  expect(out.mock.calls).toEqual([["::error title=a%3A b%2C 5%25::100%25: one%0D%0A::error::two"]]);
});

test("a summary is appended to the job's, and goes nowhere without one", () => {
  const folder = mkdtempSync(join(tmpdir(), "ledge-summary-"));
  const file = join(folder, "summary.md");
  summarise("one", { GITHUB_STEP_SUMMARY: file });
  summarise("two", { GITHUB_STEP_SUMMARY: file });
  summarise("three", {});
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\n");
  rmSync(folder, { recursive: true });
});
