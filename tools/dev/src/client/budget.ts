// The size limits of the client's entry points: bytes minified and gzipped, dependencies included. To raise one is a decision.

export const MOST_BYTES: Readonly<Record<string, number>> = {
  index: 5_000,
  "ml-dsa-44": 11_000,
  money: 1_500,
  receipts: 7_000,
  webhooks: 1_500,
};
