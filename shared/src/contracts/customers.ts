// The customers contract: people and businesses, their contact data and verification. Never deleted.
import { z } from "zod";
import type { Call, WriteCall } from "../context.ts";
import type { WriteOutcome, Result } from "../result.ts";
import { readBy, writtenBy } from "../field-rights.ts";
import type { RefusalOf } from "./refusals.ts";
import { instant } from "../instants.ts";
import { id, keptMetadata, metadata, type Page, type PageRequest, version } from "../schema.ts";
import { email, externalId, name, text } from "../text.ts";
import { externalIdMembers, hasWhatIsUnique, LACKS_EXTERNAL_ID } from "./external-ids.ts";
import type { CoreAnswered } from "./readiness.ts";

const contact = {
  name: name.meta({ example: "Ada Lovelace" }),
  email: email.nullable().meta({ example: "ada@example.com" }),
  external_id: writtenBy("institution", externalId.nullable().meta({ example: "crm-4711" })),
  metadata: writtenBy("institution", metadata),
};

const customerType = z.enum(["person", "business"]).meta({ id: "CustomerType" });
export const verification = z.enum(["pending", "verified", "rejected", "suspended"]).meta({
  id: "Verification",
  description:
    "rejected and suspended block the customer: no account of theirs is debited by a transfer, a hold or a capture, and none is opened " +
    "(customer_blocked). pending and verified do not",
});

export const createCustomer = z
  .strictObject({
    type: customerType,
    name: contact.name,
    email: contact.email.optional(),
    external_id: contact.external_id.optional(),
    external_id_unique: writtenBy("institution", externalIdMembers.external_id_unique),
    metadata: contact.metadata.optional(),
  })
  .refine(hasWhatIsUnique, LACKS_EXTERNAL_ID)
  .meta({ id: "CreateCustomer" });

export const updateCustomer = z
  .strictObject(contact)
  .partial()
  .refine((value) => Object.keys(value).length > 0, "must change something")
  .meta({ id: "UpdateCustomer", minProperties: 1 });

export const decideVerification = z
  .strictObject({
    decision: z.enum(["verified", "rejected", "suspended"]),
    reason: text.nullable().optional().meta({ example: "Passport seen" }),
  })
  .meta({ id: "DecideVerification" });

export const customer = z
  .strictObject({
    id: id("customer"),
    type: customerType,
    name: z.string().meta({ example: "Ada Lovelace" }),
    email: z.string().nullable().meta({ example: "ada@example.com" }),
    external_id: readBy("institution", z.string().nullable().meta({ example: "crm-4711" })),
    metadata: readBy("institution", keptMetadata),
    verification,
    // What a suspicion was reported for must not reach whom it concerns (Directive (EU) 2015/849, article 39).
    verification_reason: readBy("institution", z.string().nullable()),
    version,
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "Customer" });

export type Customer = z.infer<typeof customer>;
export type CreateCustomer = z.infer<typeof createCustomer>;
export type UpdateCustomer = z.infer<typeof updateCustomer>;
export type DecideVerification = z.infer<typeof decideVerification>;

export interface CustomerFilter {
  readonly external_id?: string | undefined;
  readonly verification?: Customer["verification"] | undefined;
}

/** What core-service does for the customers Worker. Ids are public ids; a malformed one is `not_found`. */
export interface CustomersCore {
  createCustomer(call: WriteCall, input: CreateCustomer): Promise<WriteOutcome<Customer, RefusalOf<"createCustomer">>>;
  updateCustomer(call: WriteCall, customerId: string, input: UpdateCustomer): Promise<WriteOutcome<Customer, RefusalOf<"updateCustomer">>>;
  decideVerification(
    call: WriteCall,
    customerId: string,
    input: DecideVerification,
  ): Promise<WriteOutcome<Customer, RefusalOf<"decideVerification">>>;
  getCustomer(call: Call, customerId: string): Promise<Result<Customer, RefusalOf<"getCustomer">>>;
  listCustomers(call: Call, filter: CustomerFilter, page: PageRequest): Promise<Page<Customer>>;
  ready(): Promise<CoreAnswered>;
}
