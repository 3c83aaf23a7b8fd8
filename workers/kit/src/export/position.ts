// The position of a line of an export: its number in the range, and its row's place, as `41-trf_…`. With the number an export that goes on after a position
// counts on, so that both parts joined are the whole.

/** Up to 15 digits: exact as a number. */
const NUMBER = "[1-9][0-9]{0,14}";
const POSITION = new RegExp(`^(${NUMBER})-(.+)$`);

export interface Position {
  /** From 1. */
  readonly number: number;
  readonly place: string;
}

/** The pattern of positions whose places have this one. */
export const positionPattern = (placePattern: string): RegExp => new RegExp(`^${NUMBER}-${placePattern}$`);

export const positionOf = (number: number, place: string): string => `${number}-${place}`;

/** @param text matched the pattern of its export. */
export function readPosition(text: string): Position {
  const [, number, place] = POSITION.exec(text) ?? [];
  if (number === undefined || place === undefined) throw new RangeError("no position of an export");
  return { number: Number(number), place };
}
