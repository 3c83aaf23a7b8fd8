// Which login the Workers of `npm start` have to the database. What was published stays when it opens this very database: after a rotation it is another one than
// the state folder began with.
import { opens } from "@ledge/database/rotation/rotator";
import { publishNext, readFrom } from "../workerd/local-store.ts";

/** @param folder of the Workers' state. @param url of the database, with the login that the state folder has. */
export async function publishLogin(folder: string, url: string): Promise<void> {
  const known = await readFrom(folder).then(
    ({ urls }) => urls[0] as string,
    () => null,
  );
  if (known === null || placeOf(known) !== placeOf(url) || !(await opens(known))) await publishNext(folder, url);
}

const placeOf = (url: string): string => `${new URL(url).host}${new URL(url).pathname}`;
