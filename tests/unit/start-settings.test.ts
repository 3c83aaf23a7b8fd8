// The settings of `npm start`, from flags and environment: invalid ones are named before anything starts, and no password is ever quoted.
import { BadArguments } from "@ledge/command/command-line";
import { readSettings } from "@ledge/dev/start/settings";
import { describe, expect, test } from "vitest";

const read = (args: string[], environment: NodeJS.ProcessEnv = {}) => readSettings(args, environment, "/ledge");

describe("npm start", () => {
  test("listens on 8787, keeps its state in .ledge and uses the embedded Postgres by default", () => {
    expect(read([])).toEqual({
      port: 8787,
      stateDir: "/ledge/.ledge",
      fresh: false,
      resetPasswords: false,
      takesOlderFunctions: false,
      adminUrl: null,
      allowedOrigins: "",
      keepsTraces: false,
      collector: null,
    });
    const environment = { DATABASE_URL: "postgresql://admin:p%40ss@db.test:5433/bank", ALLOWED_ORIGINS: "http://localhost:5173" };
    expect(read(["--port", "1", "--state", "/elsewhere", "--fresh", "--reset-passwords", "--older-functions"], environment)).toEqual({
      port: 1,
      stateDir: "/elsewhere",
      fresh: true,
      resetPasswords: true,
      takesOlderFunctions: true,
      adminUrl: "postgresql://admin:p%40ss@db.test:5433/bank",
      allowedOrigins: "http://localhost:5173",
      keepsTraces: false,
      collector: null,
    });
  });

  test("keeps traces, or sends them to a collector elsewhere, and not both", () => {
    expect(read(["--trace"])).toMatchObject({ keepsTraces: true, collector: null });
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318", OTEL_EXPORTER_OTLP_HEADERS: "x-key=hush" };
    expect(read([], environment)).toMatchObject({
      keepsTraces: false,
      collector: { endpoint: "http://localhost:4318", headers: "x-key=hush" },
    });
    expect(() => read(["--trace"], environment)).toThrow("--trace keeps traces here");
  });

  test.each([
    ["foo", "", "ENDPOINT is no URL of scheme, host and path alone."],
    ["http://user:hush@collector.test", "", "ENDPOINT is no URL of scheme, host and path alone."],
    ["ftp://collector.test", "", "ENDPOINT must be https, or http to this machine."],
    ["http://collector.test:4318", "", "ENDPOINT must be https, or http to this machine."],
    ["localhost:4318", "", "ENDPOINT must be https, or http to this machine."],
    ["https://collector.test", "hush", "HEADERS is not name=value, separated by commas."],
    ["https://collector.test", "x-key=hush%", "HEADERS has a % that begins no encoded character: write it as %25."],
  ])("sends nothing to a collector %j with the headers %j", (endpoint, headers, words) => {
    const refused = (): unknown => read([], { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers });
    expect(refused).toThrow(BadArguments);
    expect(refused).toThrow(`OTEL_EXPORTER_OTLP_${words}`);
    expect(refused).not.toThrow(/hush/);
    expect(read([], { OTEL_EXPORTER_OTLP_ENDPOINT: " " }).collector).toBeNull();
  });

  test.each(["0", "65536", "-1", "80.5", "0x50", "1e3", " 80", "", "http"])("--port=%s is not a port", (port) => {
    expect(() => read([`--port=${port}`])).toThrow(`--port takes a port from 1 to 65535, not ${port}.`);
  });

  test.each(["", " "])("--state=%j is not a folder", (state) => {
    expect(() => read([`--state=${state}`])).toThrow("--state takes a folder, and was given none.");
  });

  test.each([
    ["", "is set and empty: unset it for the Postgres that npm installs"],
    ["  ", "is set and empty"],
    ["nonsense", "is not a URL"],
    ["postgres://", "names no host"],
    ["mysql://admin:hush@db.test/ledge", "is a mysql: URL, not postgres:"],
    ["https://admin:hush@db.test/ledge", "is a https: URL, not postgres:"],
    ["postgres:///ledge?host=/var/run/postgresql", "names no host"],
    ["postgres://db.test/ledge", "names no login"],
    ["postgres://admin:hush@db.test", "names no database"],
    ["postgres://admin:hush@db.test/", "names no database"],
    ["postgres://admin:hush@db.test/a/b", "names no database"],
    ["postgres://admin:hush@db.test:port/ledge", "is not a URL"],
    ["postgres://ad%min:hush@db.test/ledge", "has a % that begins no encoded character: write it as %25"],
    ["postgres://admin:hush%@db.test/ledge", "has a % that begins no encoded character"],
    ["postgres://admin:hush%ff@db.test/ledge", "has a % that begins no encoded character"],
    ["postgres://admin:hush@db.test/le%dge", "has a % that begins no encoded character"],
  ])("DATABASE_URL=%j is refused with its fault", (url, words) => {
    const refused = (): unknown => read([], { DATABASE_URL: url });
    expect(refused).toThrow(BadArguments);
    expect(refused).toThrow(`DATABASE_URL ${words}`);
    expect(refused).not.toThrow(/hush/);
  });
});
