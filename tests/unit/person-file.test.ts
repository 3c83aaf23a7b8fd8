// The person's own file of secrets, in which a credential gets its successor.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { personFile } from "@ledge/delivery/rotate-credential/person-file";
import { afterAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "ledge-person-file-"));
const file = join(folder, "dev.env");
afterAll(() => rmSync(folder, { recursive: true }));

describe("the person's file", () => {
  const text = (): string => readFileSync(file, "utf8");
  const kept = () => personFile(file, ["ROTATOR_DATABASE_URL"]);

  test("gets the successor and keeps the one before until it has ended, also over runs that were cut short, and its mode", () => {
    writeFileSync(file, "# of dev\nOTHER='1'\nexport ROTATOR_DATABASE_URL='first'\nLEDGE_SECRET_ROTATOR_DATABASE_URL='x'\n", {
      mode: 0o600,
    });
    chmodSync(file, 0o600);
    kept().write({ ROTATOR_DATABASE_URL: "second" });
    kept().write({ ROTATOR_DATABASE_URL: "third" });
    const others = "# of dev\nOTHER='1'\nLEDGE_SECRET_ROTATOR_DATABASE_URL='x'\n";
    expect(text()).toBe(`${others}# before: export ROTATOR_DATABASE_URL='first'\nROTATOR_DATABASE_URL='third'\n`);
    kept().forgetBefore();
    expect(text()).toBe(`${others}ROTATOR_DATABASE_URL='third'\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
