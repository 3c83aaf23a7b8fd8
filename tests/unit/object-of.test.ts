// Where a Durable Object is found: in the namespace of the jurisdiction, where an environment has one.
import { objectOf } from "@ledge/shared/object-of";
import { expect, test } from "vitest";

interface Id {
  readonly id: string;
}

/** Cloudflare's namespaces as its documentation has them: an id holds its jurisdiction, and the same name is another object in another one. */
const namespace = (jurisdiction: string) => ({
  idFromName: (name: string): Id => ({ id: `${jurisdiction}/${name}` }),
  get: ({ id }: Id, options?: { readonly locationHint?: string }): string => `${id} near ${options?.locationHint ?? "its first caller"}`,
  jurisdiction(wanted: string) {
    if (jurisdiction !== "") throw new Error("a namespace of a jurisdiction has none within it");
    return namespace(wanted);
  },
});
/** The local runtime's. */
const local = {
  ...namespace(""),
  jurisdiction(): never {
    throw new Error("Jurisdiction restrictions are not implemented in workerd.");
  },
};

test("an object is in the jurisdiction of its environment, near the hint", () => {
  expect(objectOf(namespace(""), "lane-1", { jurisdiction: "eu", locationHint: "weur" })).toBe("eu/lane-1 near weur");
  expect(objectOf(namespace(""), "log", { jurisdiction: "eu" })).toBe("eu/log near its first caller");
});

test("an empty jurisdiction asks for none: the local runtime knows none", () => {
  expect(objectOf(local, "lane-1", { jurisdiction: "", locationHint: "weur" })).toBe("/lane-1 near weur");
  expect(() => objectOf(local, "lane-1", { jurisdiction: "eu" })).toThrow("not implemented");
});
