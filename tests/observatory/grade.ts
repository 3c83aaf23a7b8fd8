// The grade of a response by the rules of the MDN HTTP Observatory, with its own code and without its network: its scanner requests a host, and here
// the answers are given.
import fs from "node:fs";

/** The parts of a scan that the Observatory's tests read. */
interface Requests {
  readonly responses: Record<"auto" | "http" | "https" | "cors", object | null> & Record<"httpRedirects" | "httpsRedirects", object[]>;
  readonly resources: { path: string };
  session: { url: URL };
}

interface Judged {
  readonly result: string;
  readonly pass: boolean;
}

export interface Grade {
  readonly grade: string;
  readonly score: number;
  /** The names of the results, one per test of the Observatory. */
  readonly found: readonly string[];
}

const PACKAGE = "./node_modules/@mdn/mdn-http-observatory/src";
/** Headers in the form of the scanner's HTTP client, which its tests read. */
const CLIENT = "./node_modules/axios/index.js";
/** The list of preloaded hosts is downloaded by a script that does not run here. It is empty, because none of the platform's hosts is on it. */
const PRELOADED = /conf[\\/]hsts-preload\.json$/;

const load = async (module: string): Promise<any> => await import(new URL(module, import.meta.url).href);

/**
 * @param page as the API or the docs answered it.
 * @param preflight the answer to a CORS preflight from another origin.
 * That http is redirected to https is the zone's setting (Always Use HTTPS), not the Worker's, and is taken as given.
 */
export async function gradeOf(host: string, page: Response, preflight: Response): Promise<Grade> {
  const [
    { ALL_TESTS },
    { MINIMUM_SCORE_FOR_EXTRA_CREDIT },
    { getGradeForScore, getScoreModifier },
    { Requests: Scan },
    { parseHttpEquivHeaders },
    { AxiosHeaders },
  ] = await Promise.all([
    ...["constants.js", "grader/charts.js", "grader/grader.js", "types.js", "retriever/utils.js"].map((module) =>
      load(`${PACKAGE}/${module}`),
    ),
    load(CLIENT),
  ]);
  const url = new URL(`https://${host}/`);
  const body = await page.text();
  const axiosForm = (response: Response, data: string): object => ({
    status: response.status,
    headers: AxiosHeaders.from(Object.fromEntries(response.headers)),
    data,
    verified: true,
    request: { res: { responseUrl: url.href } },
    config: { headers: { Origin: "https://http-observatory.security.mozilla.org" } },
  });
  const auto = { ...axiosForm(page, body), httpEquiv: parseHttpEquivHeaders(body, url.href) };
  const scan = new Scan(host) as Requests;
  Object.assign(scan.responses, {
    auto,
    https: auto,
    http: auto,
    cors: axiosForm(preflight, ""),
    httpRedirects: [
      { url: new URL(`http://${host}/`), status: 301 },
      { url, status: page.status },
    ],
    httpsRedirects: [{ url, status: page.status }],
  });
  scan.resources.path = body;
  scan.session = { url };
  const results = withoutPreloadList(() => (ALL_TESTS as ((scan: Requests) => Judged)[]).map((judge) => judge(scan)));
  const modifiers = results.map(({ result }) => getScoreModifier(result) as number);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 100);
  const uncurved = sum(modifiers.filter((modifier) => modifier < 0));
  // Extra credit requires a good base score (the scanner's own rule).
  const { grade, score } = getGradeForScore(uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : uncurved);
  return { grade, score, found: results.map(({ result }) => result) };
}

function withoutPreloadList<T>(run: () => T): T {
  const { readFileSync } = fs;
  fs.readFileSync = ((...args: Parameters<typeof readFileSync>) =>
    PRELOADED.test(String(args[0])) ? "{}" : readFileSync(...args)) as typeof readFileSync;
  try {
    return run();
  } finally {
    fs.readFileSync = readFileSync;
  }
}
