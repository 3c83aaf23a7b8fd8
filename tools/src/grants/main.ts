// `npm run grants`: asks a database what the runtime's logins may do, and compares it with the golden list. Anything else is drift: nobody
// grants by hand. Any login may ask; it reads catalogs alone.
import { parseArgs } from "node:util";
import { connectTo } from "../postgres/connect.ts";
import { golden, runtimePrivileges, unpinnedDefiners } from "./grants.ts";

const EXIT_USAGE = 2;

const { values } = parseArgs({ options: { url: { type: "string" } } });
const url = values.url ?? process.env["GRANTS_DATABASE_URL"];
if (url === undefined) {
  console.error("grants needs the URL of any login that may connect: --url postgres://… or GRANTS_DATABASE_URL.");
  process.exit(EXIT_USAGE);
}
const client = await connectTo(url);
try {
  const found = await runtimePrivileges(client);
  const drift = [
    ...found.filter((line) => !golden.includes(line)).map((line) => `more than it should have: ${line}`),
    ...golden.filter((line) => !found.includes(line)).map((line) => `less than it needs: ${line}`),
    ...(await unpinnedDefiners(client)).map((name) => `a definer's function without a search_path of its own: ${name}`),
  ];
  if (drift.length === 0) console.log(`The runtime has the ${golden.length} grants that it should have, and no other.`);
  else console.error(drift.join("\n"));
  process.exitCode = drift.length === 0 ? 0 : 1;
} finally {
  await client.end();
}
