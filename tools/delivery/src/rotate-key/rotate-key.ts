// Rotates one list of keys, or leaves a key of it out: the operator's file, GitHub's secret and the Workers get the next list. A list that the file has and that
// not everybody is served by is released before another one is made: a run that was cut short is run again.
import { join, resolve } from "node:path";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { type KeyList, keyLists, keysIn } from "@ledge/shared/key-list";
import { Cloudflare, PERMISSIONS } from "../deploy/cloudflare.ts";
import { deploy, type DeployContext } from "../deploy/deploy.ts";
import { readEnvironment } from "../deploy/environment.ts";
import { renderWorker } from "../deploy/render.ts";
import { isServedToAll } from "../deploy/serving.ts";
import { readSettings, SECRET_PREFIX } from "../deploy/settings.ts";
import { newKey } from "../environment/values.ts";
import { forgetBefore, keepBefore, readSecret, writeSecret } from "./key-file.ts";
import { rotated, said, without } from "./next-list.ts";

export const USAGE = `npm run rotate:key -- --env NAME LIST [--file FILE] [--without ID]

Releases the checked out commit (npm run build) with the next keys of LIST, one of ${keyLists.join(", ")}: the key that all
versions know already signs, and a new one is listed to sign next. Nothing that was made with an earlier key is refused. A run that was cut short, or
whose release went back, is run again.
  --file       has the line ${SECRET_PREFIX}LIST='…', which is replaced; default .ledge/NAME.env
  --without    leaves a key out instead, by its id. A release without a pepper or a master key that is still needed goes back by itself,
               because its Workers are not ready: FILE.before is the file as it was until a release has ended
From the environment: what npm run deploy wants; gh is logged in.`;

const options = { env: { type: "string" }, file: { type: "string" }, without: { type: "string" } } as const;

/** @param setSecret of a GitHub environment. @throws BadArguments; with a message for the operator when a release fails. */
export async function rotateKey(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  context: DeployContext,
  setSecret: (environment: string, name: string, value: string) => Promise<void>,
): Promise<void> {
  const { values, positionals } = readArguments(args, options, true);
  const list = keyLists.find((one) => one === positionals[0]);
  if (values.env === undefined || list === undefined || positionals.length > 1) {
    throw new BadArguments(`Say which environment and one list: --env NAME ${keyLists.join(" | ")}.`);
  }
  const file = resolve(context.root, values.file ?? join(".ledge", `${values.env}.env`));
  const settingsWith = (keys: string) =>
    readSettings(["--env", values.env as string, "--secrets"], { ...env, [`${SECRET_PREFIX}${list}`]: keys }, context.root);
  const kept = readSecret(file, list);
  keysIn(list, kept.value);
  const goesOn = kept.isBeingReleased || !(await isServedBy(list, settingsWith(kept.value), context));
  if (goesOn) context.say(`The keys of ${file} are still to be released: this goes on with them.`);
  const value = goesOn ? kept.value : nextOf(list, kept.value, values.without ?? null);
  if (!goesOn) keepBefore(file);
  writeSecret(file, list, { value, isBeingReleased: true });
  await setSecret(values.env, list, value);
  await deploy(settingsWith(value), context);
  writeSecret(file, list, { value, isBeingReleased: false });
  forgetBefore(file);
  context.say(`${list} has ${said(list, value)}.`);
}

const nextOf = (list: KeyList, keys: string, id: string | null): string =>
  id === null ? rotated(keys, newKey()) : without(list, keys, id);

async function isServedBy(list: KeyList, settings: ReturnType<typeof readSettings>, context: DeployContext): Promise<boolean> {
  const environment = readEnvironment(settings.env, settings.outputsFile);
  const { apiUrl, token } = settings.cloudflare;
  const cloudflare = new Cloudflare(
    { name: "Cloudflare", baseUrl: apiUrl, token, permissions: PERMISSIONS },
    environment.accountId,
    context.wait,
  );
  const content = { files: () => "", secrets: settings.secrets };
  const workers = context.configs.map((config) => renderWorker(context.root, config, environment, "", content));
  return await isServedToAll(cloudflare, workers, list);
}
