// The picture of the system as SVG: readable on light and on dark pages, because it brings its own ground and takes the reader's scheme.
import { type Arrow, type Box, layOut, type Picture } from "./layout.ts";
import type { Graph } from "./read-bindings.ts";

/** Where it is committed, from the repository's root. */
export const PICTURE = "docs/pictures/system.svg";

const STYLE = `
    .ground { fill: #ffffff } .box { fill: #f6f8fa; stroke: #8c959f } .public { fill: #ddf4ff; stroke: #0969da }
    .database { fill: #dafbe1; stroke: #1a7f37 } .queue { fill: #fff8c5; stroke: #9a6700; stroke-dasharray: 5 4 } .client { fill: #ffffff; stroke: #8c959f }
    .title { fill: #1f2328 } .line { fill: #57606a } .way { fill: none; stroke: #424a53; stroke-width: 1.5 } .event { stroke: #9a6700; stroke-dasharray: 6 4 }
    .head { fill: #424a53 } .event-head { fill: #9a6700 }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #0d1117 } .box { fill: #161b22; stroke: #8b949e } .public { fill: #0c2d6b; stroke: #58a6ff }
      .database { fill: #033a16; stroke: #3fb950 } .queue { fill: #341a00; stroke: #d29922 } .client { fill: #0d1117; stroke: #8b949e }
      .title { fill: #e6edf3 } .line { fill: #9da7b3 } .way { stroke: #b1bac4 } .event { stroke: #d29922 }
      .head { fill: #b1bac4 } .event-head { fill: #d29922 }
    }
  `;
const LEGEND_HEIGHT = 34;
const LEGEND = [
  ["call", "synchronous call, with the entrypoint that its binding names (fetch: the default handler)"],
  ["event", "events, through a queue"],
] as const;
/** Where the parts of the legend begin: an arrow, its words, the next arrow, and so on. */
const LEGEND_AT = [20, 640] as const;
const LEGEND_ARROW = 34;

/** The SVG of a graph. Ends with a line break. */
export function drawSystem(graph: Graph): string {
  const picture = layOut(graph);
  const height = picture.height + LEGEND_HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${picture.width} ${height}" font-family="ui-sans-serif, system-ui, sans-serif" font-size="14">
  <title>The Workers of Ledge, what each may call, and the ways of events</title>
  <desc>Generated from the wrangler.toml files by \`npm run picture:system\`.</desc>
  <style>${STYLE}</style>
  <defs>
    <marker id="call" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker>
    <marker id="event" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path class="event-head" d="M0 0 L8 4 L0 8 z"/></marker>
  </defs>
  <rect class="ground" width="${picture.width}" height="${height}" rx="8"/>
${[...picture.boxes.map(drawBox), ...picture.arrows.map(drawArrow), ...legend(picture)].map((line) => `  ${line}`).join("\n")}
</svg>
`;
}

const TITLE_BASELINE = 27;
const FIRST_LINE_BASELINE = 45;
const LINE_HEIGHT = 15;

function drawBox({ kind, left, top, width, height, title, lines }: Box): string {
  const middle = left + width / 2;
  const baseline = lines.length > 0 ? top + TITLE_BASELINE : top + height / 2 + 5;
  const texts = lines.map((line, index) =>
    text(middle, top + FIRST_LINE_BASELINE + index * LINE_HEIGHT, line, `class="line" font-size="12"`),
  );
  const rect = `<rect class="box ${kind}" x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="8"/>`;
  return [rect, text(middle, baseline, title, `class="title"${kind === "queue" ? "" : ` font-weight="600"`}`), ...texts].join("");
}

function drawArrow({ kind, points, label, labelAt: [x, y] }: Arrow): string {
  const way = points.map(([pointX, pointY], index) => `${index === 0 ? "M" : "L"}${round(pointX)} ${round(pointY)}`).join(" ");
  const path = `<path class="way${kind === "event" ? " event" : ""}" d="${way}" marker-end="url(#${kind})"/>`;
  return label === "" ? path : `${path}<text class="line" font-size="12" x="${round(x)}" y="${round(y)}">${escapeXml(label)}</text>`;
}

function legend({ height }: Picture): string[] {
  const y = height + LEGEND_HEIGHT / 2 - 8;
  return [
    ...LEGEND.flatMap(([kind, words], index) => {
      const x = LEGEND_AT[index] as number;
      return [
        drawArrow({
          kind,
          points: [
            [x, y],
            [x + LEGEND_ARROW, y],
          ],
          label: words,
          labelAt: [x + LEGEND_ARROW + 8, y + 4],
        }),
      ];
    }),
    `<text class="line" font-size="12" x="860" y="${round(y + 4)}">◆ Durable Object</text>`,
  ];
}

const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text ${attributes} text-anchor="middle" x="${round(x)}" y="${round(y)}">${escapeXml(words)}</text>`;

/** Whole pixels: the same text on every machine. */
const round = (pixels: number): number => Math.round(pixels);

const escapeXml = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
