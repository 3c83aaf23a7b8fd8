// The egress policy as one table: the URLs that a delivery may go to, and every spelling of those that it may not.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EgressPolicy, MAX_URL_CHARACTERS, faultOfUrl } from "../../workers/webhooks/src/delivery/egress-policy.ts";

const POLICY: EgressPolicy = { ownHosts: ["ledge.dev", "Api.Bank.Example.com."], allowLoopback: false };
const LOCAL: EgressPolicy = { ...POLICY, allowLoopback: true };

const LET_THROUGH = [
  "https://example.com",
  "https://example.com/",
  "https://example.com:443/hooks?tenant=1&kind=a%23b",
  "https://EXAMPLE.com/",
  "https://example.com./",
  "https://hooks.example.co.uk/a/b",
  "https://xn--mnchen-3ya.de/",
  "https://münchen.de/",
  "https://a_b.example.com/",
  "https://1.example.com/",
  "https://127.0.0.1.example.com/",
  "https://localhost.example.com/",
  "https://notledge.dev/",
  "https://ledge.dev.example.com/",
  "https://internal.example.com/",
  "https://my.locals/",
];

const REFUSED: readonly (readonly [string, readonly string[], RegExp])[] = [
  [
    "URLs that are not https",
    ["http://example.com/", "ftp://example.com/", "file:///etc/passwd", "data:text/plain,a", "ws://example.com/", "javascript:alert(1)"],
    /https/,
  ],
  [
    "text that is not a URL",
    ["", "example.com", "//example.com/", "https://", "https:///", "https://a b/", "https://[::1", "https://%00/"],
    /absolute|space/,
  ],
  ["a port", ["https://example.com:80/", "https://example.com:8443/", "https://example.com:22/"], /port/],
  ["credentials", ["https://user:pass@example.com/", "https://user@example.com/", "https://:pass@example.com/"], /credentials/],
  ["a fragment", ["https://example.com/#a", "https://example.com/#"], /fragment/],
  ["URLs that are too long", [`https://example.com/${"a".repeat(MAX_URL_CHARACTERS)}`], /2048/],
  [
    "URLs that parsers read differently",
    [
      "https://example.com\\@evil.com/",
      " https://example.com/",
      "https://exam\nple.com/",
      "https://example.com/\t",
      "https://example.com/\u00a0",
      "https://example.com/\0",
    ],
    /space/,
  ],
  [
    "IPv4 in any spelling",
    [
      "https://127.0.0.1/",
      "https://127.0.0.1./",
      "https://127.1/",
      "https://127.0.1/",
      "https://2130706433/",
      "https://0x7f000001/",
      "https://0x7f.0.0.1/",
      "https://0X7F.1/",
      "https://0177.0.0.1/",
      "https://017700000001/",
      "https://0/",
      "https://0.0.0.0/",
      "https://10.0.0.1/",
      "https://172.16.0.1/",
      "https://192.168.0.1/",
      "https://169.254.169.254/latest/meta-data/",
      "https://2852039166/",
      "https://100.64.0.1/",
      "https://255.255.255.255/",
      "https://8.8.8.8/",
      "https://①②⑦.⓪.⓪.①/",
      "https://１２７.０.０.１/",
      "https://127。0。0。1/",
      "https://127．0．0．1/",
      "https://%31%32%37.0.0.1/",
      "https://127%2e0%2e0%2e1/",
      "https://0x7f%2e1/",
    ],
    /IP address/,
  ],
  [
    "IPv6 in any spelling",
    [
      "https://[::1]/",
      "https://[::]/",
      "https://[0:0:0:0:0:0:0:1]/",
      "https://[::ffff:127.0.0.1]/",
      "https://[::ffff:7f00:1]/",
      "https://[::127.0.0.1]/",
      "https://[64:ff9b::7f00:1]/",
      "https://[2002:7f00:1::]/",
      "https://[fe80::1]/",
      "https://[fc00::1]/",
      "https://[fd00:ec2::254]/",
      "https://[2606:4700::1111]/",
    ],
    /IP address/,
  ],
  [
    "addresses that the parser does not accept",
    [
      "https://127.0.0.256/",
      "https://127.0.0.08/",
      "https://1.2.3.4.5/",
      "https://[fe80::1%25eth0]/",
      "https://99999999999/",
      "https://example.0x1/",
    ],
    /absolute/,
  ],
  ["addresses with empty labels", ["https://127.0.0.1../", "https://.127.0.0.1/"], /IP address|absolute/],
  [
    "a single label",
    [
      "https://localhost/",
      "https://LOCALHOST/",
      "https://localhost./",
      "https://metadata/",
      "https://com/",
      "https://ｌｏｃａｌｈｏｓｔ/",
      "https://%6cocalhost/",
      "https://loc\u00adalhost/",
    ],
    /public host/,
  ],
  [
    "special and internal names",
    [
      "https://a.localhost/",
      "https://a.b.LOCALHOST./",
      "https://printer.local/",
      "https://metadata.google.internal/",
      "https://metadata.google.internal./",
      "https://metadata.google.ｉｎｔｅｒｎａｌ/",
      "https://router.home.arpa/",
      "https://1.0.0.127.in-addr.arpa/",
      "https://a.test/",
      "https://a.invalid/",
      "https://a.example/",
      "https://abcdefgh.onion/",
      "https://a.alt/",
      "https://nas.lan/",
      "https://a.corp/",
      "https://a.home/",
      "https://wiki.intranet/",
      "https://a.private/",
      "https://localhost.localdomain/",
    ],
    /public host/,
  ],
  [
    "text that is not a host name",
    [
      "https://a..example.com/",
      "https://example.com../",
      "https://.example.com/",
      "https://a!b.example.com/",
      "https://*.example.com/",
      "https://a'b.com/",
      "https://example.0m/",
      `https://${"a".repeat(64)}.com/`,
      `https://${"a.".repeat(127)}com/`,
    ],
    /public host|absolute/,
  ],
  [
    "the platform's own hosts",
    [
      "https://ledge.dev/",
      "https://LEDGE.dev/",
      "https://ledge.dev./v1/transfers",
      "https://hooks.ledge.dev/",
      "https://a.b.ledge.dev/",
      "https://api.bank.example.com/",
      "https://x.api.bank.example.com./",
      "https://ledge%2edev/",
      "https://ⓛedge.dev/",
    ],
    /lead back/,
  ],
];

const LOOPBACK = [
  "http://127.0.0.1:8080/",
  "https://127.0.0.1/",
  "http://localhost:3000/hooks",
  "http://[::1]:9/",
  "https://localhost:8443/",
  "http://2130706433/",
];

type Judge = (url: string, policy: EgressPolicy) => string | null;

/** The law of the table, for any policy: the URLs that it allows although they must be refused. */
const letThrough = (judge: Judge): string[] => REFUSED.flatMap(([, urls]) => urls.filter((url) => judge(url, POLICY) === null));

describe("egress policy", () => {
  test.each(LET_THROUGH)("%s is allowed", (url) => {
    expect(faultOfUrl(url, POLICY)).toBeNull();
    expect(faultOfUrl(url, LOCAL)).toBeNull();
  });

  test("a URL of the maximum length is allowed", () => {
    expect(faultOfUrl("https://example.com/".padEnd(MAX_URL_CHARACTERS, "a"), POLICY)).toBeNull();
  });

  test.each(REFUSED)("%s is refused", (_what, urls, fault) => {
    for (const url of urls) expect(faultOfUrl(url, POLICY), url).toMatch(fault);
  });

  test.each<[string, Judge]>([
    ["searches for dotted addresses", (url) => (/^https:\/\/(?!\d+\.\d+\.\d+\.\d+|localhost|\[)/.test(url) ? null : "refused")],
    ["compares hosts as they are written", (url, { ownHosts }) => (ownHosts.some((host) => url === `https://${host}/`) ? "refused" : null)],
    [
      "parses, and ignores the final full stop",
      (url, policy) => (URL.canParse(url) && new URL(url).hostname.endsWith(".") ? null : faultOfUrl(url, policy)),
    ],
  ])("the table detects a policy that %s", (_what, judge) => {
    expect(letThrough(judge).length).toBeGreaterThan(3);
    expect(letThrough(faultOfUrl)).toEqual([]);
  });

  test.each(LOOPBACK)("%s is allowed in local development alone", (url) => {
    expect(faultOfUrl(url, POLICY)).not.toBeNull();
    expect(faultOfUrl(url, LOCAL)).toBeNull();
  });

  test("local development allows this machine and nothing else", () => {
    const local = new Set(LOOPBACK.map((url) => new URL(url).hostname));
    for (const url of REFUSED.flatMap(([, urls]) => urls)) {
      if (URL.canParse(url) && local.has(new URL(url).hostname)) continue;
      expect(faultOfUrl(url, LOCAL), url).not.toBeNull();
    }
    for (const url of ["http://127.0.0.2/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://a.localhost/", "ftp://127.0.0.1/"]) {
      expect(faultOfUrl(url, LOCAL), url).not.toBeNull();
    }
    for (const url of ["http://user@localhost/", "http://localhost/#a", "http://localhost\\@example.com/"]) {
      expect(faultOfUrl(url, LOCAL), url).not.toBeNull();
    }
  });

  test("every address of IPv4 is refused in each of its spellings", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const spellings = [
          `${a}.${b}.${c}.${d}`,
          `${number}`,
          `0x${number.toString(16)}`,
          `0${number.toString(8)}`,
          `0x${a.toString(16)}.0${b.toString(8)}.${c * 256 + d}`,
          `${a}.${(b * 256 + c) * 256 + d}.`,
          `[::ffff:${a}.${b}.${c}.${d}]`,
        ];
        for (const host of spellings) expect(faultOfUrl(`https://${host}/`, POLICY), host).toMatch(/IP address/);
      }),
    );
  });

  test("every text has a verdict, and an allowed one is an https URL of a dotted name", () => {
    const characters = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));
    const labels = fc.array(fc.oneof(fc.stringMatching(/^[a-zA-Z0-9._%:@#-]{0,6}$/), characters), { minLength: 1, maxLength: 4 });
    const text = fc.oneof(
      characters,
      labels.map((parts) => `https://${parts.join(".")}/`),
      labels.map((parts) => `https://${parts.join(".")}.com/`),
    );
    fc.assert(
      fc.property(text, (url) => {
        if (faultOfUrl(url, POLICY) === null) expect(new URL(url).href).toMatch(/^https:\/\/[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?\//);
      }),
    );
  });
});
