/** @throws RangeError, which does not show the secret. */
export declare function seedOf(secret: string): Uint8Array;
