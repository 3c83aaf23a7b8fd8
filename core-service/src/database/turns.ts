// What waits, by whom it is for: owners take turns, so that nobody waits behind all that another one asks for (deficit round-robin, Shreedhar and
// Varghese 1996). Where no more may wait, the newest of the owner with the most gives way: who has less than others is never refused for them.

export interface Load {
  /** What it counts for in a turn and in a batch: the time that it takes. */
  readonly weight: number;
  /** What it counts for while it waits: the memory that it takes. */
  readonly size: number;
}

interface Waiting<Item> extends Load {
  readonly item: Item;
}

interface Queue<Item> {
  /** The oldest first. */
  readonly waiting: Waiting<Item>[];
  size: number;
  /** What it may still take in this turn, and what it saved in earlier ones for an item that weighs more. */
  credit: number;
  isInTurn: boolean;
}

export class Turns<Item> {
  /** The owner whose turn it is first. None is empty. */
  readonly #queues = new Map<string, Queue<Item>>();
  readonly #quantum: number;
  readonly #maxSize: number;
  #size = 0;

  /**
   * @param quantum the weight that an owner may take in a turn.
   * @param maxSize of all that waits: bounds memory.
   */
  constructor(quantum: number, maxSize: number) {
    this.#quantum = quantum;
    this.#maxSize = maxSize;
  }

  /** Lets an item wait. Returns the items that give way to it: none while there is space, perhaps itself. */
  add(owner: string, item: Item, load: Load): Item[] {
    const queue = this.#queues.get(owner) ?? { waiting: [], size: 0, credit: 0, isInTurn: false };
    this.#queues.set(owner, queue);
    queue.waiting.push({ item, ...load });
    this.#count(queue, load.size);
    const givingWay: Item[] = [];
    while (this.#size > this.#maxSize) givingWay.push(this.#removeNewestOfMost());
    return givingWay;
  }

  /** The next items, by turns: as many as weigh `maxWeight` together, and at least one of those that wait. */
  next(maxWeight: number): Item[] {
    const taken: Item[] = [];
    let weight = 0;
    for (;;) {
      const first = this.#queues.entries().next().value;
      if (first === undefined) return taken;
      const [owner, queue] = first;
      if (!queue.isInTurn) queue.credit += this.#quantum;
      queue.isInTurn = true;
      for (let head = queue.waiting[0]; head !== undefined; head = queue.waiting[0]) {
        // An owner who is alone waits for nobody.
        if (head.weight > queue.credit && this.#queues.size > 1) break;
        if (taken.length > 0 && weight + head.weight > maxWeight) return taken;
        queue.waiting.shift();
        // Whoever took more than a turn while nobody else waited owes nothing for it: else the next to come would make it wait for as long.
        queue.credit = Math.max(0, queue.credit - head.weight);
        this.#count(queue, -head.size);
        weight += head.weight;
        taken.push(head.item);
      }
      queue.isInTurn = false;
      this.#queues.delete(owner); // so that it is inserted again at the end
      if (queue.waiting.length > 0) this.#queues.set(owner, queue);
    }
  }

  /** Everything that waits, which waits no more. */
  clear(): Item[] {
    const items = [...this.#queues.values()].flatMap(({ waiting }) => waiting.map(({ item }) => item));
    this.#queues.clear();
    this.#size = 0;
    return items;
  }

  #count(queue: Queue<Item>, size: number): void {
    queue.size += size;
    this.#size += size;
  }

  #removeNewestOfMost(): Item {
    const [owner, most] = [...this.#queues].reduce((one, other) => (other[1].size > one[1].size ? other : one));
    const { item, size } = most.waiting.pop() as Waiting<Item>;
    this.#count(most, -size);
    if (most.waiting.length === 0) this.#queues.delete(owner);
    return item;
  }
}
