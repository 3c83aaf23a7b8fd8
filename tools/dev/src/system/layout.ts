// Where everything of the picture of the system lies: boxes and arrows in pixels, from the graph of bindings. The same graph gives the same picture.
import { RUNTIME_CREDENTIAL } from "@ledge/shared/runtime-credential";
import { holdersOf, layersOf, publicWorkers, queueColumns } from "./layers.ts";
import type { Graph, Worker } from "./read-bindings.ts";

export interface Box {
  readonly kind: "client" | "public" | "worker" | "queue" | "database";
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What else it has, a line each. */
  readonly lines: readonly string[];
}

export interface Arrow {
  readonly kind: "call" | "event";
  /** The corners of its way, from tail to head. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly label: string;
  /** Where the label begins, at its baseline. */
  readonly labelAt: readonly [x: number, y: number];
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

const WIDTH = 1280;
const MARGIN = 20;
const BETWEEN_BOXES = 12;
const CLIENT = { width: 220, height: 34 } as const;
const QUEUE = { width: 160, height: 40, between: 30 } as const;
const DATABASE_HEIGHT = 40;
/** A box of one line, and what each further line adds. */
const BOX_HEIGHT = 44;
const LINE_HEIGHT = 15;
/** Between two layers: enough for an arrow and its label. */
const GAP = 58;
/** Between the lowest queue and the layer below it: the labels of calls are there. */
const BELOW_QUEUES = 44;
/** From the middle of a consumer: its calls leave on the left, its queues arrive on the right. */
const CALLS_SHIFT = 26;
const QUEUES_SHIFT = 8;
const BETWEEN_ARROWS = 22;
const LABEL = { right: 6, above: 12 } as const;
/** How far an arrow stays from the corner of a box. */
const CORNER = 14;

const shortName = (worker: string): string => worker.replace(/^ledge-/, "");
const middleOf = ({ left, width }: Box): number => left + width / 2;
const bottomOf = ({ top, height }: Box): number => top + height;
const within = (x: number, { left, width }: Box): number => Math.min(Math.max(x, left + CORNER), left + width - CORNER);

/** The picture of a graph, from the clients at the top to the database at the bottom, with the queues at the right. */
export function layOut(graph: Graph): Picture {
  const layers = layersOf(graph);
  const columns = queueColumns(graph);
  const queuesWidth = columns.length * (QUEUE.width + QUEUE.between);
  const workersWidth = WIDTH - 2 * MARGIN - queuesWidth;
  const workers = new Map<string, Box>();
  const consuming = layers.findIndex((names) => names.some((name) => (graph[name] as Worker).consumes.length > 0));
  const queuesHeight = columns.reduce((sum, column) => sum + column.length * (QUEUE.height + QUEUE.between), 0);

  let top = MARGIN + CLIENT.height + GAP - LINE_HEIGHT;
  let queuesTop = top;
  layers.forEach((names, layer) => {
    const lines = names.map((name) => linesOf(graph[name] as Worker));
    const height = BOX_HEIGHT + Math.max(...lines.map(({ length }) => length)) * LINE_HEIGHT;
    // What every queue is fed from reaches below the queues; what is above them does not reach over them.
    const rowWidth = names.length === 1 && layer > consuming ? WIDTH - 2 * MARGIN : workersWidth;
    const width = (rowWidth + BETWEEN_BOXES) / names.length - BETWEEN_BOXES;
    names.forEach((name, index) => {
      const kind = publicWorkers(graph).includes(name) ? "public" : "worker";
      const left = MARGIN + index * (width + BETWEEN_BOXES);
      workers.set(name, { kind, left, top, width, height, title: shortName(name), lines: lines[index] as string[] });
    });
    top += height + GAP;
    if (layer === consuming) {
      queuesTop = top - GAP + QUEUE.between;
      top = Math.max(top, queuesTop + queuesHeight - QUEUE.between + BELOW_QUEUES);
    }
  });
  const queues = queueBoxes(columns, MARGIN + workersWidth + QUEUE.between, queuesTop);
  const database: Box = {
    kind: "database",
    left: MARGIN,
    top,
    width: WIDTH - 2 * MARGIN,
    height: DATABASE_HEIGHT,
    title: "Postgres",
    lines: [],
  };
  const clientLeft = MARGIN + (workersWidth - CLIENT.width) / 2;
  const clients: Box = { kind: "client", left: clientLeft, top: MARGIN, ...CLIENT, title: "browsers, apps, CI", lines: [] };
  const arrows = [
    ...publicWorkers(graph).map((name) => callBetween(clients, workers.get(name) as Box, "https", 0)),
    ...callArrows(graph, workers),
    ...queueArrows(graph, workers, queues),
    ...holdersOf(graph).map((name) => callBetween(workers.get(name) as Box, database, RUNTIME_CREDENTIAL, 0)),
  ];
  return { width: WIDTH, height: bottomOf(database) + MARGIN, boxes: [clients, ...workers.values(), ...queues.values(), database], arrows };
}

const linesOf = ({ durableObjects, others }: Worker): string[] => [
  ...durableObjects.map((object) => `◆ ${object.replace(/^.*: /, "")}`),
  ...others.map((key) => (key === "assets" ? "static files" : key)),
];

/** A column to the right per chain of queues, the first queue of each lowest; a column begins below the one before it, so that no way crosses a box. */
function queueBoxes(columns: readonly (readonly string[])[], left: number, top: number): ReadonlyMap<string, Box> {
  let row = 0;
  const boxes = columns.flatMap((chain, column) => {
    const x = left + column * (QUEUE.width + QUEUE.between);
    return [...chain].reverse().map((title) => {
      const box = {
        kind: "queue",
        left: x,
        top: top + row * (QUEUE.height + QUEUE.between),
        width: QUEUE.width,
        height: QUEUE.height,
        title,
        lines: [],
      } as const;
      row += 1;
      return [title, box] as const;
    });
  });
  return new Map(boxes);
}

function callArrows(graph: Graph, workers: ReadonlyMap<string, Box>): Arrow[] {
  return Object.entries(graph).flatMap(([name, { calls, consumes }]) =>
    calls.flatMap(({ service, entrypoint }) => {
      const target = workers.get(service);
      if (target === undefined) throw new Error(`${name} calls ${service}, which has no config.`);
      const beside = calls.filter((call) => call.service === service);
      const place = beside.findIndex((call) => call.entrypoint === entrypoint) * BETWEEN_ARROWS;
      return [callBetween(workers.get(name) as Box, target, entrypoint ?? "fetch", place - (consumes.length > 0 ? CALLS_SHIFT : 0))];
    }),
  );
}

/** From one layer down to another, under the narrower box; within a layer, or up, around below. */
function callBetween(from: Box, to: Box, label: string, shift: number): Arrow {
  const isDown = to.top >= bottomOf(from);
  const fromX = isDown && from.width > to.width ? within(middleOf(to) + shift, from) : middleOf(from) + shift;
  const toX = isDown && from.width <= to.width ? within(fromX, to) : middleOf(to) + shift;
  const start = bottomOf(from);
  if (isDown)
    return {
      kind: "call",
      points: [
        [fromX, start],
        [toX, to.top],
      ],
      label,
      labelAt: [toX + LABEL.right, to.top - LABEL.above - LABEL.right],
    };
  const below = start + BELOW_QUEUES / 2;
  return {
    kind: "call",
    points: [
      [fromX, start],
      [fromX, below],
      [toX, below],
      [toX, bottomOf(to)],
    ],
    label,
    labelAt: [toX + LABEL.right, below + LABEL.above],
  };
}

function queueArrows(graph: Graph, workers: ReadonlyMap<string, Box>, queues: ReadonlyMap<string, Box>): Arrow[] {
  return Object.entries(graph).flatMap(([name, { produces, consumes }]) => {
    const worker = workers.get(name) as Box;
    const sent = produces.map((queue) => wayTo(worker, queues.get(queue) as Box));
    const ordered = [...consumes].sort((a, b) => (queues.get(b.queue) as Box).top - (queues.get(a.queue) as Box).top);
    const taken = ordered.flatMap(({ queue, deadLetters }, index) => {
      const box = queues.get(queue) as Box;
      const x = within(middleOf(worker) + QUEUES_SHIFT + index * BETWEEN_ARROWS, worker);
      const y = box.top + box.height / 2;
      const end = bottomOf(worker) <= y ? bottomOf(worker) : worker.top;
      const to: Arrow = {
        kind: "event",
        points: [
          [box.left, y],
          [x, y],
          [x, end],
        ],
        label: "",
        labelAt: [0, 0],
      };
      return deadLetters === null ? [to] : [to, givenUp(box, queues.get(deadLetters) as Box)];
    });
    return [...sent, ...taken];
  });
}

/** From a producer below its queue straight up to it; from one above, down beside the queue and to its side. */
function wayTo(producer: Box, queue: Box): Arrow {
  const x = middleOf(queue);
  if (producer.top >= bottomOf(queue))
    return {
      kind: "event",
      points: [
        [within(x, producer), producer.top],
        [x, bottomOf(queue)],
      ],
      label: "events",
      labelAt: [x + LABEL.right, producer.top - LABEL.above - LABEL.right],
    };
  const [from, y] = [within(middleOf(producer) + CALLS_SHIFT, producer), queue.top + queue.height / 4];
  return {
    kind: "event",
    points: [
      [from, bottomOf(producer)],
      [from, y],
      [queue.left, y],
    ],
    label: "events",
    labelAt: [from + LABEL.right, y - LABEL.right],
  };
}

function givenUp(queue: Box, deadLetters: Box): Arrow {
  const x = middleOf(queue);
  const points: Arrow["points"] =
    deadLetters.top < queue.top
      ? [
          [x, queue.top],
          [x, bottomOf(deadLetters)],
        ]
      : [
          [x, bottomOf(queue)],
          [x, deadLetters.top],
        ];
  return {
    kind: "event",
    points,
    label: "given up",
    labelAt: [x + LABEL.right, (queue.top + bottomOf(deadLetters)) / 2 + LABEL.right / 2],
  };
}
