// Servers on loopback with a certificate of their own: one that speaks TLS at once, as HTTPS does, and one that is asked for it in Postgres's way.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, TLSSocket } from "node:tls";

export interface Issued {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for localhost and other hosts, signed by itself. @param days how long it is valid. */
export function issue(days: number, hosts: readonly string[] = []): Issued {
  const folder = mkdtempSync(join(tmpdir(), "ledge-certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  try {
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert],
        ...[
          "-days",
          String(days),
          "-subj",
          "/O=Stand-In/CN=localhost",
          "-addext",
          `subjectAltName=${["localhost", ...hosts].map((host) => `DNS:${host}`).join(",")}`,
        ],
      ],
      { stdio: "pipe" },
    );
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface TlsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Speaks TLS at once. */
export const startHttps = (issued: Issued): Promise<TlsServer> => listening(createServer(issued));

/** @param speaksTls whether it answers S to an SSLRequest of eight bytes, and then speaks TLS, or N. */
export const startPostgres = (issued: Issued, speaksTls = true): Promise<TlsServer> =>
  listening(
    createPlainServer((socket: Socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (request) => {
        const isAsked = request.length === 8 && request.readInt32BE(4) === 80_877_103;
        socket.write(isAsked && speaksTls ? "S" : "N");
        if (isAsked && speaksTls) new TLSSocket(socket, { isServer: true, ...issued }).on("error", () => undefined);
      });
    }),
  );

async function listening(server: Server): Promise<TlsServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
