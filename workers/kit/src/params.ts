// The parameters of a path, such as `id` of `/v1/accounts/{id}`.

/** The values of the parameters of `path` in a pathname that matches it, percent-decoded; one that cannot be decoded stays as it is. */
export function paramsOf(path: string, pathname: string): Readonly<Record<string, string>> {
  const given = pathname.split("/");
  const params: Record<string, string> = {};
  for (const [index, segment] of path.split("/").entries()) {
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decoded(given[index] ?? "");
  }
  return params;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // it is then no id, which a resource that does not exist is answered for
  }
}
