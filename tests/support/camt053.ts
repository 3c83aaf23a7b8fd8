// camt.053 as other programs read it: validation against the official schema by libxml2, and the text of the few elements that tests look at.
import { readFileSync } from "node:fs";
import { memoryPages, validateXML } from "xmllint-wasm";

const SCHEMA = {
  fileName: "camt.053.001.08.xsd",
  contents: readFileSync(new URL("../data/camt.053.001.08.xsd", import.meta.url), "utf8"),
};

/** The violations of the schema in the documents; empty when all are valid. One call validates many documents, because each call starts a libxml2. */
export async function faultsOf(...documents: readonly string[]): Promise<string[]> {
  const { valid, errors, rawOutput } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `document-${index}.xml`, contents })),
    schema: SCHEMA,
    maxMemoryPages: memoryPages.GiB,
  });
  if (valid !== (errors.length === 0)) throw new Error(`xmllint contradicts itself: ${rawOutput}`);
  return errors.map(({ message }) => message);
}

/** The XML within each element `name` of `xml`, in order. Only for elements that do not contain an element of the same name. */
export const contentsOf = (xml: string, name: string): string[] =>
  Array.from(xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([\\s\\S]*?)</${name}>`, "g")), (match) => match[1] as string);

const REFERENCES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#13": "\r" };

/** The text of character data, as a parser gives it: a literal line end is LF whatever it was (XML 1.0, 2.11). */
export const textOf = (xml: string): string =>
  xml.replace(/\r\n?/g, "\n").replace(/&([^;]+);/g, (_, reference: string) => REFERENCES[reference] ?? "unknown");
