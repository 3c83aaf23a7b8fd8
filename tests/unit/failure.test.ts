// The three kinds of a statement's failure, as a table. The difference is money: `transient` and `bug` claim that nothing happened, and `outage`
// claims nothing.
import { describe, expect, test } from "vitest";
import { Bug, classify, type FailureKind, Outage, sqlState, violatedConstraint } from "../../core-service/src/database/failure.ts";

const sqlError = (code: string, more: object = {}): Error => Object.assign(new Error("from the server"), { code, ...more });
const wrapped = (cause: unknown): Error => new Error("Failed query", { cause });

describe("failures", () => {
  test.each<[string, FailureKind, string]>([
    ["40001", "contention", "serialization_failure"],
    ["40P01", "contention", "deadlock_detected"],
    ["55P03", "busy", "lock_not_available"],
    ["23505", "race", "unique_violation"],
    ["28P01", "outage", "invalid_password, as during a rotation"],
    ["25006", "outage", "read_only_sql_transaction, as after a failover"],
    ["08000", "outage", "connection_exception"],
    ["08006", "outage", "connection_failure"],
    ["08P01", "outage", "protocol_violation"],
    ["57P01", "outage", "admin_shutdown"],
    ["57P02", "outage", "crash_shutdown"],
    ["57P03", "outage", "cannot_connect_now"],
    ["57P05", "outage", "idle_session_timeout"],
    ["57014", "outage", "query_canceled, by statement_timeout"],
    ["53100", "outage", "disk_full"],
    ["53200", "outage", "out_of_memory"],
    ["53300", "outage", "too_many_connections"],
    ["25P03", "outage", "idle_in_transaction_session_timeout"],
    ["25P04", "outage", "transaction_timeout"],
    ["22003", "bug", "numeric_value_out_of_range"],
    ["22008", "bug", "datetime_field_overflow"],
    ["22P05", "bug", "untranslatable_character"],
    ["23503", "bug", "foreign_key_violation"],
    ["23514", "bug", "check_violation"],
    ["25P02", "bug", "in_failed_sql_transaction"],
    ["42501", "bug", "insufficient_privilege"],
    ["42P01", "bug", "undefined_table"],
    ["P0001", "bug", "raise_exception"],
    ["XX000", "bug", "internal_error"],
  ])("%s is %s: %s", (code, kind) => {
    expect(classify(sqlError(code))).toBe(kind);
    expect(classify(wrapped(sqlError(code)))).toBe(kind);
    expect(classify(wrapped(wrapped(sqlError(code))))).toBe(kind);
  });

  test.each<[string, FailureKind, unknown]>([
    ["the core's Outage", "outage", new Outage("late")],
    ["the core's Bug", "bug", new Bug("ours")],
    ["a type error", "bug", new TypeError("x is undefined")],
    ["a range error", "bug", new RangeError("stack")],
    ["an error without a code", "outage", new Error("Connection terminated unexpectedly")],
    ["a reset of the socket", "outage", Object.assign(new Error("reset"), { code: "ECONNRESET" })],
    ["a value that is not an error", "outage", "closed"],
    ["undefined", "outage", undefined],
    ["null", "outage", null],
    ["a plain object with a code", "outage", { code: "22003" }],
    ["a code that is a number", "outage", Object.assign(new Error("?"), { code: 22003 })],
    ["a code in lower case", "outage", Object.assign(new Error("?"), { code: "40p01" })],
    ["a code too long", "outage", Object.assign(new Error("?"), { code: "400011" })],
  ])("%s is %s", (_name, kind, error) => {
    expect(classify(error)).toBe(kind);
  });

  // Five capitals alone are no SQLSTATE: a broken pipe leaves the outcome unknown, and "bug" would claim that nothing happened.
  test.each(["EPIPE", "EBADF", "EINTR"])("%s of the socket is an outage", (code) => {
    expect(classify(Object.assign(new Error("write failed"), { code }))).toBe("outage");
  });

  // After a failover a connection may stay with a server that is read-only. It must be discarded.
  test("25006, a server that has become read-only, is an outage", () => {
    expect(classify(sqlError("25006"))).toBe("outage");
  });

  test.each([new ReferenceError("x"), new SyntaxError("BigInt"), new URIError("x")])(
    "%s is a bug, because no database throws it",
    (error) => {
      expect(classify(error)).toBe("bug");
    },
  );

  test("the nearest SQLSTATE of a chain of causes counts", () => {
    expect(sqlState(wrapped(sqlError("40001")))).toBe("40001");
    expect(sqlState(Object.assign(sqlError("22003"), { cause: sqlError("40001") }))).toBe("22003");
    expect(sqlState(new Error("none"))).toBeNull();
  });

  test("the constraint of a unique violation is found through wrappers, and of no other error", () => {
    expect(violatedConstraint(wrapped(sqlError("23505", { constraint: "keys_pkey" })))).toBe("keys_pkey");
    expect(violatedConstraint(sqlError("23505"))).toBeNull();
    expect(violatedConstraint(sqlError("23503", { constraint: "keys_pkey" }))).toBeNull();
    expect(violatedConstraint(new Error("none"))).toBeNull();
  });

  test("errors keep their names over RPC, where classes are lost", () => {
    expect([new Outage("a").name, new Bug("b").name]).toEqual(["Outage", "CoreBug"]);
  });
});
