// Zod as it is in workerd, which allows no code from strings. To be imported before any schema: Zod decides as a schema is made whether to compile it.
import { config } from "zod";

config({ jitless: true });
