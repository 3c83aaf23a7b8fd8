// JSON that every reader reads alike. A member that is there twice would be one record for this program and another for whoever reads the file.

const STRINGS_AND_BLANKS = /"(?:[^"\\]|\\.)*"|\s+/g;

/** The value of a text; undefined when it is no JSON, names a member twice, or writes a character or number in an unusual way. */
export function parsePlainJson(text: string): unknown {
  let value: unknown;
  let written: string;
  try {
    value = JSON.parse(text);
    // What is nested too deeply to be written is no record either.
    written = JSON.stringify(value);
  } catch {
    return undefined;
  }
  if (written === text) return value;
  const squeezed = text.replace(STRINGS_AND_BLANKS, (part) => (part.startsWith('"') ? part : ""));
  return written === squeezed ? value : undefined;
}
