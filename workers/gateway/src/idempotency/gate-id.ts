// The id under which a gate knows a write.
import type { WriteCall } from "@ledge/shared/context";

/** `principal/key`: another principal's key is another key (law 14). */
export const gateIdOf = ({ principal, idempotency }: WriteCall): string => `${principal.id}/${idempotency.key}`;
