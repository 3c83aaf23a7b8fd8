// The secrets store of the Workers on this machine, which Miniflare keeps in a folder. A secret that another process puts there is read by running
// Workers at once.
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { credentialText, readCredential, RUNTIME_CREDENTIAL, type RuntimeCredential } from "@ledge/shared/runtime-credential";

/** As in core-service/wrangler.toml. */
const BINDING = { store_id: "local", secret_name: RUNTIME_CREDENTIAL };
const NO_WORKER = "export default {}";

/** Publishes the runtime's credential to the store of a running Miniflare. @param worker one that has the binding. */
export async function publishIn(miniflare: Miniflare, worker: string | undefined, credential: RuntimeCredential): Promise<void> {
  const api = await miniflare.getSecretsStoreSecretAPI(RUNTIME_CREDENTIAL, worker);
  await api().create(credentialText(credential));
}

/** Publishes the runtime's credential to the Workers that keep their state in `folder`, whether they run or not. */
export async function publishTo(folder: string, credential: RuntimeCredential): Promise<void> {
  await withStore(folder, (miniflare) => publishIn(miniflare, undefined, credential));
}

/** Publishes a first login, or one that takes the place of all that were published before. @param url of the database, with login and password. */
export async function publishNext(folder: string, url: string): Promise<void> {
  await withStore(folder, async (miniflare) => {
    // Nothing was published yet, or it is damaged: nobody has read a later one.
    const generation = await published(miniflare).then(
      (known) => known.generation,
      () => 0,
    );
    await publishIn(miniflare, undefined, { generation: generation + 1, urls: [url] });
  });
}

/** What was published last. @throws {BadCredential} when it is none; the store's own error when nothing was published. */
export async function readFrom(folder: string): Promise<RuntimeCredential> {
  return await withStore(folder, published);
}

async function published(miniflare: Miniflare): Promise<RuntimeCredential> {
  // Its type says that it is a namespace of KV.
  const secret = (await miniflare.getSecretsStoreSecret(RUNTIME_CREDENTIAL)) as unknown as { get(): Promise<string> };
  return readCredential(await secret.get());
}

async function withStore<Answer>(folder: string, use: (miniflare: Miniflare) => Promise<Answer>): Promise<Answer> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: NO_WORKER,
      cf: false,
      log: new Log(LogLevel.ERROR),
      resourcePersistencePath: folder,
      secretsStoreSecrets: { [RUNTIME_CREDENTIAL]: BINDING },
    }),
  );
  try {
    return await use(miniflare);
  } finally {
    await miniflare.dispose();
  }
}
