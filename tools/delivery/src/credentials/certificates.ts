// The certificates that others see: of the environment's hosts, which Cloudflare renews, and of the database's, which Neon renews. A Worker cannot see them.
import { connect as connectPlainly, type Socket } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import { expiryAlert, type Sighting } from "./sighting.ts";

/** Of a connection and its handshake; both take a second at the most. */
const DEADLINE_MS = 10_000;
const HTTPS_PORT = 443;
const POSTGRES_PORT = 5_432;
/** An SSLRequest: its length and its code, answered by S or N (postgresql.org/docs/18/protocol-message-formats.html). */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
/** A server on this machine speaks no TLS. */
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

export interface Certificate {
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly issuer: string;
  /** Why it is not trusted; null: it is. */
  readonly fault: string | null;
}

/** The certificate of an HTTPS server. @throws when there is none within the deadline. */
export const certificateOf = (host: string, port = HTTPS_PORT): Promise<Certificate> =>
  handshake(() => connect({ host, port, servername: host, rejectUnauthorized: false }));

/**
 * The certificate of a Postgres server, which is asked for in Postgres's own way.
 *
 * @internal the product asks no server on loopback, and tests have no other.
 * @throws when it speaks no TLS, or not within the deadline.
 */
export const certificateOfPostgres = async (host: string, port = POSTGRES_PORT): Promise<Certificate> => {
  const socket = await askForTls(host, port);
  return await handshake(() => connect({ socket, servername: host, rejectUnauthorized: false }));
};

/** Of a database's URL; null: it is on this machine, without TLS. */
export function certificateOfDatabase(url: string): { readonly host: string; see(): Promise<Certificate> } | null {
  const { hostname, port } = new URL(url);
  return LOOPBACK.has(hostname)
    ? null
    : { host: hostname, see: () => certificateOfPostgres(hostname, port === "" ? POSTGRES_PORT : Number(port)) };
}

/** @param see gets it. One that cannot be seen is as bad as one that has expired. */
export async function sightCertificate(host: string, see: () => Promise<Certificate>, now: Date): Promise<Sighting> {
  const seen = { kind: "certificate", name: host, row: null, mostDays: null } as const;
  try {
    const { validFrom, validTo, issuer, fault } = await see();
    const renewer = "its cloud has not renewed it (docs/runbooks/rotate.md, Certificates)";
    const alert = expiryAlert(`The certificate of ${host}`, validTo, now, renewer) ?? (fault === null ? null : `${host}: ${fault}`);
    return { ...seen, since: validFrom, expires: validTo, state: `by ${issuer}`, alert };
  } catch (error) {
    const alert = `The certificate of ${host} was not seen: ${(error as Error).message}`;
    return { ...seen, since: null, expires: null, state: "not seen", alert };
  }
}

/** @throws with words of the host alone. */
function handshake(open: () => TLSSocket): Promise<Certificate> {
  return within(open, (socket, done, fail) =>
    socket.once("secureConnect", () => {
      const { valid_from: from, valid_to: to, issuer } = socket.getPeerCertificate();
      if (to === undefined) return fail(new Error("the server shows no certificate"));
      const fault = socket.authorized ? null : `the certificate is not trusted: ${String(socket.authorizationError)}`;
      done({ validFrom: new Date(from), validTo: new Date(to), issuer: nameOf(issuer), fault });
    }),
  );
}

const nameOf = (issuer: { readonly O?: string | string[]; readonly CN?: string | string[] }): string =>
  [issuer.O, issuer.CN]
    .flat()
    .filter((one) => one !== undefined)
    .join(", ");

const askForTls = (host: string, port: number): Promise<Socket> =>
  within(
    () => connectPlainly({ host, port }),
    (socket, done, fail) => {
      socket.once("connect", () => socket.write(SSL_REQUEST));
      socket.once("data", (answer) => (answer.toString() === "S" ? done(socket) : fail(new Error("the server speaks no TLS"))));
    },
    false,
  );

/** What a socket comes to, or an error: within the deadline, and then it is closed. */
function within<S extends Socket, T>(
  open: () => S,
  use: (socket: S, done: (value: T) => void, fail: (error: Error) => void) => void,
  closes = true,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const socket = open();
    const end = (act: () => void, keeps = false): void => {
      clearTimeout(timer);
      if (!keeps) socket.destroy();
      act();
    };
    const fail = (error: Error): void => end(() => reject(error));
    const timer = setTimeout(() => fail(new Error(`no answer within ${DEADLINE_MS / 1_000} s`)), DEADLINE_MS);
    socket.on("error", fail);
    socket.once("close", () => fail(new Error("the server closed the connection")));
    use(socket, (value) => end(() => resolve(value), !closes), fail);
  });
}
