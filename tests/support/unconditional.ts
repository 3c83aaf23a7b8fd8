// The condition of a request that has none: what commands are called with where conditions are not the point.
import type { Precondition } from "@ledge/shared/precondition";

export const unconditional: Precondition = { ifMatch: null, ifNoneMatch: null, isRequired: false };
