// The memory of a provider's stand-in: the created objects, so that a plan after an apply has nothing to do, and a test can change an object behind
// Terraform's back.
import { isObject, type ObjectValue } from "./values.ts";

export class Cloud {
  readonly #objects = new Map<string, ObjectValue>();
  #created = 0;

  /** Creates or changes an object. */
  put(type: string, value: ObjectValue): void {
    this.#objects.set(keyOf(type, value), value);
  }

  delete(type: string, value: ObjectValue): void {
    this.#objects.delete(keyOf(type, value));
  }

  /** The current object, whatever the state contains; null when it was deleted. */
  get(type: string, value: ObjectValue): ObjectValue | null {
    return this.#objects.get(keyOf(type, value)) ?? null;
  }

  /** The current objects of a type. */
  all(type: string): ObjectValue[] {
    return [...this.#objects].filter(([key]) => key.startsWith(`${type}/`)).map(([, value]) => value);
  }

  /** A name for an object that is about to be created. */
  nextSeed(type: string): string {
    this.#created += 1;
    return `${type}/${this.#created}`;
  }

  /** The object of a type that an import names by its parts, for instance account/bucket/jurisdiction. */
  find(type: string, parts: readonly string[]): ObjectValue | null {
    const found = [...this.#objects].find(([key, value]) => key.startsWith(`${type}/`) && parts.every((part) => has(value, part)));
    return found?.[1] ?? null;
  }

  /** Changes one object by hand. @throws when none or several match. */
  changeByHand(type: string, matches: ObjectValue, change: ObjectValue): void {
    const found = [...this.#objects].filter(
      ([key, value]) => key.startsWith(`${type}/`) && Object.entries(matches).every(([name, one]) => value[name] === one),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} objects of ${type} match`);
    this.#objects.set(only[0], { ...only[1], ...change });
  }
}

const has = (value: ObjectValue, part: string): boolean => isObject(value) && Object.values(value).includes(part);

/** An id where the type has one. The lock of a bucket is found by the bucket. */
const keyOf = (type: string, value: ObjectValue): string => `${type}/${String(value["id"] ?? value["bucket_name"])}`;
