// Columns whose text is parsed by the strict readers. Reading a column never throws: a value that cannot be parsed throws when it is used, so
// that one unreadable row fails alone, and not every row that was read with it (law 30).
import { customType } from "drizzle-orm/pg-core";
import { Bug } from "./failure.ts";
import { readInstant, readInteger } from "./stored-values.ts";

/** Stands for an instant that cannot be read: it throws when it is used. */
class UnreadableInstant extends Date {
  constructor() {
    super(Number.NaN);
  }

  override getTime(): number {
    throw new Bug("a time that cannot be read");
  }

  override valueOf(): number {
    return this.getTime();
  }

  override toISOString(): string {
    return String(this.getTime());
  }

  override [Symbol.toPrimitive](): never {
    throw new Bug("a time that cannot be read");
  }
}

/** A `timestamptz` as a Date. */
export const instant = customType<{ data: Date; driverData: string }>({
  dataType: () => "timestamp with time zone",
  toDriver: (date) => date.toISOString(),
  fromDriver: (text) => {
    try {
      return readInstant(text);
    } catch {
      return new UnreadableInstant();
    }
  },
});

/** A `bigint` that counts something, as a number; NaN where a number does not hold it, which `readInteger` refuses where it is shown. */
export const integer64 = customType<{ data: number; driverData: string | number }>({
  dataType: () => "bigint",
  fromDriver: (value) => {
    try {
      return readInteger(value);
    } catch {
      return Number.NaN;
    }
  },
});

/** `bytea` as lower-case hex. */
export const bytea = customType<{ data: string; driverData: string }>({
  dataType: () => "bytea",
  toDriver: (hex) => `\\x${hex}`,
  fromDriver: (value) => (value as unknown as Uint8Array).reduce((hex, byte) => hex + byte.toString(16).padStart(2, "0"), ""),
});
