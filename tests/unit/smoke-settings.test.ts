// The smoke pack's command line: the headers that it sends with every request.
import { readSettings } from "@ledge/cli/smoke/settings";
import { describe, expect, test } from "vitest";

const read = (...args: string[]) => readSettings(["https://api.ledge.test", "--key", "ledge_x", ...args], {});
const OVERRIDES = 'Cloudflare-Workers-Version-Overrides: ledge-core="1", ledge-gateway="2"';

describe("--header", () => {
  test("is sent unchanged and may be repeated, and without it no header is sent", () => {
    expect(read().headers).toEqual({});
    expect(read("--header", OVERRIDES, "--header", "X-Canary:yes").headers).toEqual({
      "Cloudflare-Workers-Version-Overrides": 'ledge-core="1", ledge-gateway="2"',
      "X-Canary": "yes",
    });
  });

  test.each(["X-Canary", ": yes", "X Canary: yes", "X-Canary:"])("%j is not a header, and is refused as such", (line) => {
    expect(() => read("--header", line)).toThrow(`--header ${line} is not NAME: VALUE.`);
  });
});

describe("--serving", () => {
  test("names the version that must answer for each Worker, and anything else is refused", () => {
    expect([...read().serving]).toEqual([]);
    expect([...read("--serving", "core=1-a", "--serving", "docs=2").serving]).toEqual([
      ["core", "1-a"],
      ["docs", "2"],
    ]);
    for (const text of ["core", "=1", "core=", "core=1 2"])
      expect(() => read("--serving", text)).toThrow(`--serving ${text} is not WORKER=VERSION.`);
  });
});
