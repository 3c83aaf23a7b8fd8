// In place of Wrangler, for tests of what a release makes of versions and their secrets: the same upload by one call, without its seconds.
import { readFileSync } from "node:fs";
import type { Account, Upload } from "@ledge/delivery/deploy/wrangler";
import { bindingsOf } from "@ledge/delivery/drift/expected";

async function send(account: Account, method: string, path: string, { worker, modulePath, tag, message, secrets }: Upload): Promise<void> {
  const form = new FormData();
  const main_module = "index.js";
  const metadata = {
    main_module,
    bindings: [
      ...bindingsOf(worker).filter(({ type }) => type !== "secret_text" && type !== "assets"),
      ...Object.entries(secrets).map(([name, text]) => ({ type: "secret_text", name, text })),
    ],
    ...(worker.config["exports"] === undefined ? {} : { exports: worker.config["exports"] }),
    compatibility_date: worker.config["compatibility_date"],
    annotations: { "workers/tag": tag, "workers/message": message },
  };
  form.set("metadata", JSON.stringify(metadata));
  form.set(main_module, new Blob([readFileSync(modulePath)]), main_module);
  const url = `${account.apiUrl}/accounts/${account.accountId}/workers/scripts/${worker.deployedName}${path}`;
  const response = await fetch(url, { method, body: form, headers: { Authorization: `Bearer ${account.token}` } });
  if (!response.ok) throw new Error(`${method} ${url}: ${await response.text()}`);
}

export const uploadVersion = (account: Account, upload: Upload): Promise<void> => send(account, "POST", "/versions", upload);
export const deployWhole = (account: Account, upload: Upload): Promise<void> => send(account, "PUT", "", upload);
export const deployTriggers = async (): Promise<void> => undefined;
