export declare class TooLate extends Error {
    readonly name = "TooLate";
}
/** @throws TooLate when the promise is not settled in time. */
export declare function within<T>(limitMs: number, promise: Promise<T>): Promise<T>;
