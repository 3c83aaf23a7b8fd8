// What the client may weigh in somebody's page, by door: bytes minified and gzipped, dependencies included. More is a decision.

export const MOST_BYTES: Readonly<Record<string, number>> = {
  index: 5_000,
  money: 1_500,
  webhooks: 1_500,
};
